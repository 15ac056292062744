/**
 * How the lists of the two sides become one. Both sides' scores are put on one scale, and each side counts as far as
 * it can be trusted for this query: words as far as they cover the query, meaning the more the less they do.
 */

/** What is known of one record for one query. */
export interface Evidence {
  /** BM25, 0 where no word matches. */
  keyword: number
  /** Share of the query's weight that the record's words cover, 0 to 1. */
  coverage: number
  /** Similarity in standard deviations above the mean of all records. */
  deviation: number
  /** Share of the query's understood parts (agency, year, category) that the record is of, 0 to 1. */
  understood: number
}

export interface Fused {
  score: number
  /** The two sides' parts of the score. */
  words: number
  meaning: number
}

export interface FusionWeights {
  /** Weight of BM25, scaled by the best record's. */
  keyword: number
  /** Weight of the coverage itself. */
  coverage: number
  /** Weight of one standard deviation of similarity. */
  meaning: number
  /** Weight of the understood parts. */
  understood: number
}

export const FUSION: FusionWeights = { keyword: 0.6, coverage: 0.4, meaning: 1 / 6, understood: 0.5 }

/**
 * Score of one record: `wk · BM25 / max BM25 · trust + wc · coverage + wm · deviation + wu · understood`,
 * where `trust` is the best coverage that any record reaches: a query that no record covers is one that the words
 * do not understand.
 */
export function fuse(evidence: Evidence, best: { keyword: number; coverage: number }, weights = FUSION): Fused {
  const scaled = best.keyword > 0 ? evidence.keyword / best.keyword : 0
  const words = best.coverage * weights.keyword * scaled + weights.coverage * evidence.coverage
  const meaning = weights.meaning * Math.max(0, evidence.deviation)
  return { score: words + meaning + weights.understood * evidence.understood, words, meaning }
}

/** Scores in standard deviations from their mean. All 0 where they do not differ. */
export function deviations(scores: Float64Array): Float64Array {
  const n = Math.max(1, scores.length)
  const mean = scores.reduce((sum, s) => sum + s, 0) / n
  const deviation = Math.sqrt(scores.reduce((sum, s) => sum + (s - mean) ** 2, 0) / n)
  return scores.map((s) => (deviation > 0 ? (s - mean) / deviation : 0))
}
