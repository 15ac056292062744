import { CLOSED, type CellState, type Ending, cellState } from './cell-state.js'
import type { ColumnModel } from './column-model.js'
import { COSTS } from './costs.js'
import { Fragments, LEEWAY, leewayOf, nextParagraphCost } from './fragments.js'
import { AHEAD_MOST, LookAhead } from './look-ahead.js'
import { Node, alternativesOf } from './node.js'
import { numeralValue } from './numerals.js'
import type { OwnText } from './own-text.js'
import { LOST, excessUntil, type LineKind, type Reading, type SearchOptions, type Step } from './reading.js'
import type { Stream } from './stream.js'
import type { Widths } from './widths.js'

/** Rivals kept at a node: more hardly ever differ. */
const RIVALS = 2
/** A reading costlier than its rival by more (nats) is not kept: it is neither chosen in the end nor raises doubt. */
const RIVAL_LIMIT = 5
/** How notes below a table begin. */
const NOTE = /^(?:註|備註|附註|※|說明)/u
/** By how much more a fragment may cost where no other leads on, at first (nats). */
const PATIENCE = 10
/** Characters from which on a fragment can be told to repeat the one beside it. */
const SHORTEST_COPY = 2

/**
 * Finds the cheapest layout of the stream in lines and columns: a beam search from place to place. All readings that
 * have come to a place have explained the same characters, so their costs can be compared; those in the same state
 * (next column, open cells, their last characters) have the same future, so only the cheapest goes on.
 */
export class LayoutSearch {
  private readonly buckets: (Map<number, Node> | undefined)[]
  private readonly best: Float64Array
  private readonly spans: readonly boolean[]
  private readonly lookAhead: LookAhead
  private readonly fragments: Fragments
  /** The furthest place that a reading has come to. */
  private furthest = 0
  /** What fragments may cost beyond the usual at the present place. */
  private patience = 0
  /** The least that a reading at the present place costs. */
  private leastCost = 0

  constructor(
    private readonly stream: Stream,
    private readonly columns: readonly ColumnModel[],
    own: OwnText,
    private readonly widths: Widths,
    private readonly plain: Float64Array,
    private readonly options: SearchOptions,
  ) {
    const n = stream.ids.length
    this.buckets = new Array<Map<number, Node> | undefined>(n + 1)
    this.best = new Float64Array(n + 1).fill(Infinity)
    this.spans = columns.map(({ spec }) => spec.form === 'span' || spec.form === 'ordinal')
    this.lookAhead = new LookAhead(stream, columns, own, plain, this.spans)
    // what no reading at the place can make use of is not worth making; limits only fall
    const worth = (from: number, to: number, leeway: number) =>
      this.limit(from, to, leeway) + (this.lookAhead.spare[to] ?? 0) - this.leastCost
    this.fragments = new Fragments(stream, columns, own, widths, options.widths, worth)
  }

  /** The cheapest reading; undefined where none within the beam explains the whole stream. */
  run(): Reading | undefined {
    this.advance(this.stream.ids.length)
    return this.finish()
  }

  /** What the cheapest reading of the first characters costs beyond what they cost as running text. */
  costUntil(place: number): number {
    this.advance(Math.min(place, this.stream.ids.length))
    return excessUntil(this.excess(), place)
  }

  /** What the cheapest reading up to each place costs beyond running text; Infinity where none came there. */
  private excess(): Float64Array {
    return this.best.map((cost, i) => cost - (this.plain[i] ?? 0))
  }

