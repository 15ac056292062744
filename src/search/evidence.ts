import type { Comparison } from '../semantic/index.js'
import type { Mask } from './collection.js'
import type { EngineParts } from './parts.js'
import { coverage, type Wanted } from './wanted.js'

/** What is known of every record for one query, by ordinal. */
export interface Evidence {
  /** BM25, 0 where no word matches. */
  keyword: Float64Array
  /** Share of the query's weight that the record's words cover, 0 to 1. */
  coverage: Float64Array
  /**
   * Share of the query's single characters that the record's best passage holds, in standard deviations above the mean:
   * long queries have common characters of which every record holds many.
   */
  characters: Float64Array
  /** Similarity in standard deviations above the mean of all records; all 0 where meaning takes no part. */
  deviation: Float64Array
  /** Share of the query's understood parts (agency, year, category) that the record is of, 0 to 1. */
  understood: Float64Array
  /** For each record those under the same heading, whatever the query. */
  siblings: readonly (readonly number[])[]
}

/** A part that names an agency or a year weighs in the coverage like a word of middling rarity. */
const UNDERSTOOD_WEIGHT = 2

/** Gathers the evidence of the sides that take part: words, meaning (where the query was compared), or both. */
export function gatherEvidence(
  wanted: Wanted,
  sides: { words: boolean; comparison: Comparison | undefined },
  { collection, keyword, characters }: EngineParts,
): Evidence {
  const { size } = collection
  const none = new Float64Array(size)
  const bm25 = new Float64Array(size)
  if (sides.words) for (const { ordinal, score } of keyword.search(wanted.terms)) bm25[ordinal] = score
  const parts = [...wanted.words, ...wanted.understood.map(({ mask }) => ({ mask, weight: UNDERSTOOD_WEIGHT }))]
  return {
    keyword: bm25,
    coverage: sides.words ? coverage(parts, size) : none,
    characters: sides.words ? deviations(characters().coverage(wanted.characters)) : none,
    deviation: sides.comparison ? deviations(sides.comparison.scores) : none,
    understood: shares(
      wanted.understood.map(({ mask }) => mask),
      size,
    ),
    siblings: collection.siblings,
  }
}

/** Share of the masks that hold each record. */
function shares(masks: readonly Mask[], size: number): Float64Array {
  const share = new Float64Array(size)
  for (const mask of masks) for (let i = 0; i < size; i++) share[i] = (share[i] ?? 0) + (mask[i] ?? 0) / masks.length
  return share
}

/** Scores in standard deviations from their mean. All 0 where they do not differ. */
export function deviations(scores: Float64Array): Float64Array {
  const n = Math.max(1, scores.length)
  let sum = 0
  let squares = 0
  for (const score of scores) sum += score
  const mean = sum / n
  for (const score of scores) squares += (score - mean) ** 2
  const deviation = Math.sqrt(squares / n)
  const result = new Float64Array(scores.length)
  if (deviation > 0) for (let i = 0; i < result.length; i++) result[i] = ((scores[i] ?? 0) - mean) / deviation
  return result
}
