import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CharacterIndex, PassageRanges } from '../../src/keyword/index.js'
import { foldText, splitPassages } from '../../src/text/index.js'
import { passageRecords } from './records.js'

const records = passageRecords(300)
const index = CharacterIndex.build(records, PassageRanges.build(records))

const han = (text: string) => new Set(Array.from(foldText(text)).filter((c) => /\p{Script=Han}/u.test(c)))
const passages = records.map(({ title, text }) => {
  const ranges = splitPassages(text)
  const parts = ranges.length > 0 ? ranges.map(([a, b]) => text.slice(a, b)) : ['']
  return parts.map((part) => new Set([...han(title), ...han(part)]))
})

/** The same, passage by passage and character by character. */
function naive(query: string): number[] {
  const weights = [...han(query)].map((character) => {
    const df = passages.filter((of) => of.some((set) => set.has(character))).length
    return { character, weight: Math.log(1 + (records.length - df + 0.5) / (df + 0.5)) }
  })
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0)
  return passages.map((of) =>
    whole === 0
      ? 0
      : Math.max(
          ...of.map((set) => weights.reduce((sum, w) => sum + (set.has(w.character) ? w.weight : 0), 0) / whole),
        ),
  )
}

it('gives the share of the characters that the best passage of each record holds', () => {
  const piece = fc
    .tuple(fc.nat(records.length - 1), fc.nat(200), fc.integer({ min: 1, max: 12 }))
    .map(([ordinal, at, length]) => records[ordinal]?.text.slice(at, at + length) ?? '')
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
      const query = pieces.join('')
      const expected = naive(query)
      index.coverage(query).forEach((share, ordinal) => {
        expect(share).toBeCloseTo(expected[ordinal] ?? 0, 10)
      })
    }),
    { numRuns: 60 },
  )
})

it('knows the passages of every record', () => {
  const [first] = records
  if (!first) throw new Error('no records')
  const ranges = PassageRanges.build([...records, { ...first, text: '' }])
  records.forEach(({ text }, ordinal) => {
    expect(ranges.of(ordinal)).toEqual(splitPassages(text))
  })
  expect(ranges.of(records.length)).toEqual([])
})

it('says nothing of a text without Han characters', () => {
  expect(Math.max(...index.coverage('GDP 5G!'))).toBe(0)
  expect(Math.max(...index.coverage(''))).toBe(0)
})

it('reads either script', () => {
  expect(index.coverage('国际')).toEqual(index.coverage('國際'))
})
