import type { DocumentInfo, PlanRecord } from '../record.js'
import type { AgencyYear, IndexStats, Selection } from '../search/index.js'
import type {
  Filters,
  LineageLink,
  SearchRequest,
  SearchResponse,
  SimilarResponse,
  TrendsResponse,
} from '../search/types.js'

export type { AgencyYear, IndexStats, Selection }

/**
 * What the page asks of the engine. The server passes an implementation; a page never reaches past it.
 * All may throw a `ShizhengError`, which becomes a page that says what is wrong.
 */
export interface WebData {
  stats(): Promise<IndexStats>
  search(request: SearchRequest): Promise<SearchResponse>
  /** Counts of a query by agency and year; limit, offset and sort of the request don't matter. */
  trends(request: SearchRequest): Promise<TrendsResponse>
  record(id: string): Promise<PlanRecord | undefined>
  /** Records that pass the filters, at most `limit`. */
  similar(id: string, options: { filters: Filters; limit: number }): Promise<SimilarResponse>
  lineage(id: string): Promise<LineageLink[]>
  /** All records of a selection, in the order of their documents. */
  records(selection: Selection): Promise<PlanRecord[]>
  /** How many records each agency has in each year, agencies in the order of the documents. */
  agencies(): Promise<AgencyYear[]>
  /** Newest year first. */
  documents(): Promise<DocumentInfo[]>
  document(id: string): Promise<DocumentInfo | undefined>
  /** The decoded text of a document, to which the records' sources point. */
  sourceText(document: string): Promise<string>
}
