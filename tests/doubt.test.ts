import { expect, it } from 'vitest'
import { CLOSED } from '../src/corpus/tables/interleaved/cell-state.js'
import { DOUBTFUL, doubtsOf } from '../src/corpus/tables/interleaved/doubt.js'
import { Node } from '../src/corpus/tables/interleaved/node.js'
import type { LineKind } from '../src/corpus/tables/interleaved/reading.js'

const COLUMNS = [
  { form: 'span', titles: true },
  { form: 'entry', titles: true },
  { form: 'entry', titles: false },
  { form: 'text', titles: false },
] as const

const ROOT = new Node(0, 0, null, 0, -1, 'on', -1, [], CLOSED, 0, 0, 0, 0, 0, 0, null)

/** A fragment up to a place in a column, after another. */
function then(before: Node, at: number, column: number, cost: number, line: LineKind = 'on', begins = false): Node {
  const same = [0, 0, 0, 0, 1, 0] as const
  return new Node(cost, cost, before, at, -1, line, 0, [], CLOSED, ...same, 'cell', column, begins)
}

/** Doubts of a reading whose two last characters are in a column, where another has them in another one. */
function doubts(best: number, other: number, dearer: number): Float64Array {
  const work = then(ROOT, 4, 0, 10, 'group', true)
  const item = then(work, 8, 1, 20, 'group', true)
  const last = then(item, 10, best, 30)
  last.rivals = [then(item, 10, other, 30 + dearer)]
  return doubtsOf([ROOT, work, item, last], 10, COLUMNS)
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
  expect(doubtful(doubts(1, 3, 1.9))).toEqual([8, 9])
  expect(doubtful(doubts(3, 1, 1.1))).toEqual([])
  expect(doubtful(doubts(1, 2, 0.4))).toEqual([])
})

it('takes a reading for no other that differs in line breaks only', () => {
  expect(doubtful(doubts(1, 1, 0))).toEqual([])
})
