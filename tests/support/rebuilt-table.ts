import type { TableReading } from '../../src/corpus/tables/table.js'
import type { Cells, PrintedColumn } from './flatten-table.js'

/** The header of a plan table of 107, as its page gives it. */
export const PLAN_HEADER = '計畫與KPI工作計畫名稱重要計畫項目實施內容類別關聯'

/** The columns of a printed plan table from the widths of those that it has, in half-widths. */
export const planColumns = (widths: Readonly<Record<string, number>>): PrintedColumn[] =>
  Object.entries(widths).map(([name, width]) => ({ name, width, spans: name === 'work', points: name === 'content' }))

/** A text as tables are compared: NFKC, without white space. */
export const key = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')

/** How many of the rows a reading has, the same in each of these columns. */
export function exactRows(reading: TableReading, rows: readonly Cells[], columns: readonly string[]): number {
  const found = new Set(reading.rows.map((row) => JSON.stringify(columns.map((c) => key(row.cells[c]?.text ?? '')))))
  return rows.filter((row) => found.has(JSON.stringify(columns.map((c) => key(row[c] ?? ''))))).length
}
