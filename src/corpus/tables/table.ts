import type { Tracked } from '../tracked.js'

/**
 * What a table reader gets and gives. Every reader (tabbed, wrapped, interleaved) keeps the same promise:
 * each character of the table, layout white space, page numbers and repeated headers apart, ends in exactly one cell
 * or in the remainder, except that the text of a spanning cell is repeated in every row that it spans.
 */
export type TableKind = 'plan' | 'kpi' | 'common-kpi'

/** Columns in the order in which they are printed; a table may lack some. */
export const COLUMNS = {
  plan: ['work', 'item', 'category', 'content', 'kpi'],
  kpi: ['goal', 'no', 'name', 'system', 'method', 'measure', 'target', 'link'],
  'common-kpi': ['goal', 'no', 'name', 'system', 'method', 'measure', 'target', 'link'],
} as const satisfies Record<TableKind, readonly string[]>

export type PlanColumn = (typeof COLUMNS)['plan'][number]
export type KpiColumn = (typeof COLUMNS)['kpi'][number]

/** The lines of a table on one page, in the order of the source, repeated headers among them. */
export interface TablePage {
  /** As printed, `3-7`; null where unknown. */
  label: string | null
  /** Without line breaks; tabs and other white space as in the source. One long line where the source lost its breaks. */
  lines: Tracked[]
}

/** What else in the same chapter helps to read its tables. */
export interface TableContext {
  agency: string
  /** Names of the goals (numeral and name, 一、鞏固我與邦交國外交關係) of the chapter, in order. */
  goals: readonly string[]
  /** Names of the KPIs of the chapter, from its KPI table, in order; empty while that table itself is read. */
  kpis: readonly string[]
  /** Clean running text of the same document (goals, guidelines), to learn from how it reads. */
  prose: string
}

export interface TableInput {
  kind: TableKind
  pages: readonly TablePage[]
  context: TableContext
}

/** One row: every column of the kind has a cell; a cell that is blank, or whose column is lacking, is `Tracked.empty`. */
export interface TableRow<Column extends string = string> {
  cells: Record<Column, Tracked>
  /** Page on which the row begins. */
  page: string | null
  /** Page on which it ends. */
  lastPage: string | null
  uncertain: boolean
}

export interface TableReading<Column extends string = string> {
  rows: TableRow<Column>[]
  /** Text that could not be placed, page by page, in the order of the source (notes below a table among it). */
  remainder: { page: string | null; text: Tracked }[]
}

/** Reads one form of table. */
export interface TableReader {
  readonly name: 'tabbed' | 'wrapped' | 'interleaved'
  /** Whether this reader is the one for the table: decided by its form, never by the name of a file. */
  recognises(input: TableInput): boolean
  read(input: TableInput): TableReading
}
