import { CLOSED, type CellState } from './cell-state.js'
import type { ColumnModel } from './column-model.js'
import { COSTS } from './costs.js'
import { nextParagraphCost } from './fragments.js'
import { numeralValue } from './numerals.js'
import type { OwnText } from './own-text.js'
import type { LineKind } from './reading.js'
import type { Stream } from './stream.js'

/** Bound of what the next characters may add to or take from an estimate. */
export const AHEAD_MOST = 10
/** Answers about open cells that are kept; a power of two. */
const MEMO = 1 << 12
/** Costs kept for each column at each place: of a cell that begins, and of one there or, with blanks, further on. */
const BEGINNINGS = 2

/**
 * What the next two characters will cost more or less than as running text, in the cells that may take them: a cut in a
 * wrong place shows at once, in whatever cell must go on there. The second is taken as if only the first stood before
 * it: that is known for all cells of a column, and as good an estimate as any.
 */
export class LookAhead {
  /** The most that the characters at a place can spare as the beginning of another cell's line. */
  readonly spare: Float64Array
  /** Whether the character at a place is a numeral. */
  private readonly figures: Uint8Array
  /** See `BEGINNINGS`; NaN where nobody has asked. */
  private readonly beginnings: Float64Array
  /** By column: what it costs to leave it and all columns after it blank. */
  private readonly blanks: Float64Array
  /** Columns up to the last one that spans. */
  private readonly spanning: number
  /** The last answers about open cells, by a hash of the cell and the place. */
  private readonly memoCells: (CellState | undefined)[]
  private readonly memoKeys: Int32Array
  private readonly memoCosts: Float64Array

  constructor(
    private readonly stream: Stream,
    private readonly columns: readonly ColumnModel[],
    private readonly own: OwnText,
    private readonly plain: Float64Array,
    private readonly spans: readonly boolean[],
  ) {
    const n = stream.ids.length
    this.figures = Uint8Array.from(stream.characters, (c) => (numeralValue(c) === undefined ? 0 : 1))
    this.spare = Float64Array.from({ length: n + 1 }, (_, i) =>
      Math.min(AHEAD_MOST, (plain[Math.min(n, i + 2)] ?? 0) - (plain[i] ?? 0)),
    )
    this.beginnings = new Float64Array((n + 1) * BEGINNINGS * columns.length).fill(NaN)
    this.blanks = new Float64Array(columns.length + 1)
    for (let c = columns.length - 1; c >= 0; c--) this.blanks[c] = (this.blanks[c + 1] ?? 0) + (columns[c]?.blank ?? 0)
    this.spanning = spans.lastIndexOf(true) + 1
    this.memoCells = new Array<CellState | undefined>(MEMO).fill(undefined)
    this.memoKeys = new Int32Array(MEMO).fill(-1)
    this.memoCosts = new Float64Array(MEMO)
  }

  /** What the text at `place` costs at least where column `c` has come to it, the others being as in `cells`. */
  after(
    cells: readonly CellState[],
    /** First open cell of another column than `c`; -1 where there is none. */
    firstOpen: number,
    c: number,
    open: boolean,
    place: number,
    line: LineKind,
    next: number,
    /** What it costs more or less to begin where the cell of `c` goes on right here. */
    resumed = 0,
  ): number {
    const { stream } = this
    if (place >= stream.ids.length) return 0
    let blanks = 0
    let least = AHEAD_MOST
    if (next >= 0 && stream.pageOf[place] === stream.pageOf[place - 1]) {
      // on such a line the next column is another one than `c`
      if (line === 'on') return this.of(next, cells[next] ?? CLOSED, place)
      let from = next
      if (line === 'row') {
        for (; from < this.spanning; from++) {
          const cell = cells[from]
          if (this.spans[from]) {
            if (cell?.open) return Math.min(least, blanks + this.of(from, cell, place))
            continue
          }
          least = Math.min(least, blanks + this.ofBeginning(from, place))
          blanks += this.columns[from]?.blank ?? 0
        }
      }
      least = Math.min(least, blanks + this.ofBeginnings(from, place))
      blanks += this.blanks[from] ?? 0
    }
    if (blanks >= least) return least
    let rest: number
    if (open && (firstOpen < 0 || c < firstOpen)) rest = this.here(c, place) + resumed
    else if (firstOpen >= 0) rest = this.of(firstOpen, cells[firstOpen] ?? CLOSED, place)
    else rest = this.ofRow(place)
    return Math.min(least, blanks + rest)
  }

