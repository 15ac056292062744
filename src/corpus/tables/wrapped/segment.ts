import { hanNumber } from '../../numerals.js'
import type { TableContext } from '../table.js'
import {
  betweenCells,
  cellText,
  CONTINUED,
  FIRST_POINT,
  insideCell,
  INTERRUPTION,
  NEXT_POINT,
  pieceWidth,
  REMAINDER,
  RESUMED,
  ROW,
  ROW_BELOW_SOFT,
  runningTextEnds,
  UNFINISHED,
  UNNUMBERED,
  type FlowColumn,
  type Layout,
  type Widths,
} from './costs.js'
import { Lattice, type Node } from './lattice.js'
import type { Mark, Stream } from './stream.js'

/** A part `[from, to)` of the stream and what it was read as. */
export interface Segment {
  /**
   * new: cell that begins a row; same: next cell of the row; continued: a cell that goes on at the head of a page;
   * more: running text goes on; span: a spanning cell; rest: text without a place.
   */
  role: 'new' | 'same' | 'continued' | 'more' | 'span' | 'rest'
  column: string
  from: number
  to: number
}

/** A segment of the best reading and how likely it is among all readings, 0 to 1. */
export interface LikelySegment extends Segment {
  likelihood: number
}

/** Where a reading stands: last column filled, number of the row or point, and how the running text stands. */
interface State {
  column: number
  value: number
  /** The row began on an earlier page: its cells may stand there. */
  continued: boolean
  /** A cell of the row ended with a justified line: the rest of it should follow on the next page. */
  owed: boolean
  text: TextState
}

/** closed: not in running text; part: in it, in a line that it shares; whole: the line is its own; rest: left aside. */
type TextState = 'closed' | 'part' | 'whole' | 'rest'
const TEXT_STATES: readonly TextState[] = ['closed', 'part', 'whole', 'rest']
const MOST_VALUES = 100
/** Cells in which so much speaks against going on are not tried. */
const DEAREST_CELL = 20

function keyOf(state: State): number {
  const text = TEXT_STATES.indexOf(state.text) * 4 + Number(state.owed) * 2 + Number(state.continued)
  return (text * MOST_VALUES + Math.min(state.value, MOST_VALUES - 1)) * 16 + state.column
}

function stateOf(key: number): State {
  const rest = Math.floor(key / 16)
  const text = Math.floor(rest / MOST_VALUES)
  return {
    column: key % 16,
    value: rest % MOST_VALUES,
    continued: text % 2 === 1,
    owed: (text & 2) !== 0,
    text: TEXT_STATES[text >> 2] ?? 'closed',
  }
}

/** A reading, and how likely it is: the latter is worked out when it is asked for. */
export interface Reading {
  segments: Segment[]
  weighed(): LikelySegment[]
}

/** Reads a stream into cells: the cheapest way through all readings, given the widths of the columns. */
export function segment(stream: Stream, layout: Layout, context: TableContext, widths: Widths): Reading {
  return new Segmentation(stream, layout, context, widths).read()
}

class Segmentation {
  private readonly lattice: Lattice<Segment>
  private readonly marks: readonly Mark[]
  private readonly texts = new Map<string, number>()
  private readonly endsFound = new Map<string, readonly { end: number; inside: number }[]>()

  constructor(
    private readonly stream: Stream,
    private readonly layout: Layout,
    private readonly context: TableContext,
    private readonly widths: Widths,
  ) {
    this.marks = stream.marks
    this.lattice = new Lattice(this.marks.length)
  }

  read(): Reading {
    const first: State = { column: this.layout.flow.length - 1, value: 0, continued: true, owed: false, text: 'closed' }
    this.lattice.start(keyOf(first))
    for (let place = 0; place + 1 < this.marks.length; place++) {
      for (const node of this.lattice.alive(place)) this.expand(node, place)
    }
    const finish = (node: Node<Segment>): number => {
      const state = stateOf(node.key)
      return this.leave(state, this.stream.text.length) + this.skipped(state, this.layout.flow.length)
    }
    const segments = this.lattice.bestWay(finish)
    const weighed = (): LikelySegment[] => {
      const likely = this.lattice.likelihoods(finish, startOf)
      return segments.map((event) => {
        const key = startOf(event)
        return { ...event, likelihood: key === null ? 1 : Math.min(1, likely.get(key) ?? 0) }
      })
    }
    return { segments, weighed }
  }

