/**
 * The addresses of the page, in one place: what stands in them, how they are read and how they are written.
 *
 * Everything a page shows is in its address, so every view can be shared. The search parameters have the names that
 * the HTTP API uses; a parameter of a filter may be repeated or hold several values with commas between them, and a
 * value with a leading `-` is left out.
 */
import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { RECORD_KINDS, type RecordKind } from '../record.js'
import { SORTS, type Filters, type Mode, type SearchRequest, type Sort } from '../search/types.js'

export const LOCALES = ['zh-TW', 'en'] as const
export type Locale = (typeof LOCALES)[number]
/** The language of an address that names none. */
export const DEFAULT_LOCALE: Locale = 'zh-TW'

/** Label of the one page of a document whose source tells no pages. */
export const WHOLE = 'all'

/** Results on one page. */
export const PAGE_SIZE = LIMITS.hitsDefault

/** Fields that can be filtered, in the order in which the page shows them. */
export const FILTER_FIELDS = ['kind', 'agency', 'year', 'category', 'document'] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

/**
 * How the page matches: the modes of search, and `exact`, which asks for the whole query as one phrase.
 * The page offers the first three; `keyword` is reached by address.
 */
export const MATCHES = ['hybrid', 'exact', 'semantic', 'keyword'] as const
export type Match = Mode | 'exact'

/** Where the records similar to one come from: anywhere, or other agencies or other years than its own. */
export const SIMILAR_SCOPES = ['all', 'agencies', 'years'] as const
export type SimilarScope = (typeof SIMILAR_SCOPES)[number]

/** What a results page shows. Pages count from 1. */
export interface SearchState {
  q: string
  mode: Match
  sort: Sort
  filters: Filters
  page: number
}

export const EMPTY_SEARCH: SearchState = { q: '', mode: 'hybrid', sort: 'relevance', filters: {}, page: 1 }

/** Before a value: records with it are left out. `agency=-外交部` */
const EXCLUDE = '-'

/**
 * Reads the state of a results page from its address.
 *
 * @throws ShizhengError `bad-option` with the parameter's name for a mode, sort, kind, year or page that does not exist
 */
export function parseSearch(params: URLSearchParams): SearchState {
  const exclude = parseFilters(params, true)
  const filters: Filters = parseFilters(params, false)
  if (Object.keys(exclude).length > 0) filters.exclude = exclude
  return {
    q: params.get('q') ?? '',
    mode: oneOf(params, 'mode', MATCHES, EMPTY_SEARCH.mode),
    sort: oneOf(params, 'sort', SORTS, EMPTY_SEARCH.sort),
    filters,
    page: parsePage(params),
  }
}

/** Writes a state into parameters, leaving out what is the default. `parseSearch` reads the same state back. */
export function searchParams(state: SearchState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.q !== '') params.set('q', state.q)
  if (state.mode !== EMPTY_SEARCH.mode) params.set('mode', state.mode)
  appendFilters(params, state.filters, '')
  if (state.filters.exclude !== undefined) appendFilters(params, state.filters.exclude, EXCLUDE)
  if (state.sort !== EMPTY_SEARCH.sort) params.set('sort', state.sort)
  if (state.page !== 1) params.set('page', String(state.page))
  return params
}

/** The request that answers a results page. */
export function searchRequest(state: SearchState): SearchRequest {
  return {
    ...asAsked(state),
    sort: state.sort,
    filters: state.filters,
    limit: PAGE_SIZE,
    offset: (state.page - 1) * PAGE_SIZE,
  }
}