  /** `of` of a cell that begins at the place. */
  private ofBeginning(c: number, place: number): number {
    return this.beginnings[this.beginningsAt(place) + c * BEGINNINGS] ?? 0
  }

  /** The least that it costs to begin a cell of column `c` or, leaving blanks, of one after it. */
  private ofBeginnings(c: number, place: number): number {
    if (c >= this.columns.length) return AHEAD_MOST
    return this.beginnings[this.beginningsAt(place) + c * BEGINNINGS + 1] ?? 0
  }

  /** The least that it costs to begin a row: a cell of a spanning column, or of the first other one. */
  private ofRow(place: number): number {
    const at = this.beginningsAt(place)
    let least = AHEAD_MOST
    for (let c = 0; c < this.columns.length; c++) {
      least = Math.min(least, this.beginnings[at + c * BEGINNINGS] ?? 0)
      if (!this.spans[c]) break
    }
    return least
  }

  /** Where the costs of beginning at a place stand, found when they are first asked for. */
  private beginningsAt(place: number): number {
    const { beginnings, columns } = this
    const at = place * BEGINNINGS * columns.length
    if (!Number.isNaN(beginnings[at] ?? 0)) return at
    let least = Infinity
    for (let c = columns.length - 1; c >= 0; c--) {
      const cost = this.find(c, CLOSED, place)
      least = Math.min(cost, (columns[c]?.blank ?? 0) + least)
      beginnings[at + c * BEGINNINGS] = cost
      beginnings[at + c * BEGINNINGS + 1] = least
    }
    return at
  }

  /** `of` of the open cell whose last character is right before the place. */
  private here(c: number, place: number): number {
    const form = this.columns[c]?.spec.form
    return (form === 'count' || form === 'ordinal') && !this.figures[place] ? AHEAD_MOST : 0
  }

  /** What it costs to go on with a cell at a place, or to begin one where it is closed. */
  of(c: number, cell: CellState, place: number): number {
    if (!cell.open) return this.ofBeginning(c, place)
    if (cell.last === place - 1) return this.here(c, place)
    const slot = (Math.imul(place, 0x9e3779b1) ^ cell.hashA ^ (cell.hashA >>> 15)) & (MEMO - 1)
    const key = place * this.columns.length + c
    if (this.memoCells[slot] === cell && this.memoKeys[slot] === key) return this.memoCosts[slot] ?? 0
    const cost = this.find(c, cell, place)
    this.memoCells[slot] = cell
    this.memoKeys[slot] = key
    this.memoCosts[slot] = cost
    return cost
  }

  /** What the next two characters add or spare in a cell that goes on, or that begins where it is closed. */
  private find(c: number, cell: CellState, place: number): number {
    const { stream } = this
    const column = this.columns[c]
    if (!column) return 0
    const { form } = column.spec
    if (form === 'count' || form === 'ordinal') {
      return this.figures[place] ? 0 : AHEAD_MOST
    }
    const first = stream.ids[place] ?? 0
    const joined = cell.open && this.own.after[place] === cell.last
    let cost = cell.open ? column.goesOn(cell.history, place, first, 0, joined) : column.openingCost(place, 0)
    let known = 1
    if ((stream.pageEnds[place] ?? 0) > place + 1) {
      cost += column.openingCost(place, 1)
      known = 2
    }
    cost -= (this.plain[place + known] ?? 0) - (this.plain[place] ?? 0)
    const mark = stream.marks[place]
    if (form === 'text' && !cell.open && mark) cost += mark.value === 1 ? 0 : COSTS.outOfSequence
    else if (form === 'text' && cell.paragraph) {
      cost += nextParagraphCost(stream, cell.counters, cell.last, place)
    }
    return Math.max(-2 * AHEAD_MOST, Math.min(AHEAD_MOST, cost))
  }
}
