import type { RecordKind } from '../../record.js'
import type { Sort } from '../../search/types.js'
import type { CitationStyle } from '../takeaway/citation.js'
import type { FilterField, SimilarScope } from '../urls.js'

/** Every text of the interface, the help page apart. Counts and names are put in by functions. */
export interface Texts {
  /** BCP 47, for the `lang` attribute. */
  lang: string
  name: string
  tagline: string
  description: string
  skip: string
  /** Between a label and what it labels. */
  colon: string
  /** A query or name within a sentence. */
  quote: (text: string) => string
  nav: { label: string; documents: string; agencies: string; basket: string; help: string; language: string }
  theme: { label: string; auto: string; light: string; dark: string }
  footer: { data: string; api: string; about: string }
  kind: Record<RecordKind, string>
  rocYear: (year: number) => string
  yearBoth: (year: number) => string
  page: (label: string) => string
  uncertain: { mark: string; why: string }
  number: (value: number) => string
  date: (iso: string) => string
  search: {
    label: string
    placeholder: string
    submit: string
    completions: string
    official: string
    slow: string
    completionKind: { title: string; kpi: string; term: string; agency: string }
    completionsSaid: (count: number) => string
  }
  mode: Record<
    'label' | 'hybrid' | 'keyword' | 'semantic' | 'exact' | 'hybridWhy' | 'exactWhy' | 'keywordWhy' | 'semanticWhy',
    string
  >
  sort: Record<Sort | 'label', string>
  start: {
    title: string
    examples: string
    indexed: string
    documents: string
    agencies: string
    years: string
    records: string
    updated: string
    recent: string
    saved: string
    clear: string
    compared: (title: string, earlier: number, later: number) => string
    exampleTitles: Record<'phrase' | 'question' | 'compare', string>
    exampleNotes: Record<'phrase' | 'question' | 'compare', string>
  }
  results: {
    title: (q: string) => string
    total: (total: number) => string
    range: (first: number, last: number) => string
    filters: string
    clearField: (field: string) => string
    clearAll: string
    fields: Record<FilterField, string>
    exclude: (value: string) => string
    undoExclude: (value: string) => string
    excluded: (value: string) => string
    removeFilter: (value: string) => string
    more: (count: number) => string
    understood: string
    words: string
    phrase: string
    removeWord: (word: string) => string
    asFilter: (text: string, field: string) => string
    offered: string
    ignored: string
    corrected: (from: string, to: string) => string
    literally: (from: string) => string
    didYouMean: string
    why: Record<'phrase' | 'words' | 'meaning', string>
    whyLabel: string
    /** Shares in per cent. */
    share: (words: number, meaning: number) => string
    byMeaning: string
    pages: string
    previous: string
    next: string
    pageOf: (page: number, pages: number) => string
    take: string
    exportCsv: string
    exportJson: string
    feed: string
    save: string
    saved: string
    beyond: string
    toLast: string
  }
  empty: {
    title: string
    searched: string
    withFilters: string
    noFilters: (records: number) => string
    ways: string
    unfilter: string
    semantic: string
    hybrid: string
    removeQuotes: string
    fewer: string
    browse: string
  }
  overview: {
    title: string
    note: string
    table: string
    agency: string
    total: string
    year: string
    first: (year: number, count: number) => string
    firstIs: string
    /** Said where agencies or years are filtered, which the chart leaves out of account. */
    unfiltered: string
    lineTitle: string
    all: (count: number) => string
    fewer: string
    png: string
    svg: string
    csv: string
    loading: string
    failed: string
    cell: (agency: string, year: number, count: number) => string
    notIndexed: string
    records: string
  }
  record: {
    backTo: (q: string) => string
    text: string
    measure: string
    facts: string
    agency: string
    year: string
    work: string
    category: string
    kpis: string
    goal: string
    goals: string
    target: string
    method: string
    system: string
    link: string
    common: string
    section: string
    projects: string
    noKpiRecord: string
    passageLink: (mark: string) => string
    source: string
    sourceNote: string
    sourceText: string
    omitted: (count: number) => string
    openPage: string
    published: string
    cite: string
    copy: string
    copied: string
    copyFailed: string
    styles: Record<CitationStyle, string>
    permalink: string
    similar: string
    /** By where the records come from. */
    similarNone: Record<SimilarScope, string>
    similarScope: string
    scopes: Record<SimilarScope, string>
    duplicates: (count: number) => string
    lineage: string
    lineageNote: string
    lineageNone: string
    relation: Record<'same' | 'renamed' | 'split' | 'merged', string>
    /** In per cent. */
    confidence: (share: number) => string
    thisRecord: string
    noDifference: string
    differenceField: Record<'title' | 'text' | 'target' | 'measure', string>
    targets: string
    targetsNote: string
    compareWith: string
    json: string
    away: string
  }
  agency: {
    listTitle: string
    listNote: string
    title: (name: string) => string
    noWork: string
    searchIn: string
    chart: string
  }
  document: {
    listTitle: string
    publisher: string
    year: string
    file: string
    checksum: string
    address: string
    agencies: string
    outline: string
    pages: string
    sourceTitle: string
    records: (count: number) => string
    recordsOnPage: string
    noRecordsOnPage: string
    noPages: string
    choose: string
    previousPage: string
    nextPage: string
    searchIn: string
  }
  compare: {
    title: string
    none: string
    tooMany: (limit: number) => string
    missing: (ids: string) => string
    legend: string
    common: string
    different: string
    field: string
    remove: string
    legendCommon: string
    legendDifferent: string
  }
  basket: {
    title: string
    add: string
    added: string
    addSaid: (title: string) => string
    removeSaid: (title: string) => string
    remove: string
    empty: string
    kept: string
    needsScript: string
    note: string
    notePlaceholder: string
    count: (count: number) => string
    compare: string
    compareHint: string
    select: (title: string) => string
    csv: string
    json: string
    markdown: string
    print: string
    clear: string
    clearConfirm: string
    from: (query: string) => string
    gone: string
    full: string
    away: string
    loading: string
    columns: Record<BasketColumn, string>
  }
  saved: { remove: (query: string) => string; none: string }
  error: {
    title: string
    notFound: string
    notFoundHelp: string
    badRequest: string
    badRequestHelp: string
    unavailable: string
    unavailableHelp: string
    internal: string
    internalHelp: string
    away: string
    retry: string
    home: string
    details: string
  }
  keys: { label: string; search: string; next: string; previous: string; open: string; keep: string }
  close: string
}

/** Columns of an exported list, in their order. */
export const BASKET_COLUMNS = [
  'id',
  'kind',
  'agency',
  'year',
  'work',
  'title',
  'category',
  'text',
  'target',
  'kpis',
  'document',
  'page',
  'uncertain',
  'note',
  'address',
] as const
export type BasketColumn = (typeof BASKET_COLUMNS)[number]
