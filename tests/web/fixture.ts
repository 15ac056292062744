import { ShizhengError } from '../../src/errors.js'
import type { DocumentInfo, KpiRecord, PlanRecord, ProjectRecord } from '../../src/record.js'
import type { Hit, SearchResponse, TrendsResponse } from '../../src/search/types.js'
import type { AssetManifest, WebData } from '../../src/web/index.js'

/** Two plan items and an indicator of 外交部, as the documents print them, and the answers of an engine that holds them. */

const SOURCE =
  '國際合作\t駐外技術服務\t其它\t一、派遣農業、科技及醫療團，前往友邦及友好開發中國家協助進行各項技術合作計畫。'

export const project: ProjectRecord = {
  id: '106-mofa-project-1',
  kind: 'project',
  year: 106,
  agency: '外交部',
  title: '駐外技術服務',
  text: '一、派遣農業、科技及醫療團，前往友邦及友好開發中國家協助進行各項技術合作計畫。二、委託國合會於亞太、亞西、非洲、拉丁美洲及加勒比海等地區辦理各項技術合作計畫。',
  section: ['參、年度重要計畫'],
  source: { document: '106-mofa', page: '12', start: 5, end: SOURCE.length, spans: [[5, SOURCE.length]] },
  uncertain: false,
  work: '國際合作',
  category: '其它',
  kpis: ['我與友邦合作計畫執行項數', '推動以人為本之「新南向政策」，深化與相關國家全方位關係'],
}

export const later: ProjectRecord = {
  ...project,
  id: '110-mofa-project-1',
  year: 110,
  text: '一、委託國合會於亞太、亞西、非洲、拉美及加勒比海地區，辦理各類技術合作計畫。',
  work: '國際合作及關懷',
  category: '其他',
  kpis: [],
  source: { document: '106-mofa', page: null, start: 0, end: 4, spans: [[0, 4]] },
  uncertain: true,
}

export const kpi: KpiRecord = {
  id: '106-mofa-kpi-1',
  kind: 'kpi',
  year: 106,
  agency: '外交部',
  title: '我與友邦合作計畫執行項數',
  text: '與邦交國進行各合作計畫',
  measure: '與邦交國進行各合作計畫',
  section: ['貳、年度關鍵績效指標'],
  source: { document: '106-mofa', page: '5', start: 0, end: 4, spans: [[0, 4]] },
  uncertain: false,
  goal: '一鞏固我與邦交國外交關係',
  target: '589項',
  method: '統計數據',
  system: '1',
  link: '無',
  common: false,
}

export const document: DocumentInfo = {
  id: '106-mofa',
  file: '106-mofa.txt',
  title: '外交部106年度施政計畫',
  publisher: '外交部',
  year: 106,
  sha256: 'a'.repeat(64),
  url: 'https://www.mofa.gov.tw/',
  characters: SOURCE.length,
  agencies: ['外交部'],
  pages: [
    { label: '11', start: 0, end: 5 },
    { label: '12', start: 5, end: SOURCE.length },
  ],
}

export const assets: AssetManifest = {
  theme: '/assets/theme.js',
  scripts: ['/assets/main.js'],
  styles: ['/assets/main.css'],
  icon: '/assets/icon.svg',
}

export function hitOf(record: PlanRecord, q: string): Hit {
  const at = q === '' ? -1 : record.text.indexOf(q)
  const ranges: [number, number][] = at < 0 ? [] : [[at, at + q.length]]
  return {
    ...record,
    score: 1,
    matched: {
      by: at < 0 ? ['meaning'] : ['phrase', 'words'],
      words: at < 0 ? 0 : 1,
      meaning: at < 0 ? 1 : 0,
      terms: [],
    },
    highlights: { text: ranges },
    passages: [{ start: 0, end: record.text.length, highlights: ranges, by: at < 0 ? 'meaning' : 'words' }],
  }
}

