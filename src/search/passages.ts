import { LIMITS } from '../limits.js'
import type { PlanRecord, Range } from '../record.js'
import type { Highlights, Passage } from './types.js'

/** What a passage is chosen by. */
export interface PassageSignals {
  /** The passages that there are. */
  ranges: readonly Range[]
  /** Ranges in the record's text that matched words. */
  highlights: readonly Range[]
  /** Cosines of the query with the passages; undefined where the query has no vector. */
  nearness: readonly number[] | undefined
}

/** A further passage is shown by meaning only where it is nearly as near as the best one. */
const NEARLY_AS_NEAR = 0.9
/** What the nearest passage counts beside a passage that holds all the words found. */
const MEANING_SHARE = 0.5

/**
 * The best passages of a record's text, best first: those with most of the words found, nearness in meaning added.
 * Where no word was found the nearest in meaning, marked as a whole.
 */
export function bestPassages(record: PlanRecord, { ranges, highlights, nearness }: PassageSignals): Passage[] {
  const distinct = (marked: readonly Range[]) => new Set(marked.map(([a, b]) => record.text.slice(a, b))).size
  const all = Math.max(1, distinct(highlights))
  const scored = ranges.map(([start, end], i) => {
    const inside = highlights
      .filter(([a, b]) => a < end && start < b)
      .map(([a, b]): Range => [Math.max(a, start), Math.min(b, end)])
    const near = Math.max(0, nearness?.[i] ?? 0)
    return { start, end, inside, near, score: distinct(inside) / all + MEANING_SHARE * near }
  })
  scored.sort((a, b) => b.score - a.score || a.start - b.start)
  const [best] = scored
  if (!best) return []
  const shown = scored.filter(
    (p) =>
      p === best ||
      p.inside.length > 0 ||
      (best.inside.length === 0 && nearness !== undefined && p.near >= best.near * NEARLY_AS_NEAR && p.near > 0),
  )
  return shown
    .slice(0, LIMITS.passages)
    .map(({ start, end, inside }) =>
      inside.length > 0
        ? { start, end, highlights: inside, by: 'words' }
        : { start, end, highlights: [], by: nearness ? 'meaning' : 'words' },
    )
}

/** Highlights of a hit: the words where words matched; otherwise the passage that is nearest in meaning, as a whole. */
export function withMeaning(highlights: Highlights, passages: readonly Passage[]): Highlights {
  const [first] = passages
  if (Object.values(highlights).some((ranges) => ranges.length > 0) || first?.by !== 'meaning') return highlights
  return { ...highlights, text: [[first.start, first.end]] }
}
