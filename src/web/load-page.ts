import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'
import type { PlanRecord } from '../record.js'
import type { Filters, Highlights, SimilarResponse } from '../search/types.js'
import type { WebData } from './data.js'
import { relatedRecords } from './layout/related.js'
import { pageOf, pageSegments, sourceView } from './layout/source-view.js'
import type { CompareModel, DocumentModel, PageModel, RecordModel, ResultsModel, StartModel } from './model.js'
import { parseIds, parseSearch, parseSimilarScope, parseYear, searchRequest, similarFilters, WHOLE } from './urls.js'

/** Similar records on a record's page. */
const SIMILAR = 6
/** Records that can be compared at once: more don't fit side by side. */
export const COMPARED = 4

/**
 * Gathers what the page of an address shows.
 *
 * @throws ShizhengError `not-found` for an address without a page or a record that doesn't exist; `bad-option` for what
 *   cannot be read; whatever the engine throws
 */
export async function loadPage(url: URL, data: WebData): Promise<PageModel> {
  const [section = '', name, ...more] = url.pathname.split('/').slice(1).map(decoded)
  if (more.length > 0) throw noPage(url)
  if (name === undefined) {
    switch (section) {
      case '':
        return loadStart(data)
      case 'search':
        return loadResults(url.searchParams, data)
      case 'agencies':
        return { page: 'agencies', rows: await data.agencies() }
      case 'documents':
        return { page: 'documents', documents: await data.documents() }
      case 'compare':
        return loadCompare(url.searchParams, data)
      case 'basket':
        return { page: 'basket' }
      case 'help':
        return { page: 'help', stats: await data.stats() }
    }
  } else {
    switch (section) {
      case 'items':
        return loadRecord(name, url.searchParams, data)
      case 'agencies':
        return loadAgency(name, url.searchParams, data)
      case 'documents':
        return loadDocument(name, url.searchParams, data)
    }
  }
  throw noPage(url)
}

async function loadStart(data: WebData): Promise<StartModel> {
  const [stats, documents] = await Promise.all([data.stats(), data.documents()])
  return { page: 'start', stats, documents, comparison: await comparison(data) }
}

/** A programme in two years: the first certain one that the example's query leads to. */
async function comparison(data: WebData): Promise<StartModel['comparison']> {
  const { hits } = await data.search({ q: '「新南向」', filters: { kind: ['project'] }, limit: 50, facets: false })
  for (const hit of hits.filter((one) => !one.uncertain)) {
    const link = (await data.lineage(hit.id)).find((one) => one.differences.length > 0)
    if (link === undefined) continue
    return link.record.year < hit.year ? { earlier: link.record, later: hit } : { earlier: hit, later: link.record }
  }
  return null
}

async function loadResults(params: URLSearchParams, data: WebData): Promise<ResultsModel> {
  const state = parseSearch(params)
  const request = searchRequest(state)
  const [response, trends, documents, stats, agencies] = await Promise.all([
    data.search(request),
    data.trends({ ...request, filters: beyondChart(request.filters) }),
    data.documents(),
    data.stats(),
    data.agencies(),
  ])
  return { page: 'results', state, response, trends, documents, stats, agencies }
}

/** The filters that the overview follows: all but those of its own axes. */
function beyondChart(filters: Filters = {}): Filters {
  return { ...filters, agency: [], year: [], exclude: { ...filters.exclude, agency: [], year: [] } }
}

async function loadRecord(id: string, params: URLSearchParams, data: WebData): Promise<RecordModel> {
  const q = params.get('q') ?? ''
  const scope = parseSimilarScope(params)
  const record = await data.record(id)
  if (record === undefined) throw notFound('條目', id)
  const [document, text, similar, lineage, plan, highlights] = await Promise.all([
    data.document(record.source.document),
    data.sourceText(record.source.document),
    data.similar(id, { filters: similarFilters(scope, record), limit: SIMILAR }),
    data.lineage(id),
    data.records({ agency: record.agency, year: record.year }),
    highlightsOf(record, q, data),
  ])
  return {
    page: 'record',
    record,
    q,
    highlights,
    document,
    related: relatedRecords(record, plan),
    similar,
    scope,
    duplicates: await duplicatesOf(similar, data),
    lineage,
    source: sourceView(text, record.source),
  }
}

