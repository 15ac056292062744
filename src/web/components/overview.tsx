import { OverviewChart } from '../islands/overview-chart.js'
import type { TrendsResponse } from '../../search/types.js'
import type { AgencyYear } from '../data.js'
import { overviewOf } from '../layout/overview.js'
import { isFiltered, type SearchState } from '../urls.js'
import { usePage } from './context.js'
import { Island } from './island.js'
import { OverviewTable } from './overview-table.js'

interface OverviewProps {
  state: SearchState
  trends: TrendsResponse
  indexed: readonly AgencyYear[]
}

/** Counts by agency and year: the first appearance in words, a chart where there is script, and the figures as a table. */
export function Overview({ state, trends, indexed }: OverviewProps) {
  const { t, to, locale } = usePage()
  const overview = overviewOf(trends, indexed)
  if (overview.agencies.length === 0) return null
  const first = trends.first
  const earliest = first?.hits[0]
  return (
    <details class="overview" open data-overview>
      <summary>
        <h3>{t.overview.title}</h3>
      </summary>
      {first !== null && (
        <p class="first-appearance">
          {t.overview.first(
            first.year,
            trends.years.find((one) => one.value === first.year)?.count ?? first.hits.length,
          )}
          {earliest !== undefined && (
            <>
              {'　'}
              {t.overview.firstIs}
              <a href={to.record(earliest.id)}>
                {earliest.agency}〈{earliest.title}〉
              </a>
            </>
          )}
        </p>
      )}
      {isFiltered(state.filters, ['agency', 'year']) && <p class="source-note">{t.overview.unfiltered}</p>}
      <Island
        name="overview-chart"
        component={OverviewChart}
        props={{ locale, state, overview }}
        class="chart-island"
      />
      <details class="overview-table">
        <summary>{t.overview.table}</summary>
        <OverviewTable state={state} overview={overview} />
      </details>
    </details>
  )
}
