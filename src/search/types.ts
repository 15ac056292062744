import type { PlanRecord, Range, RecordKind } from '../record.js'

/** What the doors ask of search, and what it answers. The HTTP API carries these as JSON unchanged. */

export const MODES = ['hybrid', 'keyword', 'semantic'] as const
export type Mode = (typeof MODES)[number]

export const SORTS = ['relevance', 'year-desc', 'year-asc', 'agency'] as const
export type Sort = (typeof SORTS)[number]

/** Values within one filter are an OR, filters among each other an AND. Empty or missing: no restriction. */
export interface Filters {
  kind?: RecordKind[]
  /** As printed, or an everyday short name (外交部, 陸委會, 衛福部). */
  agency?: string[]
  /** ROC years. */
  year?: number[]
  category?: string[]
  /** Ids of documents. */
  document?: string[]
  /** The same filters negated: records with these values are left out. */
  exclude?: Omit<Filters, 'exclude'>
}

export interface SearchRequest {
  q: string
  mode?: Mode
  filters?: Filters
  /** 0 ≤ limit ≤ LIMITS.hits */
  limit?: number
  offset?: number
  sort?: Sort
  /** Count facets. Default true. */
  facets?: boolean
}

export type HighlightField = 'title' | 'text' | 'work' | 'goal' | 'category' | 'kpis' | 'target' | 'link' | 'section'

/** A passage worth showing: a numbered point or a sentence of the record's text. */
export interface Passage {
  /** Range in the record's `text`. */
  start: number
  end: number
  /** Ranges in the record's `text`, within the passage, that matched the words; empty for a passage found by meaning. */
  highlights: Range[]
  /** What brought it here. */
  by: 'words' | 'meaning'
}

/** Ranges per field in the stored text; `kpis` in the names joined by 、, `section` in the headings joined by a line break. */
export type Highlights = Partial<Record<HighlightField, Range[]>>

/** What matched, and its share of the score (the shares sum to 1). */
export interface Matched {
  by: ('phrase' | 'words' | 'meaning')[]
  /** Share of the keyword side in the fused score, 0 to 1. */
  words: number
  /** Share of the semantic side. */
  meaning: number
  /** The query's words that the record holds, as typed. */
  terms: string[]
}

/** A record found. The record's own fields stand beside the others, as the API sends them. */
export type Hit = PlanRecord & {
  /** Higher is better; comparable only within one answer. */
  score: number
  matched: Matched
  highlights: Highlights
  /** One to LIMITS.passages best passages, best first. */
  passages: Passage[]
}

export interface FacetValue<T extends string | number = string> {
  value: T
  /** Records of the whole result with this value, the filter of the facet's own field left out. */
  count: number
}

export interface Facets {
  kind: FacetValue<RecordKind>[]
  agency: FacetValue[]
  year: FacetValue<number>[]
  category: FacetValue[]
  document: FacetValue[]
}

/** Part of a query that looks like a filter, to be offered as one: 「107年」, 「衛福部」. */
export interface Understood {
  field: 'agency' | 'year' | 'category' | 'kind'
  /** The filter's values: all printed names of the agency, the ROC year. */
  values: (string | number)[]
  /** Where it stands in the query. */
  start: number
  end: number
  text: string
}

export interface QueryProblem {
  /** Where in the query, UTF-16 code units. */
  start: number
  end: number
  /** What is wrong and what was done instead, in Chinese. */
  message: string
  /** A corrected query, where there is one. */
  suggestion?: string
}

/** How the query was understood. */
export interface QueryReport {
  text: string
  mode: Mode
  /** Words looked for, as typed; filler of everyday questions is listed under `ignored`. */
  words: string[]
  /** Phrases that every hit holds. */
  phrases: string[]
  /** Parts that took no part in the search, and why. */
  ignored: { text: string; reason: string }[]
  understood: Understood[]
  problems: QueryProblem[]
  /** 「改以…搜尋」: where the literal form finds little and a like-sounding or one-character-off form finds more. */
  corrected?: { from: string; to: string }[]
  filters: Filters
}

export interface SearchResponse {
  query: QueryReport
  /** Exact number of records that match. */
  total: number
  hits: Hit[]
  facets?: Facets
  /** Milliseconds. */
  took: number
}

export interface SimilarResponse {
  /** The record asked about. */
  id: string
  total: number
  hits: (Hit & {
    /** Records that say nearly the same, folded into this hit but counted: their ids. */
    duplicates: string[]
  })[]
  took: number
}

/** A word-level difference: what is kept, what went, what came. */
export interface DiffPart {
  text: string
  change: 'same' | 'removed' | 'added'
}

export interface LineageLink {
  record: PlanRecord
  /** How the record continues or precedes the one asked about. */
  relation: 'same' | 'renamed' | 'split' | 'merged'
  /** 0 to 1: how sure the link is. */
  confidence: number
  differences: { field: 'title' | 'text' | 'target' | 'measure'; parts: DiffPart[] }[]
}

export interface TrendsResponse {
  query: QueryReport
  total: number
  /** Counts over all cells with at least one record, by year then agency. */
  cells: { agency: string; year: number; count: number }[]
  years: FacetValue<number>[]
  agencies: FacetValue[]
  /** Years that the index holds at all, so that an absence can be told from a gap. */
  indexedYears: number[]
  /** Earliest year with a match, and the records of that year, best first. */
  first: { year: number; hits: Hit[] } | null
  took: number
}

export interface SuggestResponse {
  completions: { text: string; kind: 'title' | 'kpi' | 'term' | 'agency'; count: number }[]
  /** Official terms related to an everyday query: 「官方用語」. */
  official: string[]
}
