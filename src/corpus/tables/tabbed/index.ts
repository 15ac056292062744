import { kpiColumn, planColumn } from '../labels.js'
import { COLUMNS, type TableInput, type TableReader, type TableReading, type TableRow } from '../table.js'
import { Tracked } from '../../tracked.js'
import { rowsByCell, rowsByLine, tabForm, type RawRow } from './cells.js'
import { layoutOf, place, usualLayout, type Layout } from './layout.js'

/** Reads tables whose cells are set apart by tabs: a row a line, or a cell a line. */
export const tabbedReader: TableReader = {
  name: 'tabbed',
  recognises: (input) => tabForm(input.pages) !== null,
  read,
}

function read(input: TableInput): TableReading {
  const form = tabForm(input.pages)
  const { rows: raw, outside } = form === 'row-a-line' ? rowsByLine(input.pages) : rowsByCell(input.pages)
  const columnOf = input.kind === 'plan' ? planColumn : kpiColumn
  const columns: readonly string[] = COLUMNS[input.kind]
  const rows: TableRow[] = []
  const remainder = [...outside]
  let header: RawRow[] = []
  let layout: Layout | null = null
  for (const [i, row] of raw.entries()) {
    if (isHeader(row, columnOf)) {
      header = i > 0 && raw[i - 1] === header.at(-1) ? [...header, row] : [row]
      layout = null
      continue
    }
    layout ??= layoutOf(header, raw.slice(i), columnOf, (r) => isHeader(r, columnOf)) ?? usualLayout(input.kind, raw)
    const guessed = header.length === 0
    if (layout === null) {
      for (const cell of row.cells) if (cell.text.trim() !== '') remainder.push({ page: row.page, text: cell })
      continue
    }
    const placed = place(row, layout)
    remainder.push(...placed.rest.map((text) => ({ page: row.page, text })))
    append(rows, { ...placed, uncertain: placed.uncertain || guessed }, row, columns)
  }
  return { rows, remainder: remainder.filter((r) => r.text.text.trim() !== '') }
}

/** Most of the cells that are not blank are labels of columns. */
function isHeader(row: RawRow, columnOf: (label: string) => string | null): boolean {
  const filled = row.cells.filter((c) => c.text.trim() !== '')
  const labels = filled.filter((c) => columnOf(c.text) !== null).length
  return labels >= 2 ? labels * 2 > filled.length : false
}

/** Columns whose text spans rows: a blank cell repeats the one above. */
const SPANNING: readonly string[] = ['work', 'goal']
/** A row in which all of these are blank goes on with the row before. */
const OWN: readonly string[] = ['item', 'category', 'no', 'name']

function append(
  rows: TableRow[],
  placed: { cells: ReadonlyMap<string, Tracked>; uncertain: boolean },
  raw: RawRow,
  columns: readonly string[],
): void {
  const filled = (column: string): boolean => (placed.cells.get(column)?.text.trim() ?? '') !== ''
  if (!columns.some(filled)) return
  const previous = rows.at(-1)
  const goesOn = previous !== undefined && !columns.some((c) => (OWN.includes(c) || SPANNING.includes(c)) && filled(c))
  if (goesOn) {
    for (const column of columns) {
      const more = placed.cells.get(column)
      if (more && filled(column)) previous.cells[column] = Tracked.join([previous.cells[column] ?? Tracked.empty, more])
    }
    previous.lastPage = raw.lastPage
    previous.uncertain ||= placed.uncertain
    return
  }
  const cells: Record<string, Tracked> = {}
  for (const column of columns) {
    const own = filled(column) ? placed.cells.get(column) : undefined
    // The item spans rows too where only its category or content changes.
    const spans = SPANNING.includes(column) || (column === 'item' && !filled('work'))
    cells[column] = own ?? (spans ? previous?.cells[column] : undefined) ?? Tracked.empty
  }
  rows.push({ cells, page: raw.page, lastPage: raw.lastPage, uncertain: placed.uncertain })
}
