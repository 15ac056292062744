import type { OverviewData } from '../layout/overview.js'
import type { SearchState } from '../urls.js'
import { usePage } from './context.js'

/** The figures of the chart; every cell filters, as in the chart. */
export function OverviewTable({ state, overview }: { state: SearchState; overview: OverviewData }) {
  const { t, to } = usePage()
  const filtered = (agency: string | undefined, year: number | undefined) =>
    to.search({
      ...state,
      page: 1,
      filters: {
        ...state.filters,
        ...(agency !== undefined && { agency: [agency] }),
        ...(year !== undefined && { year: [year] }),
      },
    })
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t.overview.title}>
      <table>
        <caption>{t.overview.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.overview.agency}</th>
            {overview.years.map((year) => (
              <th key={year} scope="col">
                <a href={filtered(undefined, year)}>{t.rocYear(year)}</a>
              </th>
            ))}
            <th scope="col">{t.overview.total}</th>
          </tr>
        </thead>
        <tbody>
          {overview.agencies.map((agency) => (
            <tr key={agency.name}>
              <th scope="row">
                <a href={filtered(agency.name, undefined)}>{agency.name}</a>
              </th>
              {agency.counts.map((count, index) => (
                <td key={overview.years[index]}>
                  {count === null ? (
                    <span class="none">{t.overview.notIndexed}</span>
                  ) : count === 0 ? (
                    '0'
                  ) : (
                    <a href={filtered(agency.name, overview.years[index])}>{t.number(count)}</a>
                  )}
                </td>
              ))}
              <td>{t.number(agency.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.overview.total}</th>
            {overview.yearTotals.map((count, index) => (
              <td key={overview.years[index]}>{t.number(count)}</td>
            ))}
            <td>{t.number(overview.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
