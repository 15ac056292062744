import fc from 'fast-check'
import { expect, it } from 'vitest'
import { groupNearDuplicates, type Group } from '../../src/search/near-duplicates.js'
import { Wording } from '../../src/search/wording.js'
import { passageRecords } from '../keyword/records.js'

const LEAST = 0.85
/** Real passages; every third stands again with a few characters more, as next year's plan has it. */
const records = passageRecords(120).flatMap((record, i) =>
  i % 3 > 0 ? [record] : [record, { ...record, id: `${record.id}-again`, text: record.text + '並賡續檢討' }],
)
const wording = new Wording(records)

/** Each compared with every lead before it. */
function naive(ordinals: readonly number[]): Group[] {
  const groups: Group[] = []
  for (const ordinal of ordinals) {
    const twin = groups.find(({ lead }) => wording.between(lead, ordinal) >= LEAST)
    if (twin) twin.duplicates.push(ordinal)
    else groups.push({ lead: ordinal, duplicates: [] })
  }
  return groups
}

it('groups as comparing each with every lead does', () => {
  const ordinals = Array.from(records.keys())
  let duplicates = 0
  fc.assert(
    fc.property(fc.shuffledSubarray(ordinals, { minLength: 40 }), (some) => {
      const groups = groupNearDuplicates(some, wording, LEAST)
      expect(groups).toEqual(naive(some))
      duplicates += groups.reduce((sum, group) => sum + group.duplicates.length, 0)
    }),
    { numRuns: 30 },
  )
  expect(duplicates).toBeGreaterThan(30)
})
