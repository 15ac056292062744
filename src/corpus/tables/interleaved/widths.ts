import { breakCost, likelyRoom, looseBreakCost, overfullCost } from './breaking.js'
import { LINE_CLASSES } from './cell-state.js'
import type { ColumnSpec } from './columns.js'
import type { Step } from './reading.js'
import { CHARACTER, type Stream } from './stream.js'

/** Widths of a table's lines in half-widths, by column and class of line. */
export class Widths {
  constructor(private readonly table: readonly Int16Array[]) {}

  of(column: number, lineClass: number): number {
    return this.table[column]?.[lineClass] ?? 0
  }

  /** Every class of a column as wide as the column. */
  static uniform(widths: readonly number[]): Widths {
    return new Widths(widths.map((w) => new Int16Array(LINE_CLASSES).fill(w)))
  }

  /** The same with one column's lines of another width. */
  with(column: number, width: number): Widths {
    return new Widths(this.table.map((row, c) => (c === column ? new Int16Array(LINE_CLASSES).fill(width) : row)))
  }

  toString(): string {
    return this.table.map((row) => (row.every((w) => w === row[0]) ? String(row[0]) : row.join(','))).join(' | ')
  }
}

/** A printed line of a cell: its width, how it ends, and the piece that begins the cell's next line. */
interface Line {
  column: number
  lineClass: number
  taken: number
  /** Latin letters and figures in it. */
  latin: number
  closing: boolean
  /** Width of the piece after it, or ENDS or FREE. */
  next: number
  /** Place after its last character. */
  end: number
}

/** The line ends a cell or a paragraph: it may be short. */
const ENDS = -1
/** The line could be broken anywhere, so it tells nothing. */
const FREE = -2

function printedLines(stream: Stream, steps: readonly Step[]): Line[] {
  const lines: Line[] = []
  const pending = new Map<number, Line>()
  for (const step of steps) {
    if (step.kind !== 'cell') {
      if (step.kind === 'truncated') pending.clear()
      continue
    }
    const before = pending.get(step.column)
    if (before && !step.begins) {
      // where nothing of another column stands between, the line could as well be broken elsewhere
      if (before.end === step.start) before.next = FREE
      else before.next = stream.unbreakable[step.start] ?? 2
    }
    let taken = 0
    let latin = 0
    for (let i = step.start; i < step.end; i++) {
      taken += stream.halves[i] ?? 2
      if ((stream.flags[i] ?? 0) & CHARACTER.latin) latin++
    }
    const closing = ((stream.flags[step.end - 1] ?? 0) & CHARACTER.closing) !== 0
    const line: Line = {
      column: step.column,
      lineClass: step.lineClass,
      taken,
      latin,
      closing,
      next: ENDS,
      end: step.end,
    }
    lines.push(line)
    if (step.ending === 'full') pending.set(step.column, line)
    else pending.delete(step.column)
  }
  return lines
}

const WIDEST = 96
/** Half-widths by which a class of lines may well be narrower than another: an indent of two characters. */
const INDENT = 4
/**
 * Weight of the other classes of a column when one class is fitted: a class with few lines follows its column, or is
 * indented.
 */
const SHARED = 0.15
/** Cost of a half-width away from the widths that the fit began with. */
const INERTIA = 0.05

/** A paragraph's first line has an indent of its own where it has no number; the lines below a number hang. */
function mayBeIndented(lineClass: number): boolean {
  return lineClass === 0 || (lineClass > 1 && lineClass % 2 === 1)
}

/** Most that one line costs: one misread must not outweigh many others. */
const MISREAD = 6

/** Cost of a line in a column of such a width. */
function lineCost({ taken, latin, closing, next }: Line, width: number, breaking = breakCost): number {
  const room = likelyRoom(width - taken, latin)
  return Math.min(MISREAD, overfullCost(room, closing) + (next === ENDS ? 0 : breaking(room, next)))
}

/** What a line that tells its column's width costs on average with such widths (nats); 0 where there is none. */
export function misfit(stream: Stream, steps: readonly Step[], widths: Widths): number {
  const costs = printedLines(stream, steps)
    .filter(({ next }) => next >= 0)
    .map((line) => lineCost(line, widths.of(line.column, line.lineClass)))
  return costs.length === 0 ? 0 : costs.reduce((a, b) => a + b, 0) / costs.length
}

/** One width for each column, the one that a reading's lines fit best, where those of running text may be indented. */
export function fitColumns(stream: Stream, steps: readonly Step[], from: Widths, specs: readonly ColumnSpec[]): Widths {
  const lines = printedLines(stream, steps).filter(({ next }) => next !== FREE)
  return Widths.uniform(
    specs.map(({ form }, c) => {
      const own = lines.filter(({ column }) => column === c)
      const breaking = form === 'text' ? looseBreakCost : breakCost
      let best = from.of(c, 0)
      let bestCost = Infinity
      for (let w = 1; w <= WIDEST; w++) {
        const cost = own.reduce((sum, line) => sum + lineCost(line, w, breaking), INERTIA * Math.abs(w - from.of(c, 0)))
        if (cost < bestCost) {
          bestCost = cost
          best = w
        }
      }
      return best
    }),
  )
}

/** The widths that a reading's lines fit best, by column and class of line. */
export function fitWidths(stream: Stream, steps: readonly Step[], from: Widths, columns: number): Widths {
  const costs = Array.from({ length: columns }, () =>
    Array.from({ length: LINE_CLASSES }, () => new Float64Array(WIDEST + 1)),
  )
  for (const line of printedLines(stream, steps)) {
    const row = costs[line.column]?.[line.lineClass]
    if (!row || line.next === FREE) continue
    for (let w = 1; w <= WIDEST; w++) row[w] = (row[w] ?? 0) + lineCost(line, w)
  }
  return new Widths(
    costs.map((classes, c) =>
      Int16Array.from(classes, (own, k) => {
        let best = from.of(c, k)
        let bestCost = Infinity
        for (let w = 1; w <= WIDEST; w++) {
          let cost = own[w] ?? 0
          const wider = w + (mayBeIndented(k) ? INDENT : 0)
          for (const other of classes) cost += SHARED * Math.min(other[w] ?? 0, other[wider] ?? Infinity)
          cost += INERTIA * Math.min(Math.abs(w - from.of(c, k)), Math.abs(wider - from.of(c, k)) + 1)
          if (cost < bestCost) {
            bestCost = cost
            best = w
          }
        }
        return best
      }),
    ),
  )
}
