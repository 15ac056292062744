import { type CharacterModel, END, EMPTY_HISTORY } from '../fluency.js'
import type { ColumnText } from './column-text.js'

/** Shares of titles and of the column's own cells in how a title reads; the rest is how any text reads. */
const TITLES = 0.35
const OWN = 0.3
/** Share of titles while no cells are known. */
const TITLES_ALONE = 0.5
/** Bounds of the probability of an end. */
const LEAST_END = 1e-3
const MOST_END = 0.95

/**
 * How a column of titles reads: as any text does, as titles do, and as the cells do that an earlier reading of the same
 * table found there. The shares are fixed: fitted to the found cells they trust them too much, mistakes and all.
 */
export class TitleModel {
  constructor(
    private readonly titles: CharacterModel | undefined,
    readonly text: ColumnText | undefined,
  ) {}

  /** Probability of a character that has the probability `p` in any text; `counted`: see `ColumnText`. */
  probability(history: number, id: number, p: number, counted: number): number {
    const title = this.titles?.probability(history, id) ?? p
    const mixed = this.text
      ? (1 - TITLES - OWN) * p + TITLES * title + OWN * this.text.model.probability(history, id, counted)
      : (1 - TITLES_ALONE) * p + TITLES_ALONE * title
    return mixed * (1 - this.ends(history, 0))
  }

  /** Probability that the title ends after a history; none is empty. */
  ends(history: number, counted: number): number {
    if (history === EMPTY_HISTORY) return LEAST_END
    const general = this.titles?.probability(history, END) ?? 0.1
    if (!this.text) return clamp(general)
    // as the column's cells end after such characters; where they end alike, another end is the rarer
    return clamp(this.text.model.probability(history, END, counted, general * (1 - this.text.alike), 1))
  }
}

function clamp(p: number): number {
  return Math.min(MOST_END, Math.max(LEAST_END, p))
}
