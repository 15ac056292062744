import type { Ending } from './cell-state.js'

/** How a line begins: goes on · a row under the same spanning cell · a row with a new spanning cell. */
export type LineKind = 'on' | 'row' | 'group'

/** One step of a reading: a fragment put in a column, or text taken out of the table. */
export interface Step {
  kind: 'cell' | 'foreign' | 'note' | 'truncated'
  /** Index of the column; -1 where the step is no cell's. */
  column: number
  start: number
  end: number
  line: LineKind
  /** Place where the line begins. */
  lineStart: number
  /** Whether the fragment begins its cell. */
  begins: boolean
  ending: Ending
  /** Width class of the fragment's line. */
  lineClass: number
}

export interface SearchOptions {
  /** Readings kept at a place, at most. */
  beam: number
  /** Readings costlier than the best at the same place by more are dropped (nats). */
  threshold: number
  /** Whether the widths are fitted to a reading, or the usual ones, so that lines of text may be indented. */
  widths: 'fitted' | 'usual'
}

/** What another reading makes of a stretch of the stream, after which both go on alike. */
export interface Alternative {
  /** The steps of the reading that it replaces, half-open, and those that it has instead. */
  from: number
  to: number
  steps: readonly Step[]
  /** By how much it is costlier (nats). */
  dearer: number
}

export interface Reading {
  steps: Step[]
  cost: number
  /** Other readings that came near. */
  alternatives: Alternative[]
  /** What the cheapest reading up to each place costs (nats) beyond running text. */
  excess: Float64Array
}

/** The cells of a column in a reading: the places of their characters, in the order of the reading. */
export function cellsOf(steps: readonly Step[], column: number): number[][] {
  const cells: number[][] = []
  for (const { kind, column: c, start, end, begins } of steps) {
    if (c !== column || kind !== 'cell' || end === start) continue
    if (begins || cells.length === 0) cells.push([])
    for (let i = start; i < end; i++) cells.at(-1)?.push(i)
  }
  return cells
}

/** Cost of no reading at all. */
export const LOST = 1e6
/** Places before an end among which the cheapest is looked for, about a line. */
const WINDOW = 30

/** The excess of a reading of about so many characters. */
export function excessUntil(excess: Float64Array, place: number): number {
  const end = Math.min(place, excess.length - 1)
  const least = excess.subarray(Math.max(1, end - WINDOW), end + 1).reduce((a, b) => Math.min(a, b), Infinity)
  if (least < Infinity) return least
  // where every reading was lost on the way, the later the better
  return LOST + end - excess.subarray(0, end + 1).findLastIndex((cost) => cost < Infinity)
}
