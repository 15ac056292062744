import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedFluency, receiveFluency, sendFluency } from '../../src/corpus/tables/fluency-statistics.js'
import { Alphabet, EMPTY_HISTORY, END, START, foldForFluency, pushHistory } from '../../src/corpus/tables/fluency.js'
import { FrozenTable, PairTable } from '../../src/corpus/tables/ngram-table.js'

const CHARACTERS = 8192
const entry = fc.record({
  context: fc.integer({ min: 0, max: 2 ** 39 - 1 }),
  character: fc.integer({ min: 0, max: CHARACTERS - 1 }),
  first: fc.integer({ min: 1, max: 1000 }),
  second: fc.integer({ min: 0, max: 1000 }),
})

describe('tables of n-grams', () => {
  it('find what was put in, before and after they are frozen, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 300 }), fc.array(entry, { maxLength: 50 }), (put, others) => {
        const table = new PairTable()
        const sums = new Map<number, [number, number]>()
        for (const { context, character, first, second } of put) {
          const key = context * CHARACTERS + character
          const [a, b] = sums.get(key) ?? [0, 0]
          expect(table.addTo(key, first, second)).toBe(!sums.has(key))
          sums.set(key, [a + first, b + second])
        }
        expect(table.size).toBe(sums.size)
        const frozen = FrozenTable.from(FrozenTable.of(table, 2, CHARACTERS).send())
        for (const { context, character } of [...put, ...others]) {
          const key = context * CHARACTERS + character
          const expected = sums.get(key)
          const i = table.find(key)
          const at = frozen.find(context, character)
          expect(i < 0 ? undefined : [table.first(i), table.second(i)]).toEqual(expected)
          expect(at < 0 ? undefined : [frozen.first(at), frozen.second(at)]).toEqual(expected)
        }
      }),
    )
  })

  it('keep the first number alone where that is asked', () => {
    const table = new PairTable()
    table.addTo(5 * CHARACTERS + 7, 3, 4)
    const frozen = FrozenTable.of(table, 1, CHARACTERS)
    expect(frozen.first(frozen.find(5, 7))).toBe(3)
    expect(frozen.find(7, 5)).toBe(-1)
  })
})

describe('the shipped character statistics', () => {
  const general = shippedFluency()

  it('have a vocabulary of folded characters that begins with the marks of a title', () => {
    const characters = Array.from(general.vocabulary)
    expect(characters.slice(0, 2)).toEqual(['\u0002', '\u0003'])
    expect(characters.filter((c) => foldForFluency(c) !== c)).toEqual([])
    const alphabet = Alphabet.of(general.vocabulary)
    expect(characters.map((c) => alphabet.id(c))).toEqual(characters.map((_, i) => i + 1))
    expect([START, END]).toEqual([1, 2])
    expect(() => Alphabet.of('\u0002\u0003計計')).toThrow()
  })

  it('give the same probabilities in another thread', () => {
    const received = receiveFluency(structuredClone(sendFluency(general)))
    const alphabet = Alphabet.of(received.vocabulary)
    let history = EMPTY_HISTORY
    for (const id of [...alphabet.encode('推動社會福利服務計畫'), END]) {
      const own = general.titles?.probability(history, id)
      expect(own).toBeGreaterThan(0)
      expect(received.titles?.probability(history, id)).toBe(own)
      general.models.forEach((model, i) => {
        expect(received.models[i]?.probability(history, id)).toBe(model.probability(history, id))
      })
      history = pushHistory(history, id)
    }
  })

  it('are a distribution: what may follow adds up to one, but for characters they do not know', () => {
    const alphabet = Alphabet.of(general.vocabulary)
    const [a = 0, b = 0] = alphabet.encode('計畫')
    const ids = Array.from(general.vocabulary, (_, i) => i + 1)
    for (const history of [
      EMPTY_HISTORY,
      pushHistory(EMPTY_HISTORY, a),
      pushHistory(pushHistory(EMPTY_HISTORY, a), b),
    ]) {
      for (const model of general.models) {
        const sum = ids.reduce((total, id) => total + model.probability(history, id), 0)
        expect(sum).toBeGreaterThan(0.9)
        expect(sum).toBeLessThan(1.1)
      }
    }
  })
})
