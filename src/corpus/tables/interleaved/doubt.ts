import type { ColumnSpec } from './columns.js'
import type { Alternative, Step } from './reading.js'

/**
 * By how much (nats) another reading must be costlier for the best one not to be doubted, by what would be otherwise.
 * Found among the thousand alternatives that come within 9 nats in the plans of 107: where the best reading's titles
 * are too long, the other is right five times as often as where they are too short, and spanning titles (工作計畫) are
 * wrong in one of four even at five nats. Cells of known lists are hardly ever wrong.
 */
const LIMITS = {
  /** The end of a spanning title is another cell's, or what ends another cell is the spanning title's. */
  spanShorter: 5,
  spanLonger: 1.2,
  /** The same of other titles. */
  titleShorter: 3,
  titleLonger: 1,
  /** Anything else: other rows, other cells of known lists, another end of running text. */
  other: 0.3,
} as const

/** A place is doubtful below this; see `doubtsOf`. */
export const DOUBTFUL = 1

type Form = Pick<ColumnSpec, 'form' | 'titles'>

/**
 * For each place, how near the best reading is that differs there: by how much it is costlier, as a share of what it
 * must be for such a difference (`LIMITS`, but `least` in any case). Below `DOUBTFUL` the place is doubtful, Infinity
 * where no other was kept.
 *
 * Readings that differ in line breaks only are none. A spanning title that may go on elsewhere is doubtful where it
 * stands, too, since it stands in rows below.
 */
export function doubtsOf(
  steps: readonly Step[],
  alternatives: readonly Alternative[],
  columns: readonly Form[],
  least = 0,
): Float64Array {
  const n = steps.at(-1)?.end ?? 0
  const doubts = new Float64Array(n).fill(Infinity)
  const best = new Int32Array(n).fill(NOWHERE)
  for (const step of steps) label(best, step)
  const other = new Int32Array(n).fill(NOWHERE)
  for (const { from, to, steps: instead, dearer } of alternatives) {
    for (const step of instead) label(other, step)
    const difference = differenceOf(best, other, steps[from]?.start ?? n, steps[to - 1]?.end ?? 0)
    if (difference.places.length === 0) continue
    const doubt = dearer / Math.max(least, limitOf(difference, columns))
    const [first = 0] = difference.places
    const longer = [...difference.won].flatMap((c) => (columns[c]?.form === 'span' ? lastOf(best, c, first) : []))
    for (const i of [...difference.places, ...longer]) doubts[i] = Math.min(doubts[i] ?? Infinity, doubt)
  }
  return doubts
}

/** What another reading makes otherwise. */
interface Difference {
  places: number[]
  /** Columns that have less in it, and that have more. */
  lost: Set<number>
  won: Set<number>
  /** Whether cells begin elsewhere. */
  begins: boolean
}

function differenceOf(best: Int32Array, other: Int32Array, from: number, to: number): Difference {
  const difference: Difference = { places: [], lost: new Set(), won: new Set(), begins: false }
  for (let i = from; i < to; i++) {
    const a = best[i] ?? NOWHERE
    const b = other[i] ?? NOWHERE
    if (a === b) continue
    difference.places.push(i)
    if (a >> FLAG_BITS !== b >> FLAG_BITS) {
      difference.lost.add(a >> FLAG_BITS)
      difference.won.add(b >> FLAG_BITS)
    }
    if ((a | b) & FLAGS) difference.begins = true
  }
  return difference
}

function limitOf({ lost, won, begins }: Difference, columns: readonly Form[]): number {
  const touched = [...new Set([...lost, ...won])]
  // titles and running text alone, not cells of known lists, nor what is outside of the table
  if (touched.length === 0 || touched.some((c) => !columns[c]?.titles && columns[c]?.form !== 'text'))
    return LIMITS.other
  const spanning = touched.filter((c) => columns[c]?.form === 'span')
  if (spanning.length > 0) {
    if (begins || spanning.some((c) => lost.has(c) && won.has(c))) return LIMITS.other
    return spanning.every((c) => lost.has(c)) ? LIMITS.spanShorter : LIMITS.spanLonger
  }
  const titles = touched.filter((c) => columns[c]?.titles)
  if (titles.length === 0) return LIMITS.other
  return titles.every((c) => lost.has(c) && !won.has(c)) ? LIMITS.titleShorter : LIMITS.titleLonger
}

/** The last place before another that stands in a column, if there is one. */
function lastOf(labels: Int32Array, column: number, before: number): number[] {
  const place = labels.subarray(0, before).findLastIndex((label) => label >> FLAG_BITS === column)
  return place < 0 ? [] : [place]
}

/** A label is a column, and flags where a cell begins there. */
const FLAG_BITS = 3
const FLAGS = (1 << FLAG_BITS) - 1
const BEGINS = 4
const LINES = { on: 0, row: 1, group: 2 } as const
/** Label of what is in no cell. */
const OUTSIDE = 1000 << FLAG_BITS
const NOWHERE = -1

/** Labels the places of a step with what it makes of them: the column, and at its beginning whether a cell begins. */
function label(labels: Int32Array, { kind, column, start, end, begins, line }: Step): void {
  const value = kind === 'cell' ? column << FLAG_BITS : OUTSIDE
  labels.fill(value, start, end)
  if (end > start && kind === 'cell' && begins) labels[start] = value | BEGINS | LINES[line]
}
