import { type CellState, cellState } from './cell-state.js'
import type { Counters } from './numbering.js'

/**
 * The fragments found at the present place of a search, in columns of numbers: there are hundreds a place, and all are
 * forgotten at the next. Costs in nats, Infinity where a line cannot end so.
 */
export class FragmentPool {
  size = 0
  /** Place after the last character. */
  ends = new Int32Array(START_SIZE)
  /** Cost where the cell ends with the fragment, where the line is full, and where a paragraph ends with it. */
  close = new Float64Array(START_SIZE)
  full = new Float64Array(START_SIZE)
  paragraph = new Float64Array(START_SIZE)
  lineClasses = new Uint8Array(START_SIZE)
  /** What the cell holds after the fragment, should it go on; see `CellState`. */
  private histories = new Float64Array(START_SIZE)
  private rooms = new Int16Array(START_SIZE)
  private counters = new Int32Array(START_SIZE)
  /** Indent, parentheses, quotes, lines: 3, 2, 2 and 2 bits. */
  private small = new Uint16Array(START_SIZE)
  private readonly fullStates: (CellState | undefined)[] = []
  private readonly paragraphStates: (CellState | undefined)[] = []

  clear(): void {
    this.size = 0
  }

  add(
    end: number,
    close: number,
    full: number,
    paragraph: number,
    lineClass: number,
    history: number,
    room: number,
    indent: number,
    counters: Counters,
    parentheses: number,
    quotes: number,
    lines: number,
  ): void {
    const i = this.size++
    if (i === this.ends.length) this.grow()
    this.ends[i] = end
    this.close[i] = close
    this.full[i] = full
    this.paragraph[i] = paragraph
    this.lineClasses[i] = lineClass
    this.histories[i] = history
    this.rooms[i] = room
    this.counters[i] = counters
    this.small[i] = indent | (parentheses << 3) | (quotes << 5) | (lines << 7)
    this.fullStates[i] = undefined
    this.paragraphStates[i] = undefined
  }

  countersOf(i: number): Counters {
    return this.counters[i] ?? 0
  }

  /** The cell after a fragment where the line is full. One object, however many readings share it. */
  whenFull(i: number): CellState {
    return (this.fullStates[i] ??= this.state(i, this.rooms[i] ?? 0, false))
  }

  /** The cell after a fragment where it ends a paragraph. */
  whenParagraph(i: number): CellState {
    return (this.paragraphStates[i] ??= this.state(i, 0, true))
  }

  private state(i: number, deficit: number, paragraph: boolean): CellState {
    const small = this.small[i] ?? 0
    return cellState(
      true,
      this.histories[i] ?? 0,
      deficit,
      paragraph,
      small & 7,
      this.counters[i] ?? 0,
      (small >> 3) & 3,
      (small >> 5) & 3,
      '',
      small >> 7,
      (this.ends[i] ?? 0) - 1,
    )
  }

  private grow(): void {
    this.ends = grown(this.ends, new Int32Array(2 * this.ends.length))
    this.close = grown(this.close, new Float64Array(2 * this.close.length))
    this.full = grown(this.full, new Float64Array(2 * this.full.length))
    this.paragraph = grown(this.paragraph, new Float64Array(2 * this.paragraph.length))
    this.lineClasses = grown(this.lineClasses, new Uint8Array(2 * this.lineClasses.length))
    this.histories = grown(this.histories, new Float64Array(2 * this.histories.length))
    this.rooms = grown(this.rooms, new Int16Array(2 * this.rooms.length))
    this.counters = grown(this.counters, new Int32Array(2 * this.counters.length))
    this.small = grown(this.small, new Uint16Array(2 * this.small.length))
  }
}

const START_SIZE = 1024

function grown<T extends { set(from: ArrayLike<number>): void } & ArrayLike<number>>(from: T, to: T): T {
  to.set(from)
  return to
}