  private advance(until: number): void {
    const root = new Node(
      0,
      0,
      null,
      0,
      -1,
      'on',
      -1,
      this.columns.map(() => CLOSED),
      CLOSED,
      0,
      0,
      0,
      0,
      0,
      0,
      null,
    )
    this.buckets[0] = new Map([[0, root]])
    this.best[0] = 0
    for (let at = 0; at < until; at++) {
      const bucket = this.buckets[at]
      if (!bucket) continue
      const limit = (this.best[at] ?? 0) + this.options.threshold
      // the best first, since what they lead to bounds the others
      const nodes = [...bucket.values()]
        .filter((node) => node.estimate <= limit)
        .sort((a, b) => a.estimate - b.estimate)
        .slice(0, this.options.beam)
      this.leastCost = nodes.reduce((least, { cost }) => Math.min(least, cost), Infinity)
      this.buckets[at] = undefined
      for (const node of nodes) this.expand(node)
      // where that leads nowhere, the text is like nothing that was seen so far: it may cost more
      for (this.patience = PATIENCE; this.furthest <= at && this.patience < LOST; this.patience *= 2) {
        this.fragments.forget()
        for (const node of nodes) this.expand(node)
      }
      this.patience = 0
    }
  }

  private expand(node: Node): void {
    if (node.next < 0) this.beginLine(node, 0)
    else this.goOn(node, node.next, node.line, node.lineStart, 0)
  }

  private beginLine(node: Node, extra: number): void {
    const { at, cells } = node
    const anyOpen = cells.some((cell) => cell.open)
    const bodyOpen = cells.some((cell, c) => cell.open && !this.spans[c])
    if (anyOpen) this.goOn(node, 0, 'on', at, extra)
    if (!bodyOpen) this.goOn(node, 0, 'row', at, extra + COSTS.row + (node.rows === 0 ? COSTS.orphan : 0))
    if (!anyOpen) this.goOn(node, 0, 'group', at, extra + COSTS.group)
    if (!bodyOpen) this.takeNote(node, extra)
    if (at > 0 && this.stream.pageOf[at] !== this.stream.pageOf[at - 1]) this.crossPage(node, extra, anyOpen)
    else if (at === 0) this.crossPage(node, extra, false)
  }

  /** What may happen at a page's beginning only. */
  private crossPage(node: Node, extra: number, anyOpen: boolean): void {
    const { at } = node
    const end = this.stream.pageEnds[at] ?? this.stream.ids.length
    const text = (this.plain[end] ?? 0) - (this.plain[at] ?? 0)
    const cost = node.cost + extra + text + COSTS.foreignPage + COSTS.foreignCharacter * (end - at)
    this.pass(node, 'foreign', end, cost, false)
    if (!anyOpen) return
    const closed = this.closedAt(node, extra)
    this.goOn(closed, 0, 'row', at, COSTS.row)
    this.goOn(closed, 0, 'group', at, COSTS.group)
  }

  /** The reading with its open cells cut off here. */
  private closedAt(node: Node, extra: number): Node {
    const { at, ordinal, count, rows } = node
    const cost = node.cost + extra + COSTS.truncated
    const cells = node.cells.map(() => CLOSED)
    return new Node(cost, cost, node, at, -1, 'on', at, cells, CLOSED, 0, 0, ordinal, count, rows, 0, 'truncated')
  }

  private takeNote(node: Node, extra: number): void {
    const { at } = node
    const { characters } = this.stream
    const n = characters.length
    const said = NOTE.test((characters[at] ?? '') + (characters[at + 1] ?? ''))
    const text = (this.plain[n] ?? 0) - (this.plain[at] ?? 0)
    const cost = said ? COSTS.note : COSTS.noteUnsaid + COSTS.noteUnsaidCharacter * (n - at)
    this.pass(node, 'note', n, node.cost + extra + text + cost, true)
  }

  /** Fills the line from a column on. */
  private goOn(node: Node, from: number, line: LineKind, lineStart: number, extra: number): void {
    const onPage = node.at === lineStart || this.stream.pageOf[node.at] === this.stream.pageOf[Math.max(0, lineStart)]
    for (let c = from; c < this.columns.length; c++) {
      const cell = node.cells[c]
      if (!cell) return
      if (line === 'on' || (line === 'row' && this.spans[c])) {
        if (!cell.open) continue
        if (onPage) this.fill(node, c, cell, false, line, lineStart, extra)
        return
      }
      if (onPage) this.fill(node, c, CLOSED, true, line, lineStart, extra)
      extra += this.columns[c]?.blank ?? 0
      if (node.cost + extra > (this.best[node.at] ?? 0) + this.options.threshold + AHEAD_MOST + this.patience) return
    }
    if (node.at > lineStart) this.beginLine(node, extra)
  }

