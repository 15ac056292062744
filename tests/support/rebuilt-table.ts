import type { TableReading, TableRow } from '../../src/corpus/tables/table.js'
import type { Cells, PrintedColumn } from './flatten-table.js'

/** The header of a plan table of 107, as its page gives it. */
export const PLAN_HEADER = '計畫與KPI工作計畫名稱重要計畫項目實施內容類別關聯'

/** The columns of a printed plan table from the widths of those that it has, in half-widths. */
export const planColumns = (widths: Readonly<Record<string, number>>): PrintedColumn[] =>
  Object.entries(widths).map(([name, width]) => ({ name, width, spans: name === 'work', points: name === 'content' }))

/** A text as tables are compared: NFKC, without white space. */
export const key = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')

const keysOf = (cells: Readonly<Record<string, { text: string } | string | undefined>>, columns: readonly string[]) =>
  JSON.stringify(
    columns.map((column) => {
      const cell = cells[column] ?? ''
      return key(typeof cell === 'string' ? cell : cell.text)
    }),
  )

/** How many of the rows a reading has, the same in each of these columns. */
export function exactRows(reading: TableReading, rows: readonly Cells[], columns: readonly string[]): number {
  const found = new Set(reading.rows.map((row) => keysOf(row.cells, columns)))
  return rows.filter((row) => found.has(keysOf(row, columns))).length
}

/** The rows of a reading that differ in one of these columns from every row that there is. */
export function wrongRows(reading: TableReading, rows: readonly Cells[], columns: readonly string[]): TableRow[] {
  const right = new Set(rows.map((row) => keysOf(row, columns)))
  return reading.rows.filter((row) => !right.has(keysOf(row.cells, columns)))
}
