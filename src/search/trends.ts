import { countValues } from './filters.js'
import { maskOf, type Collection, type Mask } from './collection.js'
import type { TrendsResponse } from './types.js'

/** Counts of a result by agency and year. */
export function countTrends(
  collection: Collection,
  found: Mask,
): Pick<TrendsResponse, 'cells' | 'years' | 'agencies' | 'indexedYears'> {
  const cells = new Map<string, { agency: string; year: number; count: number }>()
  collection.records.forEach(({ agency, year }, ordinal) => {
    if (!found[ordinal]) return
    const cell = cells.get(`${year} ${agency}`)
    if (cell) cell.count++
    else cells.set(`${year} ${agency}`, { agency, year, count: 1 })
  })
  const byYear = (a: { year: number }, b: { year: number }) => a.year - b.year
  return {
    cells: [...cells.values()].sort((a, b) => byYear(a, b) || a.agency.localeCompare(b.agency, 'zh-TW')),
    years: countValues(collection, 'year', found)
      .map(({ value, count }) => ({ value: Number(value), count }))
      .sort((a, b) => a.value - b.value),
    agencies: countValues(collection, 'agency', found).map(({ value, count }) => ({ value: String(value), count })),
    indexedYears: collection
      .column('year')
      .values.map(Number)
      .sort((a, b) => a - b),
  }
}

/** The records of the earliest year in the result, and that year. */
export function firstAppearance(collection: Collection, found: Mask): { year: number; mask: Mask } | undefined {
  let year = Number.POSITIVE_INFINITY
  collection.records.forEach((record, ordinal) => {
    if (found[ordinal] && record.year < year) year = record.year
  })
  if (!Number.isFinite(year)) return undefined
  const ordinals = [...found.keys()].filter((ordinal) => found[ordinal] && collection.at(ordinal).year === year)
  return { year, mask: maskOf(collection.size, ordinals) }
}