  /** Puts a fragment of every possible length in a column. */
  private fill(
    node: Node,
    c: number,
    cell: CellState,
    begins: boolean,
    line: LineKind,
    lineStart: number,
    extra: number,
  ): void {
    const column = this.columns[c]
    if (!column) return
    const { form } = column.spec
    if (form === 'count' || form === 'ordinal') {
      this.fillFigure(node, c, cell, begins, line, lineStart, extra)
      return
    }
    const { at } = node
    const base = node.cost + extra
    if (base + this.lookAhead.of(c, cell, at) > (this.best[at] ?? 0) + this.options.threshold + this.patience) return
    const next = this.nextColumn(node, c, line)
    const { cells } = node
    const firstOpen = cells.findIndex((other, k) => k !== c && other.open)
    const leeway = leewayOf(column, begins)
    const range = this.fragments.of(c, cell, at)
    const { pool } = this.fragments
    const repeated =
      node.column === c - 1 && node.lineStart === lineStart && column.spec.titles ? this.repeatedTo(node) : -1
    for (let i = range.start; i < range.end; i++) {
      const end = pool.ends[i] ?? 0
      const kind = pool.lineClasses[i] ?? 0
      const limit = this.limit(at, end, leeway)
      const mostAhead = limit + (this.lookAhead.spare[end] ?? 0)
      const copied = end === repeated ? (this.repeatedBefore(node, c) ? COSTS.copiedOn : COSTS.copied) : Infinity
      const closeCost = base + Math.min(copied, pool.close[i] ?? 0)
      if (closeCost <= mostAhead) {
        const estimate = closeCost + this.lookAhead.after(cells, firstOpen, c, false, end, line, next)
        if (estimate <= limit)
          this.put(node, c, CLOSED, begins, line, lineStart, end, closeCost, estimate, next, 'cell', kind)
      }
      const fullCost = base + Math.min(copied, pool.full[i] ?? 0)
      const paragraphCost = base + (pool.paragraph[i] ?? 0)
      if (fullCost > mostAhead && paragraphCost > mostAhead) continue
      if (fullCost <= mostAhead) {
        const estimate = fullCost + this.lookAhead.after(cells, firstOpen, c, true, end, line, next)
        if (estimate <= limit)
          this.put(node, c, pool.whenFull(i), begins, line, lineStart, end, fullCost, estimate, next, 'full', kind)
      }
      if (paragraphCost <= mostAhead) {
        const resumed = nextParagraphCost(this.stream, pool.countersOf(i), end - 1, end)
        const estimate = paragraphCost + this.lookAhead.after(cells, firstOpen, c, true, end, line, next, resumed)
        if (estimate <= limit) {
          const state = pool.whenParagraph(i)
          this.put(node, c, state, begins, line, lineStart, end, paragraphCost, estimate, next, 'paragraph', kind)
        }
      }
    }
  }

  /** Whether on the line before the present one columns `c` and `c - 1` said the same. */
  private repeatedBefore(node: Node, c: number): boolean {
    let before: Node | null = node
    while (before?.lineStart === node.lineStart) before = before.previous
    const line = before?.lineStart
    let here: Node | undefined
    let beside: Node | undefined
    for (; before?.lineStart === line && before?.kind === 'cell'; before = before.previous) {
      if (before.column === c) here = before
      else if (before.column === c - 1) beside = before
    }
    return here !== undefined && beside !== undefined && this.textOf(here) === this.textOf(beside)
  }

  private textOf({ previous, at }: Node): string {
    return this.stream.ids.slice(previous?.at ?? at, at).join()
  }

  /** Where the text after a reading's last fragment says the same again, its end; else -1. */
  private repeatedTo({ previous, at }: Node): number {
    const { ids } = this.stream
    const start = previous?.at ?? at
    if (at - start < SHORTEST_COPY) return -1
    for (let i = start; i < at; i++) if (ids[i] !== ids[i + at - start]) return -1
    return 2 * at - start
  }