/** The query and mode in the words of search. A query that has quotation marks already says itself what must be exact. */
function asAsked({ q, mode }: Pick<SearchState, 'q' | 'mode'>): { q: string; mode: Mode } {
  if (mode !== 'exact') return { q, mode }
  const text = q.trim()
  return { q: text === '' || /[「」『』"“”]/u.test(text) ? q : `「${text}」`, mode: 'keyword' }
}

/** Parameters under which the HTTP API answers the same search. */
export function apiParams(state: SearchState): URLSearchParams {
  return searchParams({ ...state, ...asAsked(state), page: 1 })
}

/** The values of one filter field, as strings. */
export function filterValues(filters: Filters, field: FilterField): string[] {
  return (filters[field] ?? []).map(String)
}

/** How one value of a filter stands: wanted, left out, or neither. */
export function filterStanding(filters: Filters, field: FilterField, value: string): 'include' | 'exclude' | 'none' {
  if (filterValues(filters, field).includes(value)) return 'include'
  if (filterValues(filters.exclude ?? {}, field).includes(value)) return 'exclude'
  return 'none'
}

/** The state with one value of a filter wanted, left out or neither, on its first page. */
export function withFilter(
  state: SearchState,
  field: FilterField,
  value: string,
  standing: 'include' | 'exclude' | 'none',
): SearchState {
  const include = filterValues(state.filters, field).filter((other) => other !== value)
  const exclude = filterValues(state.filters.exclude ?? {}, field).filter((other) => other !== value)
  if (standing === 'include') include.push(value)
  if (standing === 'exclude') exclude.push(value)
  const params = searchParams({ ...state, page: 1 })
  params.delete(field)
  for (const one of include) params.append(field, one)
  for (const one of exclude) params.append(field, EXCLUDE + one)
  return parseSearch(params)
}

/** The state with no value of a field wanted or left out. */
export function withoutField(state: SearchState, field: FilterField): SearchState {
  const params = searchParams({ ...state, page: 1 })
  params.delete(field)
  return parseSearch(params)
}

/**
 * Reads from a record's address where similar records shall come from.
 *
 * @throws ShizhengError `bad-option` for a scope that does not exist
 */
export function parseSimilarScope(params: URLSearchParams): SimilarScope {
  return oneOf(params, 'similar', SIMILAR_SCOPES, 'all')
}

/** The filters of a scope for a record of this agency and year. */
export function similarFilters(scope: SimilarScope, { agency, year }: { agency: string; year: number }): Filters {
  switch (scope) {
    case 'all':
      return {}
    case 'agencies':
      return { exclude: { agency: [agency] } }
    case 'years':
      return { exclude: { year: [year] } }
  }
}

/** True where any filter of these fields restricts the result. */
export function isFiltered(filters: Filters, fields: readonly FilterField[] = FILTER_FIELDS): boolean {
  return fields.some(
    (field) => filterValues(filters, field).length > 0 || filterValues(filters.exclude ?? {}, field).length > 0,
  )
}

/** Addresses of one language. All are relative to the server's root and carry the language where it isn't the default. */
export class Addresses {
  constructor(readonly locale: Locale) {}

  start(): string {
    return this.#href('/')
  }
  search(state: Partial<SearchState>): string {
    return this.#href('/search', searchParams({ ...EMPTY_SEARCH, ...state }))
  }
  /**
   * `q`: the search that led here, whose words are marked. `similar`: where similar records come from. `fragment`: a
   * passage of the record, `p3`, or another place on its page.
   */
  record(
    id: string,
    { q, similar = 'all', fragment }: { q?: string; similar?: SimilarScope; fragment?: string | undefined } = {},
  ): string {
    const href = this.#href(
      `/items/${encodeURIComponent(id)}`,
      optional({ q: q === '' ? undefined : q, similar: similar === 'all' ? undefined : similar }),
    )
    return fragment === undefined ? href : `${href}#${fragment}`
  }
  agencies(): string {
    return this.#href('/agencies')
  }
  agency(name: string, year?: number): string {
    return this.#href(`/agencies/${encodeURIComponent(name)}`, optional({ year }))
  }
  documents(): string {
    return this.#href('/documents')
  }
  document(id: string, view: { agency?: string | undefined; page?: string | undefined } = {}): string {
    return this.#href(`/documents/${encodeURIComponent(id)}`, optional(view))
  }
  compare(ids: readonly string[]): string {
    return this.#href('/compare', ids.length === 0 ? undefined : new URLSearchParams({ ids: ids.join(',') }))
  }
  basket(): string {
    return this.#href('/basket')
  }
  help(): string {
    return this.#href('/help')
  }
  /** The same page in another language. */
  inLocale(address: string, locale: Locale): string {
    const url = new URL(address, 'http://localhost')
    url.searchParams.delete('lang')
    if (locale !== DEFAULT_LOCALE) url.searchParams.set('lang', locale)
    return url.pathname + url.search
  }
  /** Answers of the HTTP API, which have no language. */
  export(state: SearchState, format: 'csv' | 'json'): string {
    return `/api/export?${new URLSearchParams([['format', format], ...apiParams(state)]).toString()}`
  }
  feed(state: SearchState): string {
    return `/feed.atom?${apiParams({ ...state, sort: EMPTY_SEARCH.sort }).toString()}`
  }
  api(id: string): string {
    return `/api/items/${encodeURIComponent(id)}`
  }

  #href(path: string, params: URLSearchParams = new URLSearchParams()): string {
    if (this.locale !== DEFAULT_LOCALE) params.set('lang', this.locale)
    const query = params.toString()
    return query === '' ? path : `${path}?${query}`
  }
}

