import { useEffect, useRef, useState } from 'preact/hooks'
import { chartHeight, LEADING, rowsShown } from '../layout/chart-size.js'
import type { OverviewData } from '../layout/overview.js'
import { overviewCsv } from '../takeaway/overview-csv.js'
import { saveFile } from '../client/save-file.js'
import { textsFor } from '../texts/index.js'
import { Addresses, isFiltered, type Locale, type SearchState } from '../urls.js'
import { useDrawing } from './use-drawing.js'

export interface OverviewChartProps {
  locale: Locale
  state: SearchState
  overview: OverviewData
}

/**
 * The line of years and the heat map of agencies and years. The charting library is loaded when the chart comes into
 * sight; its place is kept until then, so that nothing jumps. The table beside it says the same to screen readers.
 */
export function OverviewChart({ locale, state, overview }: OverviewChartProps) {
  const t = textsFor(locale)
  const to = new Addresses(locale)
  const [all, setAll] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<SVGSVGElement | null>(null)
  const { width, visible, theme } = useDrawing(place)
  const [failed, setFailed] = useState(false)
  const rows = all ? overview.agencies : overview.agencies.slice(0, LEADING)

  useEffect(() => {
    const element = place.current
    if (!visible || width === 0 || element === null) return
    let current = true
    import('../charts/overview.js').then(
      ({ drawOverview }) => {
        if (!current) return
        const href = (agency: string, year: number) =>
          to.search({ ...state, page: 1, filters: { ...state.filters, agency: [agency], year: [year] } })
        const chosen = (agency: string, year: number) =>
          isFiltered(state.filters, ['agency', 'year']) &&
          includes(state.filters.agency, agency) &&
          includes(state.filters.year, year)
        chart.current = drawOverview(element, { ...overview, agencies: rows }, { width, t, href, chosen })
      },
      () => setFailed(true),
    )
    return () => {
      current = false
    }
  }, [visible, width, theme, all, overview])

  const save = (format: 'png' | 'svg') => {
    const svg = chart.current
    if (svg === null) return
    void import('../charts/save.js').then(({ saveChart }) => saveChart(svg, `shizheng-${nameOf(state.q)}`, format))
  }

  return (
    <>
      <div
        ref={place}
        class="chart"
        aria-hidden="true"
        style={{ minHeight: `${chartHeight(rowsShown(overview.agencies.length, all))}px` }}
      />
      {failed && <p role="alert">{t.overview.failed}</p>}
      <p class="chart-actions">
        <span class="chart-note">{t.overview.note}</span>
        {overview.agencies.length > LEADING && (
          <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.overview.fewer : t.overview.all(overview.agencies.length)}
          </button>
        )}
        <button type="button" class="plain" onClick={() => save('png')}>
          {t.overview.png}
        </button>
        <button type="button" class="plain" onClick={() => save('svg')}>
          {t.overview.svg}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => saveFile(`shizheng-${nameOf(state.q)}.csv`, overviewCsv(overview, t), 'text/csv')}
        >
          {t.overview.csv}
        </button>
      </p>
    </>
  )
}

/** True where a filter lets a value through. */
function includes<T>(values: readonly T[] | undefined, value: T): boolean {
  return values === undefined || values.length === 0 || values.includes(value)
}

/** A query as part of a file's name: without what file systems refuse. */
function nameOf(query: string): string {
  return query.replace(/[\\/:*?"<>|\s.]+/gu, '-').slice(0, 40) || 'all'
}
