import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { SearchEngine } from '../../src/search/index.js'
import { foldText } from '../../src/text/index.js'
import { MODELS } from '../support/full-index.js'
import { naiveScan, naiveTexts } from '../support/naive.js'

let engine: SearchEngine
beforeAll(async () => {
  engine = await SearchEngine.open({ indexDir: inject('indexDir'), modelsDir: MODELS })
})
afterAll(() => engine.close())

const ids = async (q: string) => (await engine.searchAll({ q })).map((r) => r.id).sort()

describe('a phrase finds every record that holds it, and no other', () => {
  it.each(['新南向', '長期照顧', '前瞻基礎建設', '臺', 'WTO', '%'])('「%s」', async (phrase) => {
    const expected = naiveScan(engine.records, phrase)
    expect(expected.length).toBeGreaterThan(0)
    expect(await ids(`「${phrase}」`)).toEqual(expected.sort())
  })

  it('counts 新南向 by agency and year as a scan does', async () => {
    const expected = new Map<string, number>()
    const found = new Set(naiveScan(engine.records, '新南向'))
    for (const { id, agency, year } of engine.records)
      if (found.has(id)) expected.set(`${year} ${agency}`, (expected.get(`${year} ${agency}`) ?? 0) + 1)
    const { cells, total } = await engine.trends({ q: '「新南向」' })
    expect(total).toBe(found.size)
    expect(new Map(cells.map((c) => [`${c.year} ${c.agency}`, c.count]))).toEqual(expected)
  })

  it('for substrings of the documents, of every length from one character', async () => {
    const texts = engine.records.flatMap(naiveTexts).filter((text) => text !== '')
    const substring = fc
      .tuple(fc.nat(texts.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 24 }))
      .map(([i, at, length]) => {
        const characters = Array.from(texts[i] ?? '')
        const from = Math.floor(at * characters.length)
        return characters
          .slice(from, from + length)
          .join('')
          .replaceAll(/["“”「」『』＂]/gu, '')
          .trim()
      })
      // One Han character alone is compared in its own script, as the query language says; the scan folds scripts.
      .filter((s) => Array.from(foldText(s)).length > 1)
    await fc.assert(
      fc.asyncProperty(substring, async (phrase) => {
        expect(await ids(`「${phrase}」`)).toEqual(naiveScan(engine.records, phrase).sort())
      }),
      { numRuns: 150 },
    )
  })
})
