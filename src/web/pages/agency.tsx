import { usePage } from '../components/context.js'
import { KpiTable } from '../components/kpi-table.js'
import { RecordOutline } from '../components/record-outline.js'
import { SearchForm } from '../components/search-form.js'
import type { AgencyModel } from '../model.js'
import { EMPTY_SEARCH } from '../urls.js'

/** What an agency planned in one year: goals, indicators with their targets, plan items by programme. */
export function AgencyPage({ model }: { model: AgencyModel }) {
  const { t, to } = usePage()
  const { agency, year, years, records } = model
  const most = Math.max(...years.map((row) => row.records))
  const of = (kind: (typeof records)[number]['kind']) => records.filter((record) => record.kind === kind)
  const kpis = records.filter((record) => record.kind === 'kpi')
  return (
    <>
      <h1>{t.agency.title(agency)}</h1>
      <nav class="year-bars" aria-label={t.agency.chart}>
        <ol>
          {years.map((row) => (
            <li key={row.year}>
              <a href={to.agency(agency, row.year)} aria-current={row.year === year ? 'page' : undefined}>
                <span
                  class="bar"
                  style={{ height: `${Math.max(4, (row.records / most) * 64)}px` }}
                  aria-hidden="true"
                />
                <span class="bar-year">{t.rocYear(row.year)}</span>
                <small>{t.document.records(row.records)}</small>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <SearchForm state={{ ...EMPTY_SEARCH, filters: { agency: [agency] } }} modes={false} />
      <p class="form-note">{t.agency.searchIn}</p>
      {(['guideline', 'goal'] as const).map(
        (kind) =>
          of(kind).length > 0 && <RecordOutline key={kind} title={t.kind[kind]} records={of(kind)} by="section" />,
      )}
      {kpis.length > 0 && <KpiTable kpis={kpis} />}
      {of('project').length > 0 && <RecordOutline title={t.kind.project} records={of('project')} by="work" />}
    </>
  )
}
