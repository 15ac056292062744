import { BASE, END, OwnModel } from '../fluency.js'

/** Weight of the order below in a column's model, by order: a column of titles has few characters. */
const PRIOR = [12, 1, 1, 1]

/** Cells that must be alike in their ends before others are doubted. */
const ALIKE_PRIOR = 4

/** How the cells of a column of titles read, and how they end. */
export class TitleCells {
  readonly model = new OwnModel([], PRIOR.length, PRIOR)
  /** How many cells there are, how many end with each pair of characters, and how many end as another does. */
  private cells = 0
  private readonly ends = new Map<number, number>()
  private repeated = 0

  /** `cells`: ids of the characters of each. */
  constructor(cells: Iterable<readonly number[]>) {
    for (const ids of cells) this.count(ids)
  }

  /** Counts a cell once more, or once less where `by` is -1. */
  count(ids: readonly number[], by: 1 | -1 = 1): void {
    this.model.count([...ids, END], by)
    this.cells += by
    if (ids.length < 2) return
    const pair = (ids.at(-2) ?? 0) * BASE + (ids.at(-1) ?? 0)
    const before = this.ends.get(pair) ?? 0
    this.ends.set(pair, before + by)
    this.repeated += Math.max(0, before + by - 1) - Math.max(0, before - 1)
  }

  /** Share of the cells that end with two characters with which another has ended, 0 to 1. */
  get alike(): number {
    return this.repeated / (this.cells + ALIKE_PRIOR)
  }
}