  /**
   * The highest estimate that is worth keeping at `place`: going by the best there so far, and by the best at `from`
   * and what lies between as running text.
   */
  private limit(from: number, place: number, leeway = LEEWAY): number {
    const expected =
      (this.best[from] ?? 0) + (this.plain[place] ?? 0) - (this.plain[from] ?? 0) + leeway + this.patience
    return Math.min(this.best[place] ?? Infinity, expected) + this.options.threshold
  }

  /** Figures of a counting column: 1, 2, … or 一 … 十 with 一 below it. */
  private fillFigure(
    node: Node,
    c: number,
    cell: CellState,
    begins: boolean,
    line: LineKind,
    lineStart: number,
    extra: number,
  ): void {
    const { stream } = this
    const { cells } = node
    const firstOpen = cells.findIndex((other, k) => k !== c && other.open)
    const ordinal = this.columns[c]?.spec.form === 'ordinal'
    const expected = ordinal ? node.ordinal + 1 : line === 'group' ? 1 : node.count + 1
    const end = Math.min(stream.pageEnds[node.at] ?? node.at, node.at + 2)
    const next = this.nextColumn(node, c, line)
    let figure = cell.figure
    let halves = 0
    for (let i = node.at; i < end; i++) {
      figure += stream.characters[i] ?? ''
      halves += stream.halves[i] ?? 2
      const value = numeralValue(figure)
      const room = this.widths.of(c, 0) - halves
      if (value === undefined || room < -1) return
      const cost = node.cost + extra
      const closeCost = cost + (value === expected ? 0 : COSTS.miscounted)
      const place = i + 1
      const estimate = closeCost + this.lookAhead.after(cells, firstOpen, c, false, place, line, next)
      if (estimate <= this.limit(node.at, place))
        this.put(node, c, CLOSED, begins, line, lineStart, place, closeCost, estimate, next, 'cell', 0, value)
      if (ordinal && value >= 10 && place < stream.ids.length) {
        const open = cellState(true, CLOSED.history, 0, false, 0, 0, 0, 0, figure, 0, i)
        const estimate = cost + this.lookAhead.after(cells, firstOpen, c, true, place, line, next)
        if (estimate <= this.limit(node.at, place))
          this.put(node, c, open, begins, line, lineStart, place, cost, estimate, next, 'full', 0)
      }
    }
  }

  /** The column after `c` that this line may fill; -1 where there is none. */
  private nextColumn(node: Node, c: number, line: LineKind): number {
    if (line !== 'on') return c + 1 < this.columns.length ? c + 1 : -1
    for (let k = c + 1; k < this.columns.length; k++) if (node.cells[k]?.open) return k
    return -1
  }

  /** A reading that takes text out of the table. */
  private pass(node: Node, kind: Step['kind'], end: number, cost: number, closes: boolean): void {
    const cells = closes ? node.cells.map(() => CLOSED) : node.cells
    const [sumA, sumB] = closes ? [0, 0] : [node.sumA, node.sumB]
    const { at, ordinal, count, rows } = node
    const { at: key, hash } = this.keys(sumA, sumB, 0, ordinal, count)
    this.settle(
      new Node(cost, cost, node, end, -1, 'on', at, cells, CLOSED, sumA, sumB, ordinal, count, rows, hash, kind),
      key,
    )
  }

