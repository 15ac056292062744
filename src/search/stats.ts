import type { RecordKind } from '../record.js'
import type { Collection } from './collection.js'

/** What an index holds, in figures. */
export interface IndexStats {
  documents: number
  records: number
  /** Records of each kind. */
  kinds: Record<RecordKind, number>
  agencies: number
  /** ROC years, ascending. */
  years: number[]
  /** When the index was made, ISO 8601. */
  indexedAt: string
}

/** Restricts a list of records; what is not given does not restrict. */
export interface Selection {
  document?: string
  /** As printed. */
  agency?: string
  year?: number
}

/** Counts of one agency in one year. */
export interface AgencyYear {
  agency: string
  year: number
  records: number
}

export function indexStats(collection: Collection, indexedAt: string): IndexStats {
  const kinds: Record<RecordKind, number> = { project: 0, kpi: 0, goal: 0, guideline: 0 }
  for (const { kind } of collection.records) kinds[kind]++
  return {
    documents: collection.documents.length,
    records: collection.size,
    kinds,
    agencies: collection.column('agency').values.length,
    years: collection
      .column('year')
      .values.map(Number)
      .sort((a, b) => a - b),
    indexedAt,
  }
}

/** How many records each agency has in each year; agencies in the order of the documents, years ascending. */
export function countAgencyYears(collection: Collection): AgencyYear[] {
  const agencies = collection.column('agency').values
  const counts = new Map<string, AgencyYear>()
  for (const { agency, year } of collection.records) {
    const entry = counts.get(`${year} ${agency}`)
    if (entry) entry.records++
    else counts.set(`${year} ${agency}`, { agency, year, records: 1 })
  }
  return [...counts.values()].sort((a, b) => agencies.indexOf(a.agency) - agencies.indexOf(b.agency) || a.year - b.year)
}
