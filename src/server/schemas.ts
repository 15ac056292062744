import { RECORD_KINDS } from '../record.js'
import { MODES } from '../search/types.js'

/** JSON Schema (2020-12, as OpenAPI 3.1 uses it) of what the API answers. Tests validate real answers against these. */
export type Schema = { [key: string]: unknown }

const string: Schema = { type: 'string' }
const integer: Schema = { type: 'integer' }
const number: Schema = { type: 'number' }
const boolean: Schema = { type: 'boolean' }
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const list = (items: Schema): Schema => ({ type: 'array', items })
const described = (schema: Schema, description: string): Schema => ({ ...schema, description })

/** An object with these required properties, and optional ones. No others, so that the document can't fall behind. */
const object = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
})

const range: Schema = {
  type: 'array',
  prefixItems: [integer, integer],
  items: false,
  minItems: 2,
  description: '[start, end) in UTF-16 code units',
}
const count = (value: Schema): Schema => list(object({ value, count: integer }))

const source = object(
  {
    document: string,
    page: described({ type: ['string', 'null'] }, 'as printed'),
    start: integer,
    end: integer,
    spans: list(range),
  },
  { lastPage: string },
)

const base = {
  id: string,
  year: described(integer, 'Republic of China year: 107 is 2018'),
  agency: string,
  title: string,
  text: string,
  section: list(string),
  source,
  uncertain: described(boolean, 'the reading of the source was not certain'),
}

const kinds: Record<string, Record<string, Schema>> = {
  project: { kind: { const: 'project' }, work: string, category: string, kpis: list(string) },
  kpi: {
    kind: { const: 'kpi' },
    goal: string,
    measure: string,
    target: string,
    method: string,
    system: string,
    link: string,
    common: boolean,
  },
  goal: { kind: { const: 'goal' } },
  guideline: { kind: { const: 'guideline' } },
}

const recordWith = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  oneOf: RECORD_KINDS.map((kind) => object({ ...base, ...kinds[kind], ...required }, optional)),
})

const hit = {
  score: described(number, 'comparable within one answer only'),
  matched: object({
    by: list({ enum: ['phrase', 'words', 'meaning'] }),
    words: number,
    meaning: number,
    terms: list(string),
  }),
  highlights: described(
    { type: 'object', additionalProperties: list(range) },
    'ranges in the stored text, by field; of `kpis` in the names joined by 、',
  ),
  passages: list(object({ start: integer, end: integer, highlights: list(range), by: { enum: ['words', 'meaning'] } })),
}

const filterValues = {
  kind: list({ enum: [...RECORD_KINDS] }),
  agency: list(string),
  year: list(integer),
  category: list(string),
  document: list(string),
}

const took = described(number, 'milliseconds')

export const SCHEMAS: Record<string, Schema> = {
  Record: recordWith({}),
  Hit: recordWith(hit),
  SimilarHit: recordWith({ ...hit, duplicates: described(list(string), 'ids of records that say nearly the same') }),
  Facets: object({
    kind: count({ enum: [...RECORD_KINDS] }),
    agency: count(string),
    year: count(integer),
    category: count(string),
    document: count(string),
  }),
  Filters: object({}, { ...filterValues, exclude: object({}, filterValues) }),
  Query: object(
    {
      text: string,
      mode: { enum: [...MODES] },
      words: list(string),
      phrases: list(string),
      ignored: list(object({ text: string, reason: string })),
      understood: list(
        object({
          field: { enum: ['agency', 'year', 'category', 'kind'] },
          values: list({ type: ['string', 'integer'] }),
          start: integer,
          end: integer,
          text: string,
        }),
      ),
      problems: list(object({ start: integer, end: integer, message: string }, { suggestion: string })),
      filters: ref('Filters'),
    },
    { corrected: list(object({ from: string, to: string })) },
  ),
  SearchResponse: object(
    { query: ref('Query'), total: described(integer, 'exact'), hits: list(ref('Hit')), took },
    { facets: ref('Facets') },
  ),
  SimilarResponse: object({ id: string, total: integer, hits: list(ref('SimilarHit')), took }),
  LineageResponse: object({
    id: string,
    hits: list(
      object({
        record: ref('Record'),
        relation: { enum: ['same', 'renamed', 'split', 'merged'] },
        confidence: number,
        differences: list(
          object({
            field: { enum: ['title', 'text', 'target', 'measure'] },
            parts: list(object({ text: string, change: { enum: ['same', 'removed', 'added'] } })),
          }),
        ),
      }),
    ),
  }),
  TrendsResponse: object({
    query: ref('Query'),
    total: integer,
    cells: list(object({ agency: string, year: integer, count: integer })),
    years: count(integer),
    agencies: count(string),
    indexedYears: list(integer),
    first: { oneOf: [{ type: 'null' }, object({ year: integer, hits: list(ref('Hit')) })] },
    took,
  }),
  SuggestResponse: object({
    completions: list(object({ text: string, kind: { enum: ['title', 'kpi', 'term', 'agency'] }, count: integer })),
    official: list(string),
  }),
  FacetsResponse: object({ total: integer, facets: ref('Facets') }),
  Document: object(
    {
      id: string,
      file: string,
      title: string,
      publisher: string,
      year: integer,
      sha256: string,
      characters: integer,
      agencies: list(string),
      pages: list(object({ label: string, start: integer, end: integer })),
    },
    { url: string },
  ),
  DocumentsResponse: object({
    documents: list(ref('Document')),
    failures: list(object({ file: string, code: string, message: string })),
  }),
  DocumentResponse: object({ document: ref('Document'), records: list(ref('Record')) }),
  Health: object({ status: { enum: ['ok', 'starting'] } }, { version: string, records: integer, documents: integer }),
  Problem: {
    type: 'object',
    properties: { type: string, title: string, status: integer, detail: string, code: string },
    required: ['type', 'title', 'status', 'detail', 'code'],
  },
}
