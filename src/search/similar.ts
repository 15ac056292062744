import type { Mask } from './collection.js'
import { filterMask } from './filters.js'
import { agencyResolver, type EngineParts } from './parts.js'
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

/** Share of meaning in the score; the rest is wording. Equal parts did about best on judged items. */
const MEANING = 0.5
/** Least score of a similar record: below it, records merely come from the same government. */
const LEAST = 0.15
/** Wording this alike says nearly the same: folded into one hit with a count. */
const NEAR_DUPLICATE = 0.85

/** Records like a record in meaning and wording, best first; those that say nearly the same as a better one under it. */
export function findSimilar(
  ordinal: number,
  { filters = {}, limit = 10 }: SimilarOptions,
  parts: EngineParts,
  { wording, subjects }: Likeness,
): Pick<SimilarResponse, 'total' | 'hits'> {
  const { collection, vectors } = parts
  const allowed: Mask = filterMask(collection, filters, agencyResolver(parts))
  const words = wording.similarTo(ordinal)
  const meant = subjects.similarTo(ordinal)
  const vector = vectors.vector(ordinal)
  const near = vector ? vectors.compare(vector) : undefined
  const scored = collection.records
    .map((_, other) => {
      const meaning = MEANING * Math.max(0, meant[other] ?? 0)
      const worded = (1 - MEANING) * (words[other] ?? 0)
      return { other, meaning, worded, score: meaning + worded }
    })
    .filter(({ other, score }) => other !== ordinal && allowed[other] && score >= LEAST)
    .sort((a, b) => b.score - a.score || a.other - b.other)

  const groups: { lead: (typeof scored)[number]; duplicates: number[] }[] = []
  for (const candidate of scored) {
    const twin = groups.find(({ lead }) => wording.nearlySame(lead.other, candidate.other, NEAR_DUPLICATE))
    if (twin) twin.duplicates.push(candidate.other)
    else groups.push({ lead: candidate, duplicates: [] })
  }
  return {
    total: groups.length,
    hits: groups.slice(0, limit).map(({ lead: { other, score, meaning, worded }, duplicates }) => {
      const record = collection.at(other)
      return {
        ...record,
        score,
        matched: {
          by: [...(worded > 0 ? (['words'] as const) : []), ...(meaning > 0 ? (['meaning'] as const) : [])],
          words: worded / score,
          meaning: meaning / score,
          terms: [],
        },
        highlights: {},
        passages: bestPassages(record, {
          highlights: [],
          nearness: near?.passages(other),
        }),
        duplicates: duplicates.map((o) => collection.at(o).id),
      }
    }),
  }
}
