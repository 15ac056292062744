import { type Step, cellsOf } from './reading.js'
import type { Stream } from './stream.js'
import { TitleCells } from './title-cells.js'

/** What an earlier reading found in a column of titles: how its cells read, and where they stand. */
export class ColumnText {
  readonly cells: TitleCells
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
    const cells = cellsOf(steps, column)
    for (const places of cells) {
      places.forEach((place, k) => {
        const before = k > 0 && places[k - 1] === place - 1 ? (this.depth[place - 1] ?? NONE) : NONE
        this.depth[place] = before === NONE ? 0 : Math.min(3, before + 1)
      })
      this.begins[places[0] ?? 0] = 1
      this.ends[places.at(-1) ?? 0] = 1
    }
    this.cells = new TitleCells(cells.map((places) => places.map((place) => stream.ids[place] ?? 0)))
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
