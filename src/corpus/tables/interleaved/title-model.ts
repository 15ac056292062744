import { type Alphabet, BASE, type CharacterModel, END, EMPTY_HISTORY, lowPart } from '../fluency.js'
import type { TitleCells } from './title-cells.js'

/** Shares of titles and of the column's own cells in how a title reads; the rest is how any text reads. */
const TITLES = 0.35
const OWN = 0.3
/** Share of titles while no cells are known. */
const TITLES_ALONE = 0.5
/** Bounds of the probability of an end. */
const LEAST_END = 1e-3
const MOST_END = 0.95
/**
 * Marks that close a remark, and how often they end the title too. The titles that are shipped hardly have any; in the
 * tables of 107 about 60 of 100 end one.
 */
const CLOSING = ['）', '」']
const END_AFTER_CLOSING = 0.5

/**
 * How a column of titles reads: as any text does, as titles do, and as the cells do that an earlier reading of the same
 * table found there. The shares are fixed: fitted to the found cells they trust them too much, mistakes and all.
 */
export class TitleModel {
  private readonly closing: ReadonlySet<number>

  constructor(
    alphabet: Alphabet,
    private readonly titles: CharacterModel | undefined,
    /** Cells that were found; undefined while none are. */
    private readonly cells: TitleCells | undefined,
  ) {
    this.closing = new Set(CLOSING.map((mark) => alphabet.id(mark)))
  }

  /** Probability of a character that has the probability `p` in any text; `counted`: see `ColumnText`. */
  probability(history: number, id: number, p: number, counted: number): number {
    const title = this.titles?.probability(history, id) ?? p
    const mixed = this.cells
      ? (1 - TITLES - OWN) * p + TITLES * title + OWN * this.cells.model.probability(history, id, counted)
      : (1 - TITLES_ALONE) * p + TITLES_ALONE * title
    return mixed * (1 - this.ends(history, 0))
  }

  /** Probability that the title ends after a history; none is empty. */
  ends(history: number, counted: number): number {
    if (history === EMPTY_HISTORY) return LEAST_END
    const closed = this.closing.has(lowPart(history, BASE))
    const general = closed ? END_AFTER_CLOSING : (this.titles?.probability(history, END) ?? 0.1)
    if (!this.cells) return clamp(general)
    // as the column's cells end after such characters; where they end alike, another end is the rarer
    return clamp(this.cells.model.probability(history, END, counted, general * (1 - this.cells.alike), 1))
  }
}

function clamp(p: number): number {
  return Math.min(MOST_END, Math.max(LEAST_END, p))
}
