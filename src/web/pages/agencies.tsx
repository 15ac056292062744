import { usePage } from '../components/context.js'
import type { AgenciesModel } from '../model.js'

/** All agencies with how many records each has in each year. */
export function AgenciesPage({ model }: { model: AgenciesModel }) {
  const { t, to } = usePage()
  const years = [...new Set(model.rows.map((row) => row.year))].sort((a, b) => b - a)
  const agencies = new Map<string, Map<number, number>>()
  for (const { agency, year, records } of model.rows) {
    const row = agencies.get(agency) ?? new Map<number, number>()
    row.set(year, records)
    agencies.set(agency, row)
  }
  return (
    <>
      <h1>{t.agency.listTitle}</h1>
      <p class="lede">{t.agency.listNote}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t.agency.listTitle}>
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">{t.record.agency}</th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {t.rocYear(year)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...agencies].map(([agency, row]) => (
              <tr key={agency}>
                <th scope="row">
                  <a href={to.agency(agency)}>{agency}</a>
                </th>
                {years.map((year) => {
                  const count = row.get(year)
                  return (
                    <td key={year}>
                      {count === undefined ? (
                        <span class="none">—</span>
                      ) : (
                        <a
                          href={to.agency(agency, year)}
                          aria-label={`${agency} ${t.rocYear(year)} ${t.document.records(count)}`}
                        >
                          {t.number(count)}
                        </a>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