  private put(
    node: Node,
    c: number,
    state: CellState,
    begins: boolean,
    line: LineKind,
    lineStart: number,
    end: number,
    cost: number,
    estimate: number,
    next: number,
    ending: Ending,
    lineType: number,
    figure?: number,
  ): void {
    let { ordinal, count, sumA, sumB } = node
    if (figure !== undefined) {
      if (this.columns[c]?.spec.form === 'ordinal') ordinal = figure
      else count = figure
    }
    const old = node.cells[c]
    if (old?.open) {
      sumA = (sumA - Math.imul(old.hashA, 2 * c + 3)) | 0
      sumB = (sumB - Math.imul(old.hashB, 2 * c + 3)) | 0
    }
    if (state.open) {
      sumA = (sumA + Math.imul(state.hashA, 2 * c + 3)) | 0
      sumB = (sumB + Math.imul(state.hashB, 2 * c + 3)) | 0
    }
    const kind = next < 0 ? 0 : line === 'on' ? 1 : line === 'row' ? 2 : 3
    const { at: key, hash } = this.keys(sumA, sumB, (next + 1) * 4 + kind, ordinal, count)
    const rival = this.lookUp(end, key, hash)
    if (rival && rival.cost <= cost && (cost - rival.cost >= RIVAL_LIMIT || (rival.rivals?.length ?? 0) >= RIVALS))
      return
    const rows = line === 'on' ? node.rows : 1
    this.settle(
      new Node(
        cost,
        estimate,
        node,
        end,
        next,
        line,
        lineStart,
        null,
        state,
        sumA,
        sumB,
        ordinal,
        count,
        rows,
        hash,
        'cell',
        c,
        begins,
        ending,
        lineType,
      ),
      key,
    )
  }

  /** The key in a bucket (31 bits, a small integer) of a state, and a second hash to tell apart those that share it. */
  private keys(
    sumA: number,
    sumB: number,
    where: number,
    ordinal: number,
    count: number,
  ): { at: number; hash: number } {
    const rest = where * 65536 + ordinal * 256 + count
    let a = Math.imul(sumA ^ Math.imul(rest + 1, 0x9e3779b1), 0x2c1b3c6d)
    a ^= a >>> 15
    const hash = Math.imul(sumB ^ Math.imul(rest + 7, 0x85ebca6b), 0x165667b1)
    return { at: a >>> 2, hash }
  }

  private lookUp(place: number, key: number, hash: number): Node | undefined {
    const bucket = this.buckets[place]
    const found = bucket?.get(key)
    return found?.hash === hash ? found : undefined
  }

  private settle(node: Node, key: number): void {
    let bucket = this.buckets[node.at]
    if (!bucket) this.buckets[node.at] = bucket = new Map<number, Node>()
    const rival = bucket.get(key)
    if (rival?.hash === node.hash) {
      if (rival.cost <= node.cost) {
        if (node.cost - rival.cost <= RIVAL_LIMIT && (rival.rivals?.length ?? 0) < RIVALS)
          (rival.rivals ??= []).push(node)
        return
      }
      if (rival.cost - node.cost < RIVAL_LIMIT) node.rivals = [rival]
      // nobody looks at the rivals of a reading that lost, nor at what led to them
      rival.rivals = null
    }
    bucket.set(key, node)
    if (node.kind === 'cell') this.furthest = Math.max(this.furthest, node.at)
    if (node.estimate < (this.best[node.at] ?? Infinity)) this.best[node.at] = node.estimate
  }

  /** What it costs that a row's first line ends with a reading's last fragment. */
  private blanksAfter({ next, line, cells }: Node): number {
    if (next < 0 || line === 'on') return 0
    return this.columns.reduce((sum, { blank }, c) => {
      const goesOn = line === 'row' && this.spans[c] && cells[c]?.open
      return c < next || goesOn ? sum : sum + blank
    }, 0)
  }

  private finish(): Reading | undefined {
    const n = this.stream.ids.length
    let final: Node | undefined
    let finalCost = Infinity
    for (const node of this.buckets[n]?.values() ?? []) {
      const cost = node.cost + this.blanksAfter(node) + (node.cells.some((cell) => cell.open) ? COSTS.unfinished : 0)
      if (cost < finalCost) {
        finalCost = cost
        final = node
      }
    }
    if (!final) return undefined
    const path: Node[] = []
    for (let node: Node | null | undefined = final; node; node = node.previous) path.push(node)
    path.reverse()
    const steps = path.flatMap(({ step }) => (step ? [step] : []))
    return { steps, cost: finalCost, alternatives: alternativesOf(path), excess: this.excess() }
  }
}
