import { BASE, END, OwnModel } from '../fluency.js'
import type { Step } from './reading.js'
import type { Stream } from './stream.js'

/** Weight of the order below in a column's model, by order: a column of titles has few characters. */
const PRIOR = [12, 1, 1, 1]

/** What an earlier reading found in a column of titles: how its cells read, and where they stand. */
export class ColumnText {
  readonly model: OwnModel
  /** How alike the ends of the cells are, 0 to 1. */
  readonly alike: number
  /** For each place, how many characters right before it in the stream (at most 3) belong to the same cell. */
  private readonly depth: Uint8Array
  /** Whether a cell begins at each place, and whether one ends there. */
  private readonly begins: Uint8Array
  private readonly ends: Uint8Array

  constructor(stream: Stream, steps: readonly Step[], column: number) {
    const n = stream.ids.length
    this.depth = new Uint8Array(n).fill(NONE)
    this.begins = new Uint8Array(n)
    this.ends = new Uint8Array(n)
    const cells: number[][] = []
    let last = -1
    for (const step of steps) {
      if (step.column !== column || step.kind !== 'cell' || step.end === step.start) continue
      if (step.begins || last < 0) {
        if (last >= 0) this.ends[last] = 1
        this.begins[step.start] = 1
        cells.push([])
      }
      for (let i = step.start; i < step.end; i++) {
        const before = i > step.start || last === i - 1 ? (this.depth[i - 1] ?? NONE) : NONE
        this.depth[i] = i === step.start && step.begins ? 0 : before === NONE ? 0 : Math.min(3, before + 1)
        cells.at(-1)?.push(stream.ids[i] ?? 0)
      }
      last = step.end - 1
    }
    if (last >= 0) this.ends[last] = 1
    this.alike = alikeness(cells)
    this.model = new OwnModel(
      cells.map((ids) => [...ids, END]),
      4,
      PRIOR,
    )
  }

  /** Of how many orders the n-gram that ends at a place is itself counted, where k characters before it are the cell's. */
  counted(place: number, k: number, start: number): number {
    const depth = this.depth[place] ?? NONE
    if (depth === NONE) return 0
    if (start >= 0 && this.begins[start] === 1 && depth >= Math.min(k, 3)) return 4
    return Math.min(k, depth) + 1
  }

  /** The same of an end after a place. */
  countedEnd(place: number): number {
    return this.ends[place] === 1 ? 4 : 0
  }
}

const NONE = 255

/** Cells that must be alike in their ends before others are doubted. */
const ALIKE_PRIOR = 4

/** Share of the cells that end with two characters with which another has ended. */
function alikeness(cells: readonly (readonly number[])[]): number {
  const ends = new Map<number, number>()
  for (const cell of cells) {
    if (cell.length < 2) continue
    const pair = (cell.at(-2) ?? 0) * BASE + (cell.at(-1) ?? 0)
    ends.set(pair, (ends.get(pair) ?? 0) + 1)
  }
  return [...ends.values()].reduce((sum, n) => sum + n - 1, 0) / (cells.length + ALIKE_PRIOR)
}
