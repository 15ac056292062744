import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fold, foldText } from '../../src/text/fold.js'

const seed = (name: string) => readFileSync(new URL(`../../seeds/${name}.txt`, import.meta.url), 'utf8')

describe('fold', () => {
  it.each([
    ['臺灣', '台湾'],
    ['裏', '裡'],
    ['羣峯', '群峰'],
    ['着', '著'],
    ['爲衆', '為眾'],
    ['綫産敎户内説税鷄', '線產教戶內說稅雞'],
    ['國家發展', '国家发展'],
    ['頭髮', '头发'],
    ['計劃', '計畫'],
    ['瞭解', '了解'],
    ['旅遊週報', '旅游周报'],
    ['菸害防制', '煙害防制'],
    ['ＷＴＯ', 'wto'],
    ['\uf98e\uf98a', '年力'],
    ['⻑期⻄⺠', '長期西民'],
    ['⼈⼝', '人口'],
    ['①⑩㈠', '110(一)'],
    ['「新南向」', '“新南向”'],
    ['〔附件〕', '(附件)'],
    ['Côte d’Ivoire', "COTE D'IVOIRE"],
    ['ｶﾞｰﾅ', 'ガーナ'],
    ['一○七年', '一〇七年'],
    ['外 交\u3000獎\t學\n金', '外交獎學金'],
    ['新\u200b南\ufeff向', '新南向'],
    ['Straße', 'STRASSE'],
  ])('takes %s and %s as the same', (a, b) => {
    expect(foldText(a)).toBe(foldText(b))
  })

  it('keeps characters apart that are merely Simplified alike, where the scripts are kept', () => {
    expect(foldText('製', 'kept')).not.toBe(foldText('制', 'kept'))
    expect(foldText('颱', 'kept')).not.toBe(foldText('台', 'kept'))
    expect(foldText('国臺裏', 'kept')).toBe(foldText('國台裡', 'kept'))
  })

  it('maps back over white space, expansions, astral characters and combining marks', () => {
    const text = 'a 𠮷⑩é e\u0301\u0323x\u3000葛\u{e0100}城'
    const folded = fold(text)
    expect(folded.text).toBe('a𠮷10eex葛城')
    const back = (needle: string) => folded.occurrences(needle).map((r) => text.slice(...folded.toStored(r)))
    expect(back('𠮷')).toEqual(['𠮷'])
    expect(back('1')).toEqual(['⑩'])
    expect(back('e')).toEqual(['é', 'e\u0301\u0323'])
    expect(back('ex')).toEqual(['e\u0301\u0323x'])
    expect(back('葛')).toEqual(['葛\u{e0100}'])
    expect(back('x葛城')).toEqual(['x\u3000葛\u{e0100}城'])
  })

  it('gives an empty range at either end its place', () => {
    const folded = fold(' 外交 ')
    expect(folded.toStored(folded.range(0, 0))).toEqual([1, 1])
    expect(folded.toStored(folded.range(2, 2))).toEqual([4, 4])
    expect(() => folded.range(0, 3)).toThrow(RangeError)
  })

  const character = fc.oneof(
    fc.constantFrom(...Array.from('臺灣裏国發髮㈠⑩½ｶﾞé「」—…○ ﬁ\u3000\t\u0301\u0323\u200d\ufe0f\u{e0100}')),
    fc.constantFrom('𠮷', '👩‍👩‍👧', '\u{2f800}', 'ｶ\uff9e', '\u1100\u1161', 'İ', 'ς', '각', '\ud800', 'ﷺ', '㌀'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  const texts = fc.array(character, { maxLength: 30 }).map((parts) => parts.join(''))

  it('maps every folded range to characters that fold to something that holds it', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const folded = fold(text)
        const n = folded.text.length
        const [start, end] = [a % (n + 1), b % (n + 1)].sort((x, y) => x - y) as [number, number]
        const [from, to] = folded.toStored(folded.range(start, end))
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(text.length)
        expect(foldText(text.slice(from, to))).toContain(folded.text.slice(start, end))
      }),
      { numRuns: 2000 },
    )
  })

  it('finds in a text every part of it, at its very place', () => {
    const text = seed('099-mofa').slice(0, 20_000)
    const folded = fold(text)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 40 }), (start, length) => {
        const part = text.slice(start, start + length)
        const needle = foldText(part)
        fc.pre(needle !== '')
        const places = folded.occurrences(needle).map((r) => folded.toStored(r))
        const [from, to] = [start + part.search(/\S/u), start + part.trimEnd().length]
        expect(places).toContainEqual([from, to])
        for (const [s, e] of places) expect(foldText(text.slice(s, e))).toBe(needle)
      }),
    )
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = foldText(text)
        expect(foldText(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('never drops a letter, digit or ideograph of the documents', () => {
    const text = seed('110-mofa')
    expect(fold(text).text.length).toBeGreaterThanOrEqual(text.replace(/\s/gu, '').length)
  })
})
