import { Tracked } from '../../tracked.js'
import type { TablePage } from '../table.js'

/** A row as it stands in the source: its cells from left to right, and where it begins and ends. */
export interface RawRow {
  cells: Tracked[]
  page: string | null
  lastPage: string | null
}

export interface RawRows {
  rows: RawRow[]
  /** Lines that stand in no row. */
  outside: { page: string | null; text: Tracked }[]
}

/** Whether rows are lines with tabs between the cells, or cells are lines with a tab before each. */
export function tabForm(pages: readonly TablePage[]): 'row-a-line' | 'cell-a-line' | null {
  let rows = 0
  let cells = 0
  for (const line of pages.flatMap((page) => page.lines)) {
    const tabs = line.text.split('\t').length - 1
    if (tabs >= 2) rows++
    else if (tabs === 1 && line.text.startsWith('\t')) cells++
  }
  if (rows === 0 && cells === 0) return null
  return rows > 0 && rows * 4 >= cells ? 'row-a-line' : 'cell-a-line'
}

/** Rows are lines; a line without a tab goes on with the last cell. */
export function rowsByLine(pages: readonly TablePage[]): RawRows {
  const result: RawRows = { rows: [], outside: [] }
  for (const page of pages) {
    let open = false
    for (const line of page.lines) {
      if (line.text.includes('\t')) {
        result.rows.push({ cells: splitAtTabs(line), page: page.label, lastPage: page.label })
        open = true
      } else if (line.text.trim() === '') {
        open = false
      } else if (open) {
        extendLast(result.rows.at(-1), line, page.label)
      } else {
        result.outside.push({ page: page.label, text: line })
      }
    }
  }
  return result
}

/**
 * Every cell begins with a tab on a line of its own and may go on over lines without one; an empty line ends a row.
 */
export function rowsByCell(pages: readonly TablePage[]): RawRows {
  const result: RawRows = { rows: [], outside: [] }
  let row: RawRow | null = null
  let width = 0
  let gap = false
  for (const page of pages) {
    for (const line of page.lines) {
      if (line.text.startsWith('\t')) {
        if (row === null || gap) {
          row = { cells: [], page: page.label, lastPage: page.label }
          result.rows.push(row)
        }
        row.cells.push(...splitAtTabs(line.slice(1)))
        row.lastPage = page.label
        width = Math.max(width, row.cells.length)
        gap = false
      } else if (line.text.trim() === '') {
        gap = true
      } else if (row !== null && (!gap || row.cells.length < width)) {
        // An empty line inside a cell does not end the row as long as cells are missing.
        extendLast(row, line, page.label)
        gap = false
      } else {
        result.outside.push({ page: page.label, text: line })
      }
    }
  }
  return result
}

function splitAtTabs(line: Tracked): Tracked[] {
  const cells: Tracked[] = []
  let from = 0
  for (const part of line.text.split('\t')) {
    cells.push(line.slice(from, from + part.length))
    from += part.length + 1
  }
  return cells
}

function extendLast(row: RawRow | undefined, line: Tracked, page: string | null): void {
  const last = row?.cells.at(-1)
  if (!row || last === undefined) return
  row.cells[row.cells.length - 1] = Tracked.join([last, line])
  row.lastPage = page
}
