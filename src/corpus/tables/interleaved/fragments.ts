import { pushHistory } from '../fluency.js'
import { USUAL_PIECE, breakCost, likelyRoom, looseBreakCost, overfullCost } from './breaking.js'
import { CLOSED, type CellState, lineClass } from './cell-state.js'
import { type ColumnModel, OPENING } from './column-model.js'
import { COSTS } from './costs.js'
import { FragmentPool } from './fragment-pool.js'
import { type Counters, advance, counterOf } from './numbering.js'
import type { OwnText } from './own-text.js'
import { CHARACTER, type Stream } from './stream.js'
import type { SearchOptions } from './reading.js'
import type { Widths } from './widths.js'

const BRACKETS = CHARACTER.parenthesisOpens | CHARACTER.parenthesisCloses | CHARACTER.quoteOpens | CHARACTER.quoteCloses
/** Half-widths by which a line may be longer than its column. */
const LONGEST_OVER = 5

/** Characters of a line's end that may be the beginning of what ends on the next. */
const HEADING = 8
/** Wider than any line. */
const ANY_WIDTH = 255
/** Characters among which the next line of a cell begins. */
const TWO_LINES = 90

/** What a reading may cost more than running text over one fragment, and over one that begins a title. */
export const LEEWAY = 2
const TITLE_LEEWAY = 14

/** By how much more it can cost before it is given up, however it goes on. */
const HOPELESS = 15

/** How much more than running text a fragment of the column may cost. */
export function leewayOf({ spec }: ColumnModel, begins: boolean): number {
  return begins && (spec.titles || spec.other > 0) ? TITLE_LEEWAY : LEEWAY
}

/** Half-open range of fragments in the pool. */
interface FragmentRange {
  start: number
  end: number
}

const NO_FRAGMENTS: FragmentRange = { start: 0, end: 0 }

/**
 * The fragments that a column may take from a place on. They depend on the column, the place and the cell that goes
 * on, and on nothing else of a reading, so all readings at a place share them.
 */
export class Fragments {
  private at = -1
  readonly pool = new FragmentPool()
  private readonly found: readonly Map<CellState, FragmentRange>[]
  /**
   * Widest piece of the text ahead of each place. A line with room for it was broken too early, whatever comes next, so
   * it need not be remembered how much room it had.
   */
  private readonly widestAhead: Uint8Array
  /** The same for titles, in which a remark in parentheses may begin a line however much room there was. */
  private readonly widestInTitles: Uint8Array

  constructor(
    private readonly stream: Stream,
    private readonly columns: readonly ColumnModel[],
    private readonly own: OwnText,
    private readonly widths: Widths,
    private readonly known: SearchOptions['widths'],
    /** The most that a fragment between two places may cost. */
    private readonly worth: (from: number, to: number, leeway: number) => number,
  ) {
    this.found = columns.map(() => new Map<CellState, FragmentRange>())
    this.widestAhead = widestWithin(stream.unbreakable, TWO_LINES)
    const remarks = stream.unbreakable.map((width, i) =>
      (stream.flags[i] ?? 0) & CHARACTER.parenthesisOpens ? ANY_WIDTH : width,
    )
    this.widestInTitles = widestWithin(remarks, TWO_LINES)
  }

  /**
   * Every fragment of a column of words that begins at `at`, the shorter before the longer, as a range of the pool: the
   * next line of an open cell, or the first of a new one where `cell` is CLOSED.
   */
  of(c: number, cell: CellState, at: number): FragmentRange {
    if (at !== this.at) {
      for (const map of this.found) map.clear()
      this.pool.clear()
      this.at = at
    }
    const map = this.found[c]
    const column = this.columns[c]
    if (!map || !column) return NO_FRAGMENTS
    let range = map.get(cell)
    if (!range) {
      const start = this.pool.size
      this.find(c, column, cell, at)
      map.set(cell, (range = { start, end: this.pool.size }))
    }
    return range
  }

