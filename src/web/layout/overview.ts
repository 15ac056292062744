import type { TrendsResponse } from '../../search/types.js'
import type { AgencyYear } from '../data.js'

/** Counts of a query as a matrix, agencies with the most records first, years ascending. */
export interface OverviewData {
  /** Years that are indexed, whether they hold a match or not. */
  years: number[]
  /** Total of each of `years`. */
  yearTotals: number[]
  /** `counts` stand beside `years`; null where no plan of the agency for that year is indexed. */
  agencies: { name: string; total: number; counts: (number | null)[] }[]
  total: number
}

/** @param indexed which agency has records in which year, so that an absence can be told from a gap */
export function overviewOf(trends: TrendsResponse, indexed: readonly AgencyYear[]): OverviewData {
  const years = [...new Set([...trends.indexedYears, ...trends.cells.map((cell) => cell.year)])].sort((a, b) => a - b)
  const held = new Set(indexed.map(({ agency, year }) => `${year} ${agency}`))
  const found = new Map(trends.cells.map(({ agency, year, count }) => [`${year} ${agency}`, count]))
  const agencies = [...new Set(trends.cells.map((cell) => cell.agency))].map((name) => {
    const counts = years.map((year) => found.get(`${year} ${name}`) ?? (held.has(`${year} ${name}`) ? 0 : null))
    return { name, counts, total: sum(counts) }
  })
  agencies.sort((a, b) => b.total - a.total)
  return {
    years,
    yearTotals: years.map((_, index) => sum(agencies.map((agency) => agency.counts[index] ?? 0))),
    agencies,
    total: sum(agencies.map((agency) => agency.total)),
  }
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
