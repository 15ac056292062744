import type { Wording } from './wording.js'

/** A record and those after it that say nearly the same. */
export interface Group {
  lead: number
  duplicates: number[]
}

/**
 * Groups records, best first, by near-duplicates: each joins the first group whose lead it says nearly the same as
 * (cosine of wording at least `least`), or leads one of its own.
 *
 * Comparing each with every lead would take most of the time of similar items. A lead is compared only where at least
 * half of its weightiest bigrams stand in the record: where they don't, so much of its weight is missing that the cosine
 * cannot be high.
 */
export function groupNearDuplicates(ordinals: readonly number[], wording: Wording, least: number): Group[] {
  const groups: Group[] = []
  /** Groups by the weightiest bigrams of their leads. */
  const byKey = new Map<string, number[]>()
  for (const ordinal of ordinals) {
    const shared = new Map<number, number>()
    for (const bigram of wording.bigramsOf(ordinal))
      for (const group of byKey.get(bigram) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1)
    const twin = [...shared]
      .sort(([a], [b]) => a - b)
      .flatMap(([index, keys]) => {
        const group = groups[index]
        return group && 2 * keys >= wording.keysOf(group.lead).length ? [group] : []
      })
      .find((group) => wording.between(group.lead, ordinal) >= least)
    if (twin) {
      twin.duplicates.push(ordinal)
      continue
    }
    for (const key of wording.keysOf(ordinal)) byKey.set(key, [...(byKey.get(key) ?? []), groups.length])
    groups.push({ lead: ordinal, duplicates: [] })
  }
  return groups
}