  private expand(node: Node<Segment>, place: number): void {
    const mark = this.marks[place]
    if (!mark) return
    const state = stateOf(node.key)
    const { flow } = this.layout
    const running = flow[state.column]?.longest === Infinity
    const leave = this.leave(state, mark.at) + (place === 0 ? 0 : betweenCells(this.stream, mark))
    this.goOn(node, state, place, running)
    this.leaveAside(node, state, place)
    const above = mark.gap === 'line' ? this.stream.lines[mark.line - 1] : undefined
    const belowSoft = above && this.stream.endsTell && this.isSoft(above) ? ROW_BELOW_SOFT : 0
    this.span(node, state, place, leave + belowSoft)
    for (const [index, column] of flow.entries()) {
      if (index > state.column) {
        this.cell(node, { ...state, column: index }, place, 'same', leave + this.skipped(state, index))
      }
      const begun = { column: -1, value: state.value, continued: false, owed: false, text: 'closed' } as const
      const unfinished = state.owed ? UNFINISHED : 0
      const cost = leave + ROW + belowSoft + unfinished + this.skipped(state, flow.length) + this.skipped(begun, index)
      // The numbers of points begin anew in each row; those of rows count on.
      const value = this.layout.kind === 'plan' ? 0 : state.value
      this.cell(node, { ...begun, value, column: index }, place, 'new', cost)
      const goesOn = running && index === state.column && state.text !== 'closed'
      if (mark.gap === 'page' && column.name !== 'no' && !goesOn) {
        const next = { ...state, column: index, continued: true }
        const kind = column.longest === Infinity ? 'running' : state.owed ? 'owed' : 'other'
        this.cell(node, next, place, 'continued', leave + CONTINUED[kind])
      }
    }
  }

  /** Cost of ending the text that is open. */
  private leave(state: State, at: number): number {
    const open = state.text === 'part' || state.text === 'whole'
    return open ? runningTextEnds(this.stream.text, at) : 0
  }

  /** Cost of the columns left out between the last one filled and another. */
  private skipped(state: State, next: number): number {
    if (state.continued) return 0
    return this.layout.flow.slice(state.column + 1, next).reduce((n, column) => n + column.skip, 0)
  }

  private cell(
    node: Node<Segment>,
    next: State,
    place: number,
    role: 'new' | 'same' | 'continued',
    cost: number,
  ): void {
    const column = this.layout.flow[next.column]
    const from = this.marks[place]
    if (!column || !from) return
    if (column.longest === Infinity) {
      const to = this.marks[place + 1]
      if (!to) return
      const event: Segment = { role, column: column.name, from: from.at, to: to.at }
      const marker = this.layout.kind === 'plan' ? this.pointNumber(from.at) : null
      const value = this.layout.kind === 'plan' ? (marker ?? (next.continued ? next.value : 0)) : next.value
      const first = marker === null || next.continued ? 0 : marker === 1 ? FIRST_POINT.one : FIRST_POINT.other
      const text = from.gap === 'line' || from.gap === 'page' ? 'whole' : 'part'
      this.lattice.link(node, place + 1, keyOf({ ...next, value, text }), cost + first + 0.5, event)
      return
    }
    for (const { end, inside } of this.ends(place, column.name, column.longest)) {
      const to = this.marks[end]
      if (!to) continue
      const own = this.textCost(column, from.at, to.at, next.value)
      const text = role === 'continued' ? Math.min(Math.max(own, 0.5), 4) : own
      const value = column.name === 'no' ? this.numberAt(from.at, to.at) : next.value
      const owed = to.gap === 'spaced-end' || (next.owed && role !== 'continued')
      const event: Segment = { role, column: column.name, from: from.at, to: to.at }
      this.lattice.link(node, end, keyOf({ ...next, value, owed, text: 'closed' }), cost + text + inside, event)
    }
  }

