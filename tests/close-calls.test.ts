import { expect, it } from 'vitest'
import { reconsider } from '../src/corpus/tables/interleaved/close-calls.js'
import { readStream } from '../src/corpus/tables/interleaved/stream.js'
import type { Alternative } from '../src/corpus/tables/interleaved/reading.js'
import { Alphabet } from '../src/corpus/tables/fluency.js'
import { Tracked } from '../src/corpus/index.js'
import { step } from './support/step.js'

const alphabet = new Alphabet()
const stream = readStream([{ label: '1-1', lines: [Tracked.of('甲乙丙丁戊己庚辛')] }], 'plan', alphabet)

const cell = (column: number, start: number, end: number) => step(column, start, end, { line: 'row', begins: true })

it('takes the cheapest alternatives that do not overlap, and keeps the others with what was left for them', () => {
  const steps = [cell(0, 0, 2), cell(1, 2, 4), cell(0, 4, 6), cell(1, 6, 8)]
  const split: Alternative = { from: 1, to: 2, steps: [cell(1, 2, 3), cell(2, 3, 4)], dearer: -2 }
  const overlapping: Alternative = { from: 0, to: 2, steps: [cell(0, 0, 4)], dearer: -1 }
  const later: Alternative = { from: 3, to: 4, steps: [cell(2, 6, 8)], dearer: 3 }
  const chosen = reconsider(
    stream,
    { steps, alternatives: [overlapping, split, later] },
    steps,
    [],
    alphabet,
    undefined,
  )
  expect(chosen.steps).toEqual([steps[0], ...split.steps, steps[2], steps[3]])
  expect(chosen.alternatives).toEqual([
    { from: 1, to: 3, steps: [steps[1]], dearer: 2 },
    { ...later, from: 4, to: 5 },
  ])
})

it('leaves a reading as it is that no alternative beats', () => {
  const steps = [cell(0, 0, 4), cell(1, 4, 8)]
  const alternatives: Alternative[] = [{ from: 1, to: 2, steps: [cell(2, 4, 8)], dearer: 0.1 }]
  expect(reconsider(stream, { steps, alternatives }, steps, [], alphabet, undefined)).toEqual({ steps, alternatives })
})
