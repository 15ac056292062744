import { EMPTY_HISTORY } from '../fluency.js'
import type { Counters } from './numbering.js'

/** How a line of a cell ended. */
export type Ending = 'full' | 'paragraph' | 'cell'

/** What the search knows of a column's present cell between two of its lines. Immutable. */
export interface CellState {
  readonly open: boolean
  /** Last three characters, packed. */
  readonly history: number
  /** Room left on its last line, in half-widths; only where that line is full. */
  readonly deficit: number
  /** Whether the last line ended a paragraph. */
  readonly paragraph: boolean
  /** Class of its next line's width: 0 plain, 1 + level in a numbered point; see `lineClass`. */
  readonly indent: number
  readonly counters: Counters
  /** Parentheses and quotation marks that are open. */
  readonly parentheses: number
  readonly quotes: number
  /** Lines of a spanning cell so far, at most 3; else 0. */
  readonly lines: number
  /** Place in the stream of the last character; states that differ in it alone are taken for the same. */
  readonly last: number
  /** Text so far of a counting column's cell; else empty. */
  readonly figure: string
  /** Two hashes of everything above that the future depends on. */
  readonly hashA: number
  readonly hashB: number
}

export function cellState(
  open: boolean,
  history: number,
  deficit: number,
  paragraph: boolean,
  indent: number,
  counters: Counters,
  parentheses: number,
  quotes: number,
  figure: string,
  lines: number,
  last: number,
): CellState {
  const high = Math.floor(history / 4294967296)
  const low = (history - high * 4294967296) | 0
  const small =
    (deficit + 64) * 2048 +
    parentheses * 256 +
    quotes * 64 +
    (indent * 4 + lines) * 262144 +
    (paragraph ? 2 : 0) +
    (open ? 1 : 0)
  let hashA = Math.imul(low ^ 0x5bd1e995, 0x9e3779b1)
  hashA = Math.imul(hashA ^ (hashA >>> 15) ^ high, 0x2c1b3c6d)
  hashA = Math.imul(hashA ^ (hashA >>> 13) ^ small, 0x85ebca6b)
  hashA = Math.imul(hashA ^ (hashA >>> 16) ^ counters, 0xc2b2ae35)
  for (let i = 0; i < figure.length; i++) hashA = Math.imul(hashA ^ figure.charCodeAt(i), 0x01000193)
  let hashB = Math.imul(hashA ^ low, 0x27d4eb2f)
  hashB = Math.imul(hashB ^ (hashB >>> 15) ^ (small * 31 + high), 0x165667b1)
  hashB ^= hashB >>> 13
  return { open, history, deficit, paragraph, indent, counters, parentheses, quotes, figure, lines, last, hashA, hashB }
}

/** No cell, or one that has ended. */
export const CLOSED = cellState(false, EMPTY_HISTORY, 0, false, 0, 0, 0, 0, '', 0, -2)

/** Width class of a line: paragraphs' first lines and the others, by indent. */
export function lineClass(indent: number, first: boolean): number {
  return indent * 2 + (first ? 0 : 1)
}
export const LINE_CLASSES = 10