export interface Asked {
  records?: PlanRecord[]
  document?: DocumentInfo
  /** Part of the report of how the query was understood. */
  report?: Partial<SearchResponse['query']>
  total?: number
}

/** An engine of a few records: a substring search without ranking. */
export function webData(asked: Asked = {}): WebData {
  const records = asked.records ?? [project, later, kpi]
  const held = asked.document ?? document
  const find = (id: string) => records.find((record) => record.id === id)
  const matching = (q: string) =>
    records.filter((record) => q === '' || record.text.includes(q.replace(/[「」]/gu, '')))
  const search: WebData['search'] = ({ q, mode = 'hybrid', filters = {}, offset = 0 }) => {
    const found = matching(q)
    return Promise.resolve({
      query: {
        text: q,
        mode,
        words: [q],
        phrases: [],
        ignored: [],
        understood: [],
        problems: [],
        filters,
        ...asked.report,
      },
      total: asked.total ?? found.length,
      hits: found.slice(offset).map((record) => hitOf(record, q)),
      facets: {
        kind: [{ value: 'project', count: 2 }],
        agency: records.map((record) => ({ value: record.agency, count: 1 })),
        year: records.map((record) => ({ value: record.year, count: 1 })),
        category: [{ value: '其它', count: 1 }],
        document: [{ value: held.id, count: 2 }],
      },
      took: 1,
    })
  }
  const trends = ({ q }: { q: string }): Promise<TrendsResponse> => {
    const found = matching(q)
    const first = found[0]
    return Promise.resolve({
      query: {
        text: q,
        mode: 'hybrid',
        words: [],
        phrases: [],
        ignored: [],
        understood: [],
        problems: [],
        filters: {},
      },
      total: found.length,
      cells: found.map((record) => ({ agency: record.agency, year: record.year, count: 1 })),
      years: found.map((record) => ({ value: record.year, count: 1 })),
      agencies: found.map((record) => ({ value: record.agency, count: 1 })),
      indexedYears: [106, 107, 110],
      first: first === undefined ? null : { year: first.year, hits: [hitOf(first, q)] },
      took: 1,
    })
  }
  return {
    stats: () =>
      Promise.resolve({
        documents: 1,
        records: records.length,
        kinds: { project: 2, kpi: 1, goal: 0, guideline: 0 },
        agencies: 1,
        years: [106, 110],
        indexedAt: '2026-01-02T03:04:05.000Z',
      }),
    search,
    trends,
    record: (id) => Promise.resolve(find(id)),
    similar: (id, { filters: { exclude = {} } }) => {
      const left = !exclude.agency?.includes(later.agency) && !exclude.year?.includes(later.year)
      const hits = left ? [{ ...hitOf(later, ''), duplicates: ['106-mofa-project-9'] }] : []
      return Promise.resolve({ id, total: hits.length, hits, took: 1 })
    },
    lineage: (id) =>
      Promise.resolve(
        find(id)?.year === 106
          ? [
              {
                record: later,
                relation: 'renamed',
                confidence: 0.8,
                differences: [
                  {
                    field: 'text',
                    parts: [
                      { text: '一、', change: 'same' },
                      { text: '派遣農業', change: 'removed' },
                      { text: '委託國合會', change: 'added' },
                    ],
                  },
                ],
              },
            ]
          : [],
      ),
    records: ({ agency, year }) =>
      Promise.resolve(
        records.filter(
          (record) =>
            (agency === undefined || record.agency === agency) && (year === undefined || record.year === year),
        ),
      ),
    agencies: () => Promise.resolve(records.map(({ agency, year }) => ({ agency, year, records: 1 }))),
    documents: () => Promise.resolve([held]),
    document: (id) => Promise.resolve(id === held.id ? held : undefined),
    sourceText: () => Promise.resolve(SOURCE),
  }
}

export function unavailable(): WebData {
  const fail = () => Promise.reject(new ShizhengError('index-missing', '尚未建立索引，請執行 shizheng index。'))
  return { ...webData(), stats: fail, search: fail, record: fail }
}
