import type { Collection, Mask } from './collection.js'
import type { Sort } from './types.js'

/** The records of a mask in an order. Equal ones stand as in the documents, so that pages never overlap. */
export function order(found: Mask, scores: Float64Array, collection: Collection, sort: Sort): number[] {
  const ordinals: number[] = []
  found.forEach((has, ordinal) => {
    if (has) ordinals.push(ordinal)
  })
  const score = (ordinal: number) => scores[ordinal] ?? 0
  const year = (ordinal: number) => collection.at(ordinal).year
  const byScore = (a: number, b: number) => score(b) - score(a) || a - b
  switch (sort) {
    case 'relevance':
      return ordinals.sort(byScore)
    case 'year-desc':
      return ordinals.sort((a, b) => year(b) - year(a) || byScore(a, b))
    case 'year-asc':
      return ordinals.sort((a, b) => year(a) - year(b) || byScore(a, b))
    case 'agency': {
      const place = new Map(collection.column('agency').values.map((value, i) => [value, i]))
      const rank = (ordinal: number) => place.get(collection.at(ordinal).agency) ?? 0
      return ordinals.sort((a, b) => rank(a) - rank(b) || byScore(a, b))
    }
  }
}
