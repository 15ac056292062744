import { Tracked } from '../../tracked.js'
import type { TableKind } from '../table.js'
import type { RawRow } from './cells.js'

/** Which column each cell of a row belongs to; null for a column that records have no field for. */
export type Layout = readonly (string | null)[]

/** Columns whose label spans two cells: a number and a text. */
const NUMBERED = ['goal', 'name']

/**
 * The layout of the rows below a header of one or two rows. A blank cell in the lower row takes the label above it.
 * Where rows have more cells than the header has labels, the labels of numbered columns span two cells.
 * Null where there is no header.
 */
export function layoutOf(
  header: readonly RawRow[],
  below: readonly RawRow[],
  columnOf: (label: string) => string | null,
  isHeader: (row: RawRow) => boolean,
): Layout | null {
  const last = header.at(-1)
  if (!last) return null
  const upper = header.length > 1 ? header[0] : undefined
  const labels = last.cells.map((cell, i) => {
    const own = columnOf(cell.text)
    const above = upper?.cells[i]
    return own ?? (cell.text.trim() === '' && above ? columnOf(above.text) : null)
  })
  const end = below.findIndex((row) => isHeader(row))
  const rows = end < 0 ? below : below.slice(0, end)
  const missing = usualLength(rows) - labels.length
  const numbered = labels.filter((label) => label !== null && NUMBERED.includes(label))
  if (missing <= 0 || numbered.length === 0) return labels
  const widened = missing >= numbered.length ? numbered : [firstCellIsNumber(rows) ? 'goal' : 'name']
  return labels.flatMap((label) => {
    if (label === null || !widened.includes(label)) return [label]
    return label === 'name' ? ['no', 'name'] : [label, label]
  })
}

/**
 * The layout to assume where the header is missing: the columns in the order in which they are usually printed, all of
 * them or all but the last that some tables lack. Null where rows have another number of cells.
 */
export function usualLayout(kind: TableKind, rows: readonly RawRow[]): Layout | null {
  const length = usualLength(rows)
  const all: Layout =
    kind === 'plan'
      ? ['work', 'item', 'category', 'content', 'kpi']
      : ['goal', 'goal', 'no', 'name', 'system', 'method', 'measure', 'target', 'link']
  return length === all.length || length === all.length - 1 ? all.slice(0, length) : null
}

function usualLength(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

function firstCellIsNumber(rows: readonly RawRow[]): boolean {
  return rows.some((row) => /^\s*(?:[一二三四五六七八九十]+|[0-9０-９]+)\s*[、.]?\s*$/u.test(row.cells[0]?.text ?? ''))
}

/** Puts the cells of a row under their columns. Cells that have none are the rest. */
export function place(
  row: RawRow,
  layout: Layout,
): { cells: Map<string, Tracked>; rest: Tracked[]; uncertain: boolean } {
  const cells = new Map<string, Tracked>()
  const rest: Tracked[] = []
  row.cells.forEach((cell, i) => {
    // A cell too many belongs to the last column: a tab stood in its text.
    const column = layout[Math.min(i, layout.length - 1)] ?? null
    if (column === null) rest.push(cell)
    else cells.set(column, Tracked.join([cells.get(column) ?? Tracked.empty, cell]))
  })
  const surplus = row.cells.slice(layout.length).some((cell) => cell.text.trim() !== '')
  const lacking = row.cells.length < layout.length - 1
  return { cells, rest, uncertain: surplus || lacking }
}