async function duplicatesOf(similar: SimilarResponse, data: WebData): Promise<Map<string, PlanRecord>> {
  const ids = similar.hits.flatMap((hit) => hit.duplicates)
  const records = await Promise.all(ids.map((id) => data.record(id)))
  return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.id, record]])))
}

/**
 * What a query matches in one record: the search asked again among the records like it. A record that is not among the
 * first of them is shown without marks, and so is one whose query is too long.
 */
async function highlightsOf(record: PlanRecord, q: string, data: WebData): Promise<Highlights> {
  if (q.trim() === '' || q.length > LIMITS.queryLength) return {}
  const filters = {
    kind: [record.kind],
    agency: [record.agency],
    year: [record.year],
    document: [record.source.document],
  }
  const { hits } = await data.search({ q, filters, limit: LIMITS.hits, facets: false })
  return hits.find((hit) => hit.id === record.id)?.highlights ?? {}
}

async function loadAgency(agency: string, params: URLSearchParams, data: WebData): Promise<PageModel> {
  const years = (await data.agencies()).filter((row) => row.agency === agency).sort((a, b) => a.year - b.year)
  const newest = years.at(-1)
  if (newest === undefined) throw notFound('機關', agency)
  const asked = params.get('year')
  const year = asked === null || asked === '' ? newest.year : parseYear(asked, 'year')
  if (!years.some((row) => row.year === year)) throw notFound('年度', `${agency} ${year} 年度`)
  return { page: 'agency', agency, years, year, records: await data.records({ agency, year }) }
}

async function loadDocument(id: string, params: URLSearchParams, data: WebData): Promise<DocumentModel> {
  const document = await data.document(id)
  if (document === undefined) throw notFound('文件', id)
  const label = params.get('page')
  if (label !== null && label !== '') return loadSource(document, label, data)
  const only = document.agencies.length === 1 ? document.agencies[0] : undefined
  const agency = params.get('agency') ?? only
  if (agency !== undefined && !document.agencies.includes(agency)) throw notFound('機關', agency)
  const records = agency === undefined ? [] : await data.records({ document: id, agency })
  return { page: 'document', document, view: { kind: 'outline', agency, records } }
}

async function loadSource(document: DocumentModel['document'], label: string, data: WebData): Promise<DocumentModel> {
  // A document without pages is shown as one.
  const whole = { label: WHOLE, start: 0, end: document.characters }
  const page = label === WHOLE && document.pages.length === 0 ? whole : pageOf(document, label)
  if (page === undefined) throw notFound('頁', `${document.title} 第 ${label} 頁`)
  const [text, all] = await Promise.all([data.sourceText(document.id), data.records({ document: document.id })])
  const records = all.filter(({ source }) => source.start < page.end && source.end > page.start)
  const spans = records.flatMap(({ source }) => source.spans)
  const at = document.pages.indexOf(page)
  const previous = document.pages[at - 1]?.label
  const next = at < 0 ? undefined : document.pages[at + 1]?.label
  return {
    page: 'document',
    document,
    view: {
      kind: 'source',
      label,
      segments: pageSegments(text, [page.start, page.end], spans),
      records,
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    },
  }
}

async function loadCompare(params: URLSearchParams, data: WebData): Promise<CompareModel> {
  const ids = parseIds(params)
  const found = await Promise.all(ids.slice(0, COMPARED).map(async (id) => ({ id, record: await data.record(id) })))
  return {
    page: 'compare',
    records: found.flatMap(({ record }) => record ?? []),
    missing: found.filter(({ record }) => record === undefined).map(({ id }) => id),
    tooMany: ids.length > COMPARED,
    mark: params.get('mark') === 'common' ? 'common' : 'different',
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ShizhengError('bad-option', '網址含有無法解讀的百分號編碼。請檢查連結是否完整。')
  }
}

function noPage(url: URL): ShizhengError {
  return new ShizhengError('not-found', `沒有 ${url.pathname} 這一頁。`)
}

function notFound(what: string, name: string): ShizhengError {
  return new ShizhengError('not-found', `沒有這個${what}：${name}`)
}