  /** Forgets what was found at the present place. */
  forget(): void {
    this.at = -1
  }

  /** Whether a sentence has ended on a line, which ends at `last`, not long before. */
  private stopsBefore(last: number): boolean {
    const { flags } = this.stream
    for (let i = last; i > last - HEADING && i >= 0; i--) if ((flags[i] ?? 0) & CHARACTER.stop) return true
    return false
  }

  private find(c: number, column: ColumnModel, cell: CellState, at: number): void {
    const { stream } = this
    const { form } = column.spec
    const begins = cell === CLOSED
    const text = form === 'text'
    const spans = form === 'span'
    const breaking = this.known === 'usual' && text ? looseBreakCost : breakCost
    let cost = 0
    let { counters, parentheses, quotes, indent, history } = cell
    let first = begins
    const mark = stream.marks[at]
    if (begins) {
      if (text && mark) {
        cost += mark.value === 1 ? 0 : COSTS.outOfSequence
        counters = advance(0, mark)
        indent = mark.level + 1
      } else indent = 0
    } else if (text && cell.paragraph) {
      first = true
      cost += nextParagraphCost(stream, counters, cell.last, at)
      if (mark) counters = advance(counters, mark)
      indent = mark ? mark.level + 1 : 0
    } else {
      // the usual cost was paid when the line was broken, before it was known what follows
      const apart = !text && (stream.flags[at] ?? 0) & CHARACTER.parenthesisOpens
      const broken = breaking(cell.deficit, stream.unbreakable[at] ?? 2)
      cost += (apart ? Math.min(broken, COSTS.remarkApart) : broken) - breaking(cell.deficit, USUAL_PIECE)
      if ((stream.flags[at] ?? 0) & CHARACTER.closing) cost += COSTS.beginsClosing
      if (text && mark && sequenceCost(counters, mark.level, mark.value) === 0) cost += COSTS.numberInside
    }
    if (!text && mark && mark.level < 2) cost += COSTS.titleNumber
    if (begins && column.spec.titles && (stream.flags[at] ?? 0) & CHARACTER.parenthesisOpens) cost += COSTS.titleRemark
    const lines = spans ? Math.min(3, cell.lines + 1) : 0
    if (lines > 1 && column.spec.known.length === 0) cost += lines > 2 ? column.lines.third : column.lines.second
    const lineType = text ? lineClass(indent, first) : 0
    const width = this.widths.of(c, lineType)
    const pageEnd = stream.pageEnds[at] ?? at
    const n = stream.ids.length
    const { flags, ids, halves, histories } = stream
    const { running } = column
    const joined = cell.last === at - 1 && !begins
    // a join that was counted among the table's own text must not speak for itself
    const counted = !begins && this.own.after[at] === cell.last
    const leeway = leewayOf(column, begins)
    let taken = 0
    let latin = 0
    let stopped = !begins && this.stopsBefore(cell.last)
    for (let i = at; i < pageEnd; i++) {
      const id = ids[i] ?? 0
      taken += halves[i] ?? 2
      if (taken > width + LONGEST_OVER) break
      const k = i - at
      if (k >= OPENING || joined) cost += (running[i + 1] ?? 0) - (running[i] ?? 0)
      else if (begins) cost += column.openingCost(at, k)
      else cost += column.goesOn(history, i, id, k, counted)
      const whole = k >= OPENING - 1
      history = whole ? (histories[i] ?? 0) : pushHistory(history, id)
      const kind = flags[i] ?? 0
      if (kind & CHARACTER.latin) latin++
      if (kind & BRACKETS) {
        if (kind & CHARACTER.parenthesisOpens) parentheses = Math.min(parentheses + 1, 3)
        else if (kind & CHARACTER.quoteOpens) quotes = Math.min(quotes + 1, 3)
        else if (kind & CHARACTER.parenthesisCloses) {
          if (parentheses > 0) parentheses--
          else cost += COSTS.unbalanced
        } else if (quotes > 0) quotes--
        else cost += COSTS.unbalanced
      }
      if (kind & CHARACTER.stop) {
        stopped = true
        if (!text) cost += COSTS.titleStop
      }
      if (text && i > at) {
        const inner = stream.marks[i]
        if (inner) {
          if ((flags[i - 1] ?? 0) & CHARACTER.beforePoint) {
            cost += COSTS.numberInside + sequenceCost(counters, inner.level, inner.value)
            counters = advance(counters, inner)
            indent = inner.level + 1
          } else if (inner.level === 0) cost += COSTS.numberAmidWords
        }
      }
      const place = i + 1
      const room = likelyRoom(width - taken, latin)
      const sofar =
        cost +
        overfullCost(room, (kind & CHARACTER.closing) !== 0) +
        ((flags[place] ?? 0) & CHARACTER.insideWord ? COSTS.wordCut : 0)
      const worth = this.worth(at, place, leeway)
      if (sofar > worth + HOPELESS) break
      if (sofar > worth) continue
      const short = begins && column.spec.titles && k < 3 ? COSTS.titleShort : 0
      const end = whole ? column.runningEndCost(i) : column.endCost(history, i)
      const cut = stopped && column.spec.sentences && !(kind & CHARACTER.closing) ? COSTS.sentenceCut : 0
      const close = sofar + short + end + cut + (parentheses + quotes > 0 ? COSTS.unbalanced : 0)
      const goesOn = place < n
      const full = goesOn ? sofar + breaking(room, USUAL_PIECE) : Infinity
      const paragraph = text && goesOn ? sofar + paragraphCost(kind) : Infinity
      if (close > worth && full > worth && paragraph > worth) continue
      const { pool } = this
      const widest = (text ? this.widestAhead : this.widestInTitles)[place] ?? 0
      const deficit = room > 0 && room < widest ? room : 0
      pool.add(place, close, full, paragraph, lineType, history, deficit, indent, counters, parentheses, quotes, lines)
    }
  }
}

