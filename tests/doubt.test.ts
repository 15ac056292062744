import { expect, it } from 'vitest'
import { DOUBTFUL, doubtsOf } from '../src/corpus/tables/interleaved/doubt.js'
import { step } from './support/step.js'

const COLUMNS = [
  { form: 'span', titles: true },
  { form: 'entry', titles: true },
  { form: 'entry', titles: false },
  { form: 'text', titles: false },
] as const

const GROUP = { line: 'group', begins: true } as const

/** Doubts of a reading whose two last characters are in a column, where another has them in another one. */
function doubts(best: number, other: number, dearer: number, least = 0): Float64Array {
  const steps = [step(0, 0, 4, GROUP), step(1, 4, 8, { ...GROUP, lineStart: 0 }), step(best, 8, 10)]
  return doubtsOf(steps, [{ from: 2, to: 3, steps: [step(other, 8, 10)], dearer }], COLUMNS, least)
}

const doubtful = (found: Float64Array) => Array.from(found.keys()).filter((i) => (found[i] ?? 0) < DOUBTFUL)

it('doubts a spanning title that may be too long even where the other reading is much costlier', () => {
  expect(doubtful(doubts(0, 1, 4.9))).toEqual([8, 9])
  expect(doubtful(doubts(0, 1, 5.1))).toEqual([])
})

it('doubts the spanning title where it may be too short, which is in all of its rows', () => {
  expect(doubtful(doubts(1, 0, 1))).toEqual([3, 8, 9])
  expect(doubtful(doubts(1, 0, 2))).toEqual([])
})

it('doubts other titles less, and cells of known lists hardly', () => {
  expect(doubtful(doubts(1, 3, 2.9))).toEqual([8, 9])
  expect(doubtful(doubts(3, 1, 1.1))).toEqual([])
  expect(doubtful(doubts(1, 2, 0.4))).toEqual([])
})

it('doubts any difference where the table is unfamiliar', () => {
  expect(doubtful(doubts(1, 2, 1.5, 1.6))).toEqual([8, 9])
})

it('takes a reading for no other that differs in line breaks only', () => {
  expect(doubtful(doubts(1, 1, 0))).toEqual([])
})
