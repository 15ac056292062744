import type { Related } from './layout/related.js'
import type { SourceView } from './layout/source-view.js'
import type { Segment } from './layout/segments.js'
import type { DocumentInfo, PlanRecord } from '../record.js'
import type { Highlights, LineageLink, SearchResponse, SimilarResponse, TrendsResponse } from '../search/types.js'
import type { AgencyYear, IndexStats } from './data.js'
import type { SearchState, SimilarScope } from './urls.js'

/** Everything that one page shows, gathered before it is rendered. */
export type PageModel =
  | StartModel
  | ResultsModel
  | RecordModel
  | AgenciesModel
  | AgencyModel
  | DocumentsModel
  | DocumentModel
  | CompareModel
  | { page: 'basket' }
  | { page: 'help'; stats: IndexStats }
  | ErrorModel

export interface StartModel {
  page: 'start'
  stats: IndexStats
  documents: DocumentInfo[]
  /** One programme in two years, for the example of a comparison; null where none is known. */
  comparison: { earlier: PlanRecord; later: PlanRecord } | null
}

export interface ResultsModel {
  page: 'results'
  state: SearchState
  response: SearchResponse
  /** Counts of the query without its filters of agency and year, as the facets count. */
  trends: TrendsResponse
  /** Which agency has records in which year. */
  agencies: AgencyYear[]
  documents: DocumentInfo[]
  stats: IndexStats
}

export interface RecordModel {
  page: 'record'
  record: PlanRecord
  /** The search that led here, empty for none, and what it matched. */
  q: string
  highlights: Highlights
  document: DocumentInfo | undefined
  related: Related
  similar: SimilarResponse
  /** Where the similar records come from. */
  scope: SimilarScope
  /** The near-duplicates that stand behind the similar records, by id. */
  duplicates: ReadonlyMap<string, PlanRecord>
  lineage: LineageLink[]
  source: SourceView
}

export interface AgenciesModel {
  page: 'agencies'
  rows: AgencyYear[]
}

export interface AgencyModel {
  page: 'agency'
  agency: string
  /** The agency's years, ascending, and the one shown. */
  years: AgencyYear[]
  year: number
  /** Its records of the year shown, in the order of the document. */
  records: PlanRecord[]
}

export interface DocumentsModel {
  page: 'documents'
  documents: DocumentInfo[]
}

export interface DocumentModel {
  page: 'document'
  document: DocumentInfo
  view:
    | { kind: 'outline'; agency: string | undefined; records: PlanRecord[] }
    | { kind: 'source'; label: string; segments: Segment[]; records: PlanRecord[]; previous?: string; next?: string }
}

export interface CompareModel {
  page: 'compare'
  records: PlanRecord[]
  /** Ids that were asked for and don't exist. */
  missing: string[]
  /** Records left out since more were asked for than can be compared. */
  tooMany: boolean
  mark: 'common' | 'different'
}

export interface ErrorModel {
  page: 'error'
  status: number
  /** What is wrong, from the table of errors; empty where it isn't for the user. */
  message: string
}
