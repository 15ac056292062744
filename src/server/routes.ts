import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { parseFilters } from '../query/index.js'
import { RECORD_KINDS } from '../record.js'
import { EXPORT_FORMATS, EXPORT_TYPES, exportRecords, type ExportFormat } from '../search/export.js'
import type { SearchEngine } from '../search/index.js'
import { MODES, SORTS, type Filters, type SearchRequest } from '../search/types.js'
import { atomFeed } from './feed.js'
import { choice, flag, integer, readParameters, type Parameters } from './parameters.js'
import type { Schema } from './schemas.js'

/** A query parameter as the OpenAPI document shows it. */
export interface Parameter {
  name: string
  description: string
  schema: Schema
  required?: boolean
}

/** What a route answers: JSON of a schema, or a stream of text. */
export type Answer = { json: unknown; status?: number } | { type: string; body: Iterable<string>; filename?: string }

export interface Route {
  /** Path with `:name` segments. */
  path: string
  summary: string
  parameters: Parameter[]
  /** Name of the schema of the JSON answer, or the media types of a text. */
  answers: { schema: string } | { types: string[] }
  handle: (context: RouteContext) => Promise<Answer> | Answer
}

export interface RouteContext {
  engine: SearchEngine
  /** Segments of the path. */
  segment: (name: string) => string
  query: Parameters
  /** Address of the server as the client used it: `https://example.org`. */
  origin: string
}

const q: Parameter = {
  name: 'q',
  description:
    'Query: words, 「phrases」, OR, -exclusions, parentheses, fields; see the query language. Empty: all records that pass the filters.',
  schema: { type: 'string', maxLength: LIMITS.queryLength },
}
const repeated = (name: string, description: string, items: Schema = { type: 'string' }): Parameter => ({
  name,
  description: `${description} Repeated or comma-separated values are an OR; a leading - excludes.`,
  schema: { type: 'array', items, maxItems: LIMITS.filterValues },
})
const filterParameters: Parameter[] = [
  repeated('kind', `Kind of record: ${RECORD_KINDS.join(', ')}.`),
  repeated('agency', 'Agency as printed, or its everyday short name (陸委會).'),
  repeated('year', 'ROC or CE year, or a range: 107, 2018, 105-107.'),
  repeated('category', '計畫類別 of a plan item.'),
  repeated('document', 'Id of a document.'),
]
const mode: Parameter = {
  name: 'mode',
  description: 'hybrid: words and meaning. keyword: words. semantic: meaning.',
  schema: { enum: [...MODES], default: 'hybrid' },
}
const limit = (maximum: number, fallback: number): Parameter => ({
  name: 'limit',
  description: 'Hits of this answer.',
  schema: { type: 'integer', minimum: 0, maximum, default: fallback },
})
const offset: Parameter = {
  name: 'offset',
  description: 'Hits to skip.',
  schema: { type: 'integer', minimum: 0, default: 0 },
}
const sort: Parameter = {
  name: 'sort',
  description: 'Order of the hits.',
  schema: { enum: [...SORTS], default: 'relevance' },
}
const format: Parameter = {
  name: 'format',
  description: 'Format of the file.',
  schema: { enum: [...EXPORT_FORMATS], default: 'csv' },
}
const searchParameters = [q, mode, ...filterParameters]

const FILTER_NAMES = filterParameters.map((p) => p.name)

/** The filters that a request asks for. Throws `bad-option`. */
const filtersOf = ({ engine, query }: Pick<RouteContext, 'engine' | 'query'>): Filters =>
  parseFilters(query.only(FILTER_NAMES), engine.directory, engine.known)