/** The language that an address asks for. An unknown one is not worth an error page: the default answers. */
export function parseLocale(params: URLSearchParams, otherwise: Locale = DEFAULT_LOCALE): Locale {
  const asked = params.get('lang')
  return LOCALES.find((locale) => locale === asked) ?? otherwise
}

/** Ids of the records to be compared: repeated or with commas between them, each once. */
export function parseIds(params: URLSearchParams): string[] {
  return [...new Set(listed(params, 'ids'))]
}

/** A year as typed, ROC or CE: 107 and 2018 are the same. */
export function parseYear(text: string, parameter: string): number {
  const year = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(year) || year === 0) {
    throw new ShizhengError('bad-option', `年度應為民國年（如 107）或西元年（如 2018），收到的是「${text}」。`, {
      parameter,
    })
  }
  return year > FIRST_CE_YEAR ? year - FIRST_CE_YEAR : year
}

/** 1911: year 1 of the Republic of China is 1912. No plan is from ROC year 1912 or later. */
const FIRST_CE_YEAR = 1911

function parseFilters(params: URLSearchParams, excluded: boolean): Omit<Filters, 'exclude'> {
  const values = (field: FilterField) => {
    const all = listed(params, field).filter((value) => value.startsWith(EXCLUDE) === excluded)
    return [...new Set(excluded ? all.map((value) => value.slice(EXCLUDE.length)) : all)]
  }
  const filters: Omit<Filters, 'exclude'> = {}
  const kind = values('kind').map((value) => asKind(value, 'kind'))
  const year = [...new Set(values('year').flatMap((value) => parseYears(value, 'year')))]
  if (kind.length > 0) filters.kind = kind
  if (year.length > 0) filters.year = year
  for (const field of ['agency', 'category', 'document'] as const) {
    const texts = values(field)
    if (texts.length > 0) filters[field] = texts
  }
  return filters
}

function appendFilters(params: URLSearchParams, filters: Omit<Filters, 'exclude'>, prefix: string): void {
  for (const field of FILTER_FIELDS) {
    for (const value of filters[field] ?? []) params.append(field, prefix + String(value))
  }
}

/** A year or a range of years: `105-107` is 105, 106 and 107. */
function parseYears(text: string, parameter: string): number[] {
  const [first, last, ...rest] = text.split('-')
  if (first === undefined || last === undefined || rest.length > 0) return [parseYear(text, parameter)]
  const from = parseYear(first, parameter)
  const to = parseYear(last, parameter)
  if (to < from || to - from >= LIMITS.filterValues) {
    throw new ShizhengError(
      'bad-option',
      `年度區間應由舊到新、不超過 ${LIMITS.filterValues} 年，收到的是「${text}」。`,
      {
        parameter,
      },
    )
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function asKind(value: string, parameter: string): RecordKind {
  const kind = RECORD_KINDS.find((one) => one === value)
  if (kind === undefined) throw unknownValue(parameter, value, RECORD_KINDS)
  return kind
}

function oneOf<T extends string>(params: URLSearchParams, name: string, allowed: readonly T[], otherwise: T): T {
  const value = params.get(name)
  if (value === null || value === '') return otherwise
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw unknownValue(name, value, allowed)
  return found
}

function unknownValue(parameter: string, value: string, allowed: readonly string[]): ShizhengError {
  return new ShizhengError('bad-option', `${parameter} 應為 ${allowed.join('、')} 其中之一，收到的是「${value}」。`, {
    parameter,
  })
}

function parsePage(params: URLSearchParams): number {
  const text = params.get('page')
  if (text === null || text === '') return 1
  const page = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (page < 1) {
    throw new ShizhengError('bad-option', `page 應為 1 以上的整數，收到的是「${text}」。`, { parameter: 'page' })
  }
  return page
}

function listed(params: URLSearchParams, name: string): string[] {
  return params
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

function optional(values: Record<string, string | number | undefined>): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value))
  return params
}
