import type { Evidence } from './evidence.js'

/*
 * How the lists of the two sides become one. Both sides' scores are put on one scale, and words count as far as they
 * can be trusted for this query: as far as the best record covers it.
 */

export interface FusionWeights {
  /** Weight of BM25, scaled by the best record's. */
  keyword: number
  /** Weight of the coverage itself. */
  coverage: number
  /** Weight of one standard deviation of shared characters. */
  characters: number
  /** Weight of one standard deviation of similarity. */
  meaning: number
  /** Weight of the understood parts. */
  understood: number
  /** Share that a record gets of the score of its best sibling. */
  siblings: number
}

/**
 * In the middle of the flat optimum on judged queries and on known items made from the records: see
 * benchmarks/ranking.js, which cross-validates them. Trust squared on BM25 is what everyday questions gain by.
 */
export const FUSION: FusionWeights = {
  keyword: 0.3,
  coverage: 0.8,
  characters: 0.045,
  meaning: 1 / 6,
  understood: 0.5,
  siblings: 0.04,
}

/** The scores of one query's records, by ordinal; score = words + meaning + the understood parts + what siblings give. */
export interface Fused {
  scores: Float64Array
  words: Float64Array
  meaning: Float64Array
}

/**
 * `wk · trust² · BM25 / max BM25 + wc · trust · coverage + wz · max(0, characters) + wm · max(0, deviation) +
 * wu · understood`, where `trust` is the best coverage that any record reaches: a query that no record covers is one that
 * the words do not understand. To that comes a small part of the best sibling's: documents put under one heading what
 * belongs to one subject, also where an item does not say it again.
 */
export function fuse(
  { keyword, coverage, characters, deviation, understood, siblings }: Evidence,
  weights = FUSION,
): Fused {
  const best = greatest(keyword)
  const trust = greatest(coverage)
  const scale = best > 0 ? (weights.keyword * trust ** 2) / best : 0
  const words = new Float64Array(keyword.length)
  const meaning = new Float64Array(keyword.length)
  const own = new Float64Array(keyword.length)
  for (let i = 0; i < own.length; i++) {
    const word =
      scale * (keyword[i] ?? 0) +
      weights.coverage * trust * (coverage[i] ?? 0) +
      weights.characters * Math.max(0, characters[i] ?? 0)
    const meant = weights.meaning * Math.max(0, deviation[i] ?? 0)
    words[i] = word
    meaning[i] = meant
    own[i] = word + meant + weights.understood * (understood[i] ?? 0)
  }
  const scores = own.map((score, i) => {
    let best = 0
    for (const sibling of siblings[i] ?? []) best = Math.max(best, own[sibling] ?? 0)
    return score + weights.siblings * best
  })
  return { scores, words, meaning }
}

/** The greatest of the values and 0. */
export function greatest(values: Float64Array): number {
  let max = 0
  for (const value of values) if (value > max) max = value
  return max
}