/** The search that a request asks for. Throws `bad-option`. */
function searchRequest({ query, engine }: RouteContext): SearchRequest {
  return {
    q: query.one('q') ?? '',
    mode: choice(query, 'mode', MODES) ?? 'hybrid',
    sort: choice(query, 'sort', SORTS) ?? 'relevance',
    filters: filtersOf({ engine, query }),
    limit: integer(query, 'limit', 0, LIMITS.hits) ?? LIMITS.hitsDefault,
    offset: integer(query, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    facets: flag(query, 'facets') ?? true,
  }
}

/** The API. The OpenAPI document is made from this table. */
export const ROUTES: readonly Route[] = [
  {
    path: '/api/search',
    summary: 'Search',
    parameters: [
      ...searchParameters,
      limit(LIMITS.hits, LIMITS.hitsDefault),
      offset,
      sort,
      { name: 'facets', description: 'Count facets.', schema: { type: 'boolean', default: true } },
    ],
    answers: { schema: 'SearchResponse' },
    handle: async (context) => ({ json: await context.engine.search(searchRequest(context)) }),
  },
  {
    path: '/api/items/:id',
    summary: 'One record',
    parameters: [],
    answers: { schema: 'Record' },
    handle: ({ engine, segment }) => ({ json: engine.record(segment('id')) }),
  },
  {
    path: '/api/items/:id/similar',
    summary: 'Records that say the like',
    parameters: [...filterParameters, limit(LIMITS.similar, LIMITS.similarDefault)],
    answers: { schema: 'SimilarResponse' },
    handle: ({ engine, segment, query }) => ({
      json: engine.similar(segment('id'), {
        filters: filtersOf({ engine, query }),
        limit: integer(query, 'limit', 0, LIMITS.similar) ?? LIMITS.similarDefault,
      }),
    }),
  },
  {
    path: '/api/items/:id/lineage',
    summary: 'The same programme in other years, with what changed',
    parameters: [],
    answers: { schema: 'LineageResponse' },
    handle: ({ engine, segment }) => ({ json: { id: segment('id'), hits: engine.lineage(segment('id')) } }),
  },
  {
    path: '/api/trends',
    summary: 'Counts of a query by agency and year, and its first appearance',
    parameters: searchParameters,
    answers: { schema: 'TrendsResponse' },
    handle: async (context) => ({ json: await context.engine.trends(searchRequest(context)) }),
  },
  {
    path: '/api/suggest',
    summary: 'Completions, and official terms for everyday words',
    parameters: [q],
    answers: { schema: 'SuggestResponse' },
    handle: async ({ engine, query }) => ({ json: await engine.suggest(query.one('q') ?? '') }),
  },
  {
    path: '/api/facets',
    summary: 'What the index holds, counted',
    parameters: filterParameters,
    answers: { schema: 'FacetsResponse' },
    handle: ({ engine, query }) => ({
      json: engine.facets(filtersOf({ engine, query })),
    }),
  },
  {
    path: '/api/documents',
    summary: 'The documents indexed, and those that could not be',
    parameters: [],
    answers: { schema: 'DocumentsResponse' },
    handle: ({ engine }) => ({ json: { documents: engine.documents(), failures: engine.failures } }),
  },
  {
    path: '/api/documents/:id',
    summary: 'One document with its records, in its order',
    parameters: [],
    answers: { schema: 'DocumentResponse' },
    handle: ({ engine, segment }) => ({
      json: { document: engine.document(segment('id')), records: engine.recordsOf(segment('id')) },
    }),
  },
  {
    path: '/api/export',
    summary: 'Every record that a search finds, as a file',
    parameters: [...searchParameters, sort, format],
    answers: { types: Object.values(EXPORT_TYPES) },
    handle: async (context) => {
      const as: ExportFormat = choice(context.query, 'format', EXPORT_FORMATS) ?? 'csv'
      const records = await context.engine.searchAll(searchRequest(context))
      return { type: EXPORT_TYPES[as], body: exportRecords(records, as), filename: `shizheng.${as}` }
    },
  },
  {
    path: '/feed.atom',
    summary: 'A search as an Atom feed',
    parameters: searchParameters,
    answers: { types: ['application/atom+xml; charset=utf-8'] },
    handle: async (context) => {
      const request = searchRequest(context)
      const response = await context.engine.search({ ...request, limit: LIMITS.hits, facets: false })
      return {
        type: 'application/atom+xml; charset=utf-8',
        body: [atomFeed(response, context.query, context.origin, context.engine.created)],
      }
    },
  },
  {
    path: '/healthz',
    summary: 'Whether the server runs',
    parameters: [],
    answers: { schema: 'Health' },
    handle: () => ({ json: { status: 'ok' } }),
  },
  {
    path: '/readyz',
    summary: 'Whether the index is loaded',
    parameters: [],
    answers: { schema: 'Health' },
    handle: ({ engine }) => ({
      json: {
        status: 'ok',
        version: engine.version,
        records: engine.size,
        documents: engine.documents().length,
      },
    }),
  },
]

/** The context of a request to a route: reads the parameters and refuses unknown ones with `bad-option`. */
export function routeContext(
  route: Route,
  engine: SearchEngine,
  url: URL,
  segments: Readonly<Record<string, string>>,
): RouteContext {
  return {
    engine,
    origin: url.origin,
    query: readParameters(
      url.searchParams,
      route.parameters.map((p) => p.name),
    ),
    segment(name) {
      const value = segments[name]
      if (value === undefined) throw new ShizhengError('internal', `route ${route.path} has no segment ${name}`)
      return value
    },
  }
}
