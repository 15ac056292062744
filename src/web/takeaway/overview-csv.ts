import { csvCell } from '../../search/export.js'
import type { OverviewData } from '../layout/overview.js'
import type { Texts } from '../texts/index.js'

/** The overview's figures as CSV with a byte order mark, by which Excel knows UTF-8. */
export function overviewCsv(overview: OverviewData, t: Texts): string {
  const rows = [
    [t.overview.agency, ...overview.years.map(String), t.overview.total],
    ...overview.agencies.map(({ name, counts, total }) => [
      name,
      ...counts.map((count) => (count === null ? t.overview.notIndexed : String(count))),
      String(total),
    ]),
    [t.overview.total, ...overview.yearTotals.map(String), String(overview.total)],
  ]
  return '\uFEFF' + rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('')
}
