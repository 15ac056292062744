import { ShizhengError } from '../errors.js'
import { highlightRanges } from '../keyword/index.js'
import { LIMITS } from '../limits.js'
import type { AgencyDirectory, KnownValues } from '../query/index.js'
import type { DocumentInfo, PlanRecord } from '../record.js'
import type { Manifest } from '../store/index.js'
import { both, countMask, type Mask } from './collection.js'
import { countFacets, filterMask } from './filters.js'
import { Lineage } from './lineage.js'
import { openIndex, type OpenOptions } from './open-index.js'
import { order } from './order.js'
import { highlightTargets } from './highlight-targets.js'
import { bestPassages, withMeaning } from './passages.js'
import { agencyResolver, type EngineParts } from './parts.js'
import { checkQueryLength } from './query-length.js'
import { runQuery, type QueryResult } from './run-query.js'
import { countAgencyYears, indexStats, type AgencyYear, type IndexStats, type Selection } from './stats.js'
import { Suggestions } from './suggestions.js'
import { findSimilar, type Likeness, type SimilarOptions } from './similar.js'
import { countTrends, firstAppearance } from './trends.js'
import type {
  Facets,
  Filters,
  Hit,
  LineageLink,
  SearchRequest,
  SearchResponse,
  SimilarResponse,
  SuggestResponse,
  TrendsResponse,
} from './types.js'
import { SubjectVectors } from './subject-vectors.js'
import { Wording } from './wording.js'

/** An open index: answers searches until it is closed. A snapshot: a newer index version needs a new engine. */
export class SearchEngine {
  private likenessOnce: Likeness | undefined
  private suggestionsOnce: Suggestions | undefined

  private constructor(
    private readonly parts: EngineParts,
    private readonly manifest: Manifest,
    private readonly texts: ReadonlyMap<string, string>,
    /** Folder name of the index version. */
    readonly version: string,
  ) {}

  /** Throws `index-missing`, `index-corrupt`, `model-missing` or `model-invalid`. */
  static async open(options: OpenOptions): Promise<SearchEngine> {
    const { parts, manifest, texts, version } = await openIndex(options)
    return new SearchEngine(parts, manifest, texts, version)
  }

  async close(): Promise<void> {
    await this.parts.embedder.dispose()
  }

  /** Every record, document by document in the order of its text. */
  get records(): readonly PlanRecord[] {
    return this.parts.collection.records
  }

  get size(): number {
    return this.records.length
  }

  /** When the index was made, ISO 8601. */
  get created(): string {
    return this.manifest.created
  }

  /** Source files that could not be read, with the reason. */
  get failures(): Manifest['failures'] {
    return this.manifest.failures
  }

  get directory(): AgencyDirectory {
    return this.parts.directory
  }

  /** Values that filters may have. */
  get known(): KnownValues {
    return this.parts.known
  }

  /**
   * Answers a search. Throws `query-too-long`.
   * An empty query finds every record that passes the filters, in the order of the documents.
   */
  async search(request: SearchRequest): Promise<SearchResponse> {
    const started = performance.now()
    const { limit = LIMITS.hitsDefault, offset = 0, sort = 'relevance', facets = true, filters = {} } = request
    const { result, found } = await this.result(request)
    const ordinals = order(found, result.fused.scores, this.parts.collection, sort)
    return {
      query: { ...result.report, filters },
      total: ordinals.length,
      hits: ordinals.slice(offset, offset + limit).map((ordinal) => this.hit(ordinal, result)),
      ...(facets
        ? { facets: countFacets(this.parts.collection, result.found, filters, agencyResolver(this.parts)) }
        : {}),
      took: performance.now() - started,
    }
  }

  /** Every record that a search finds, in its order. */
  async searchAll(request: SearchRequest): Promise<PlanRecord[]> {
    const { result, found } = await this.result(request)
    return order(found, result.fused.scores, this.parts.collection, request.sort ?? 'relevance').map((o) =>
      this.parts.collection.at(o),
    )
  }

  /** Counts of a search by agency and year, and its first appearance. */
  async trends(request: SearchRequest): Promise<TrendsResponse> {
    const started = performance.now()
    const { collection } = this.parts
    const { result, found } = await this.result(request)
    const first = firstAppearance(collection, found)
    return {
      query: { ...result.report, filters: request.filters ?? {} },
      total: countMask(found),
      ...countTrends(collection, found),
      first: first
        ? {
            year: first.year,
            hits: order(first.mask, result.fused.scores, collection, 'relevance')
              .slice(0, LIMITS.similarDefault)
              .map((ordinal) => this.hit(ordinal, result)),
          }
        : null,
      took: performance.now() - started,
    }
  }

  /** One record. Throws `not-found`. */
  record(id: string): PlanRecord {
    return this.parts.collection.at(this.parts.collection.ordinal(id))
  }

  /** Records like a record, best first. Throws `not-found`. */
  similar(id: string, options: SimilarOptions = {}): SimilarResponse {
    const started = performance.now()
    const { total, hits } = findSimilar(this.parts.collection.ordinal(id), options, this.parts, this.likeness())
    return { id, total, hits, took: performance.now() - started }
  }