  /** Running text takes in what stands up to the next mark. */
  private goOn(node: Node<Segment>, state: State, place: number, running: boolean): void {
    const mark = this.marks[place]
    const to = this.marks[place + 1]
    if (!mark || !to || !running) return
    const broken = mark.gap === 'line' || mark.gap === 'page'
    let cost = insideCell(this.stream, mark, true)
    let { value } = state
    const column = this.layout.flow[state.column]?.name ?? ''
    if (broken && place > 0) {
      const line = this.stream.lines[mark.line - 1]
      const soft = line !== undefined && this.isSoft(line)
      if (line && state.text === 'whole') {
        cost += pieceWidth(line.width, column, soft ? 'soft' : 'paragraph', this.widths)
      }
      const marker = this.layout.kind === 'plan' && !soft ? this.pointNumber(mark.at) : null
      if (marker !== null) {
        cost += marker === value + 1 ? NEXT_POINT.next : marker === 1 ? NEXT_POINT.again : NEXT_POINT.other
        value = marker
      } else if (!soft && value > 0 && !/[（(]/u.test(this.stream.text.charAt(mark.at))) {
        cost += UNNUMBERED
      }
    }
    if (state.text === 'closed' || state.text === 'rest') cost += place === 0 ? 0 : RESUMED
    const text = broken ? 'whole' : state.text === 'whole' ? 'whole' : 'part'
    const event: Segment = { role: 'more', column, from: mark.at, to: to.at }
    this.lattice.link(node, place + 1, keyOf({ ...state, value, text }), cost, event)
  }

  private leaveAside(node: Node<Segment>, state: State, place: number): void {
    const mark = this.marks[place]
    const to = this.marks[place + 1]
    if (!mark || !to) return
    const line = mark.gap === 'line' || mark.gap === 'page' ? REMAINDER.line : 0
    const cost = (state.text === 'rest' ? 0 : REMAINDER.start) + line + REMAINDER.unit * (to.at - mark.at)
    const event: Segment = { role: 'rest', column: '', from: mark.at, to: to.at }
    this.lattice.link(node, place + 1, keyOf({ ...state, text: 'rest' }), cost, event)
  }

  private span(node: Node<Segment>, state: State, place: number, leave: number): void {
    const { spanning, longestSpanning, flow } = this.layout
    const from = this.marks[place]
    if (!from) return
    const between = state.continued || state.column === flow.length - 1 || this.skipped(state, flow.length) <= 2
    for (const { end, inside } of this.ends(place, spanning, longestSpanning)) {
      const to = this.marks[end]
      if (!to) continue
      const text = this.textCost({ name: spanning, skip: 0, longest: 0 }, from.at, to.at, 0)
      const cost = leave + text + inside + (between ? 0.3 : INTERRUPTION)
      const event: Segment = { role: 'span', column: spanning, from: from.at, to: to.at }
      this.lattice.link(node, end, keyOf({ ...state, text: 'closed' }), cost, event)
    }
  }

  /** The marks at which a cell that begins at a mark may end, with the cost of the marks and pieces inside it. */
  private ends(place: number, column: string, longest: number): readonly { end: number; inside: number }[] {
    const key = `${column} ${place}`
    let ends = this.endsFound.get(key)
    if (!ends) {
      ends = this.findEnds(place, column, longest)
      this.endsFound.set(key, ends)
    }
    return ends
  }

  private findEnds(place: number, column: string, longest: number): { end: number; inside: number }[] {
    const ends: { end: number; inside: number }[] = []
    const start = this.marks[place]?.at ?? 0
    let inside = 0
    let pieceStart = start
    for (let end = place + 1; end < this.marks.length; end++) {
      const mark = this.marks[end]
      if (!mark || mark.at - start > longest || inside > DEAREST_CELL) break
      const width = this.stream.widthOf(pieceStart, mark.at)
      ends.push({ end, inside: inside + pieceWidth(width, column, 'cell', this.widths) })
      inside += insideCell(this.stream, mark, false)
      if (mark.gap === 'line' || mark.gap === 'page') {
        const line = this.stream.lines[mark.line - 1]
        const soft = line !== undefined && this.isSoft(line) && !line.spaced
        inside += pieceWidth(width, column, soft ? 'soft' : 'paragraph', this.widths)
        pieceStart = mark.at
      }
    }
    return ends
  }

  private isSoft(line: { ended: boolean; spaced: boolean; end: number }): boolean {
    return softEnd(this.stream, line)
  }

  private textCost(column: FlowColumn, from: number, to: number, value: number): number {
    const key = `${column.name} ${from} ${to} ${column.name === 'no' ? value : ''}`
    let cost = this.texts.get(key)
    if (cost === undefined) {
      cost = cellText(column.name, this.stream.text.slice(from, to), value, this.context)
      this.texts.set(key, cost)
    }
    return cost
  }

  private numberAt(from: number, to: number): number {
    return Number(/\d+/u.exec(this.stream.text.slice(from, to).normalize('NFKC'))?.[0] ?? 0)
  }

  /** Number of a point 一、 that begins here; null for other text. */
  private pointNumber(at: number): number | null {
    const numeral = /^[一二三四五六七八九十]{1,3}(?=、)/u.exec(this.stream.text.slice(at, at + 5))?.[0]
    return numeral === undefined ? null : hanNumber(numeral)
  }
}

/** Whether a line ends in the middle of a paragraph. */
export function softEnd(stream: Stream, line: { ended: boolean; spaced: boolean; end: number }): boolean {
  if (line.spaced) return true
  return stream.endsTell ? !line.ended : !/[。：；]/u.test(stream.text.charAt(line.end - 1))
}

/** What makes two events begin the same cell; running text that goes on begins none. */
function startOf(event: Segment): string | null {
  if (event.role === 'more') return null
  return `${event.role === 'rest' ? 'rest' : event.column} ${event.from}`
}
