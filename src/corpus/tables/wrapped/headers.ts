import { kpiColumn, planColumn } from '../labels.js'
import type { TableKind } from '../table.js'

/** A header at the head of some lines. */
export interface Header {
  /** How many lines it takes. */
  lines: number
  columns: Set<string>
}

/** Parts into which narrow columns break their labels, with the column that they tell. */
const PARTS: ReadonlyMap<string, string | null> = new Map([
  ['評估', null],
  ['體制', 'system'],
  ['方式', 'method'],
  ['指標', null],
  ['目標', null],
  ['名稱', null],
  ['計畫', null],
  ['類別', 'category'],
  ['年度', null],
  ['關聯', null],
  ['與中長程', 'link'],
  ['個案計畫', null],
  ['與KPI', 'kpi'],
])

const LONGEST_LABEL = 12
/** A header names this many columns at least. */
const FEWEST_COLUMNS = 2

/**
 * The header with which the given lines begin: as many lines as consist of labels of columns alone, broken over lines
 * or several in a line. Null where they begin with none.
 */
export function headerLength(lines: readonly string[], kind: TableKind): Header | null {
  let text = ''
  let found: Header | null = null
  for (const [i, line] of lines.entries()) {
    text += line.normalize('NFKC').replace(/\s+/gu, '')
    if (text.length > 120) break
    const columns = labelColumns(text, kind)
    if (columns && columns.size >= FEWEST_COLUMNS) found = { lines: i + 1, columns }
  }
  return found
}

/** Columns of a text that consists of labels alone; null for any other. */
function labelColumns(text: string, kind: TableKind): Set<string> | null {
  const columnOf = kind === 'plan' ? planColumn : kpiColumn
  // For every prefix, the columns of the reading that names most.
  const best: (Set<string> | null)[] = [new Set()]
  for (let end = 1; end <= text.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - LONGEST_LABEL); start < end; start++) {
      const before = best[start]
      if (!before) continue
      const label = text.slice(start, end)
      const column = columnOf(label) ?? PARTS.get(label)
      if (column === undefined) continue
      const columns = column === null ? before : new Set([...before, column])
      if (columns.size >= (best[end]?.size ?? 0)) best[end] = columns
    }
  }
  return best[text.length] ?? null
}