/** Whether a paragraph may well end with such a character: a closing mark other than a comma. */
function endsSentence(flags: number): boolean {
  return (flags & CHARACTER.closing) !== 0 && ((flags & CHARACTER.comma) === 0 || (flags & CHARACTER.beforePoint) !== 0)
}

/** Cost of a paragraph's end after such a character. */
function paragraphCost(flags: number): number {
  if (endsSentence(flags)) return COSTS.paragraph
  return flags & CHARACTER.comma ? COSTS.paragraphComma : COSTS.paragraphInside
}

/** Cost of a paragraph without a number, by the last character of the one before it and by its own first. */
function unnumberedCost(last: number, first: number): number {
  if (first & CHARACTER.beginsNote) return 0
  return endsSentence(last) ? COSTS.unnumbered : COSTS.unnumberedInside
}

/** Cost of a paragraph that begins at `at`, where the one before it ended at `last` with such points counted. */
export function nextParagraphCost({ marks, flags }: Stream, counters: Counters, last: number, at: number): number {
  const mark = marks[at]
  if (mark) return sequenceCost(counters, mark.level, mark.value)
  return unnumberedCost(flags[last] ?? 0, flags[at] ?? 0)
}

/** Cost of a mark of numbering after those counted so far. */
function sequenceCost(counters: number, level: number, value: number): number {
  const last = counterOf(counters, level)
  if (value === last + 1) return 0
  return value === 1 && level > 0 ? COSTS.restart : COSTS.outOfSequence
}

/** By place, the greatest of the next `reach` numbers. */
function widestWithin(numbers: Uint8Array, reach: number): Uint8Array {
  const widest = new Uint8Array(numbers.length + 1)
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0
    for (let k = i; k > i - reach && k >= 0 && (widest[k] ?? 0) < number; k--) widest[k] = number
  }
  return widest
}
