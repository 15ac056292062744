import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/search/evidence.js'
import { FUSION, fuse } from '../../src/search/fuse.js'

const values = (...of: number[]) => Float64Array.from(of)
const nothing: Evidence = {
  keyword: values(0, 0),
  coverage: values(0, 0),
  characters: values(0, 0),
  deviation: values(0, 0),
  understood: values(0, 0),
  siblings: [],
}

describe('fusion', () => {
  it('makes the score of words, meaning and understood parts', () => {
    const { scores, words, meaning } = fuse({
      keyword: values(2, 4),
      coverage: values(0.5, 0.25),
      characters: values(1, -1),
      deviation: values(3, -2),
      understood: values(0, 1),
      siblings: [],
    })
    expect(words[0]).toBeCloseTo(FUSION.keyword * 0.25 * 0.5 + FUSION.coverage * 0.5 * 0.5 + FUSION.characters)
    expect(words[1]).toBeCloseTo(FUSION.keyword * 0.25 + FUSION.coverage * 0.5 * 0.25)
    expect([...meaning]).toEqual([FUSION.meaning * 3, 0])
    expect(scores[0]).toBeCloseTo((words[0] ?? 0) + (meaning[0] ?? 0))
    expect(scores[1]).toBeCloseTo((words[1] ?? 0) + FUSION.understood)
  })

  it('trusts words as far as the best record covers the query', () => {
    const order = (coverage: number) => {
      const { scores } = fuse({
        ...nothing,
        keyword: values(5, 0),
        coverage: values(coverage, 0),
        deviation: values(2, 4),
      })
      return (scores[0] ?? 0) > (scores[1] ?? 0) ? 'words' : 'meaning'
    }
    expect(order(0.9)).toBe('words')
    expect(order(0.1)).toBe('meaning')
  })

  it('gives a record a part of what its best sibling has', () => {
    const deviation = values(6, 3, 0)
    const none = { ...nothing, keyword: values(0, 0, 0) }
    const apart = fuse({ ...none, deviation, siblings: [] }).scores
    const { scores, meaning } = fuse({ ...none, deviation, siblings: [[1, 2], [0, 2], []] })
    expect(scores[0]).toBeCloseTo((apart[0] ?? 0) + FUSION.siblings * (apart[1] ?? 0))
    expect(scores[1]).toBeCloseTo((apart[1] ?? 0) + FUSION.siblings * (apart[0] ?? 0))
    expect(scores[2]).toBe(0)
    expect(meaning[1]).toBeCloseTo(FUSION.meaning * 3)
  })

  it('is 0 where nothing is known', () => {
    expect([...fuse(nothing).scores]).toEqual([0, 0])
  })
})