  /** The same programme in other years. Throws `not-found`. */
  lineage(id: string): LineageLink[] {
    const { collection, segmenter, directory } = this.parts
    const lineage = new Lineage(collection, this.likeness().wording, segmenter, (name) => [...directory.resolve(name)])
    return lineage.of(collection.ordinal(id))
  }

  /** Makes now what the first searches, `similar`, `lineage` and `suggest` would have to wait for. */
  async warm(): Promise<void> {
    await this.search({ q: '「政策」 政府', limit: 1 })
    this.likeness()
    this.suggestions()
  }

  /** Counts of the index, or of the part of it that passes the filters. */
  facets(filters: Filters = {}): { total: number; facets: Facets } {
    const { collection } = this.parts
    const resolve = agencyResolver(this.parts)
    const all: Mask = new Uint8Array(collection.size).fill(1)
    return {
      total: countMask(filterMask(collection, filters, resolve)),
      facets: countFacets(collection, all, filters, resolve),
    }
  }

  documents(): readonly DocumentInfo[] {
    return this.parts.collection.documents
  }

  /** A document. Throws `not-found`. */
  document(id: string): DocumentInfo {
    return this.parts.collection.document(id)
  }

  /** The records of a document, in the order of its text. Throws `not-found`. */
  recordsOf(id: string): PlanRecord[] {
    this.document(id)
    return this.records.filter((record) => record.source.document === id)
  }

  /** The record with this id, where there is one. */
  find(id: string): PlanRecord | undefined {
    return this.parts.collection.find(id)
  }

  /** Records of a document, an agency (as printed) and a year, as far as these are given. */
  select({ document, agency, year }: Selection): PlanRecord[] {
    return this.records.filter(
      (record) =>
        (document === undefined || record.source.document === document) &&
        (agency === undefined || record.agency === agency) &&
        (year === undefined || record.year === year),
    )
  }

  /** What the index holds, in figures. */
  stats(): IndexStats {
    return indexStats(this.parts.collection, this.created)
  }

  /** How many records each agency has in each year, agencies in the order of the documents. */
  agencyYears(): AgencyYear[] {
    return countAgencyYears(this.parts.collection)
  }

  /** Completions of what has been typed so far, and official terms near to it in meaning. Throws `query-too-long`. */
  async suggest(q: string): Promise<SuggestResponse> {
    checkQueryLength(q)
    const [vector] = q.trim() === '' ? [] : await this.parts.embedder.embed([q], 'query')
    return {
      completions: this.suggestions().complete(q),
      official: vector ? this.parts.official.near(vector, q) : [],
    }
  }

  /** The decoded text of a document, to which the records' sources point. Throws `not-found`. */
  sourceText(id: string): string {
    const text = this.texts.get(this.document(id).id)
    if (text === undefined) throw new ShizhengError('not-found', `索引裡沒有文件「${id}」的原文。`, { id })
    return text
  }

  /** Made when first needed: the start need not wait for it. */
  private suggestions(): Suggestions {
    this.suggestionsOnce ??= new Suggestions(this.parts.collection, this.parts.segmenter)
    return this.suggestionsOnce
  }

  private likeness(): Likeness {
    this.likenessOnce ??= {
      wording: new Wording(this.records),
      subjects: new SubjectVectors(this.records, this.parts.vectors),
    }
    return this.likenessOnce
  }

  private async result(request: SearchRequest): Promise<{ result: QueryResult; found: Mask }> {
    const { q, mode = 'hybrid', filters = {} } = request
    checkQueryLength(q)
    const result = await runQuery(q, mode, this.parts)
    const passing = filterMask(this.parts.collection, filters, agencyResolver(this.parts))
    return { result, found: both(result.found, passing) }
  }

  private hit(ordinal: number, result: QueryResult): Hit {
    const { collection } = this.parts
    const { wanted } = result
    const record = collection.at(ordinal)
    const score = result.fused.scores[ordinal] ?? 0
    const words = result.fused.words[ordinal] ?? 0
    const meaning = result.fused.meaning[ordinal] ?? 0
    const highlights = highlightRanges(record, highlightTargets(result, ordinal))
    const passages = bestPassages(record, {
      ranges: this.parts.passages().of(ordinal),
      highlights: highlights.text ?? [],
      nearness: result.nearness?.(ordinal),
    })
    const sides = words + meaning
    return {
      ...record,
      score,
      matched: {
        by: [
          ...(result.report.phrases.length > 0 ? (['phrase'] as const) : []),
          ...(result.byWords[ordinal] ? (['words'] as const) : []),
          ...(result.byMeaning[ordinal] ? (['meaning'] as const) : []),
        ],
        words: sides > 0 ? words / sides : 0,
        meaning: sides > 0 ? meaning / sides : 0,
        terms: wanted.words.filter((w) => w.mask[ordinal] && !w.filler).map((w) => w.text),
      },
      highlights: withMeaning(highlights, passages),
      passages,
    }
  }
}
