import type { Comparison } from '../semantic/index.js'
import type { Mask } from './collection.js'
import { filterMask } from './filters.js'
import { agencyResolver, type EngineParts } from './parts.js'
import { groupNearDuplicates } from './near-duplicates.js'
import { bestPassages } from './passages.js'
import type { Filters, SimilarResponse } from './types.js'
import type { SubjectVectors } from './subject-vectors.js'
import type { Wording } from './wording.js'

/** What tells how alike records are. */
export interface Likeness {
  wording: Wording
  subjects: SubjectVectors
}

export interface SimilarOptions {
  filters?: Filters
  /** 0 ≤ limit ≤ LIMITS.similar */
  limit?: number
}

/** What makes a record's similarity; the shares sum to 1. */
export interface SimilarityShares {
  meaning: number
  alike: number
  held: number
}

/**
 * Shares of the score: meaning, wording alike, and wording held. Long items that take up the subject in one of their
 * points are punished by alikeness, not by what they hold. The optimum is flat; see benchmarks/ranking.js.
 */
export const SHARES: SimilarityShares = { meaning: 0.3, alike: 0.15, held: 0.55 }
/** Least score of a similar record: below it, records merely come from the same government. */
const LEAST = 0.1
/** Wording this alike says nearly the same: folded into one hit with a count. */
const NEAR_DUPLICATE = 0.85

/** How alike every record is to one, by ordinal: the score, the part of it that wording makes, and the meaning compared. */
export function likenessTo(
  ordinal: number,
  { wording, subjects }: Likeness,
  shares = SHARES,
): { scores: Float64Array; worded: Float64Array; meant: Comparison | undefined } {
  const { alike, held } = wording.compare(ordinal)
  const meant = subjects.compare(ordinal)
  const worded = alike.map((cosine, other) => shares.alike * cosine + shares.held * (held[other] ?? 0))
  const scores = worded.map((part, other) => part + shares.meaning * Math.max(0, meant?.scores[other] ?? 0))
  return { scores, worded, meant }
}

/** Records like a record in meaning and wording, best first; those that say nearly the same as a better one under it. */
export function findSimilar(
  ordinal: number,
  { filters = {}, limit = 10 }: SimilarOptions,
  parts: EngineParts,
  likeness: Likeness,
): Pick<SimilarResponse, 'total' | 'hits'> {
  const { collection } = parts
  const allowed: Mask = filterMask(collection, filters, agencyResolver(parts))
  const { scores, worded, meant } = likenessTo(ordinal, likeness)
  const found: number[] = []
  for (let other = 0; other < scores.length; other++)
    if (other !== ordinal && allowed[other] && (scores[other] ?? 0) >= LEAST) found.push(other)
  found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const groups = groupNearDuplicates(found, likeness.wording, NEAR_DUPLICATE)
  return {
    total: groups.length,
    hits: groups.slice(0, limit).map(({ lead, duplicates }) => {
      const record = collection.at(lead)
      const score = scores[lead] ?? 0
      const words = (worded[lead] ?? 0) / score
      return {
        ...record,
        score,
        matched: {
          by: [...(words > 0 ? (['words'] as const) : []), ...(words < 1 ? (['meaning'] as const) : [])],
          words,
          meaning: 1 - words,
          terms: [],
        },
        highlights: {},
        passages: bestPassages(record, {
          ranges: parts.passages().of(lead),
          highlights: [],
          nearness: meant?.passages(lead),
        }),
        duplicates: duplicates.map((o) => collection.at(o).id),
      }
    }),
  }
}
