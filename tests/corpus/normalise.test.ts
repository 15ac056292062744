import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, Tracked } from '../../src/corpus/index.js'

const clean = (text: string): string => normalise(Tracked.of(text)).text

describe('the text as it is stored', () => {
  it.each([
    ['外 交 獎 學 金', '外交獎學金'],
    ['國內各大學院校以上\n\n符合資格', '國內各大學院校以上符合資格'],
    ['參與 WHO 相關機制', '參與 WHO 相關機制'],
    ['參與  WHO　相關', '參與 WHO相關'],
    ['99 年度，\n２ 點', '99 年度，２點'],
    ['洽請友邦。 (二) 鼓勵', '洽請友邦。(二)鼓勵'],
    ['公約 (UNFCCC) 締約方', '公約 (UNFCCC) 締約方'],
    ['Sustainable\nDevelopment Goals', 'Sustainable Development Goals'],
    ['<p>一、甲。</p> <p>二、乙。</p>', '一、甲。二、乙。'],
    ['a<b 且 c>d', 'a<b 且 c>d'],
    ['\ufeff施\u200b政\u00ad', '施政'],
    ['１、ＩＣＴ…㎡', '１、ＩＣＴ…㎡'],
  ])('%j becomes %j', (from, to) => {
    expect(clean(from)).toBe(to)
  })

  it('writes compatibility ideographs and radicals as ordinary characters', () => {
    expect(clean('\uf98e\uf98a\u{2f804}⼈⻑⺠')).toBe('年力你人長民')
  })

  it('leaves ideographs alone that only sit among the compatibility ones', () => {
    expect(clean('﨑﨎')).toBe('﨑﨎')
  })

  it('remembers for every character where it stood', () => {
    const char = fc.constantFrom(...Array.from('外交 \n\t　AB1。（(二)<p></p>\uf98e\u{2f804}\u200b𠮷'))
    fc.assert(
      fc.property(fc.array(char, { maxLength: 60 }), (chars) => {
        const source = chars.join('')
        const text = normalise(Tracked.of(source))
        let last = -1
        for (let i = 0; i < text.length; i++) {
          expect(text.at(i)).toBeGreaterThanOrEqual(last)
          last = text.at(i)
          const from = source.slice(last, last + 2)
          const same = text.text[i] === from[0] || (text.text[i] === ' ' && /^\s/u.test(from))
          expect(same || from.normalize('NFKC').includes(text.text[i] ?? '?')).toBe(true)
        }
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('外交 \n　A1。(二)')) }), (text) => {
        expect(clean(clean(text))).toBe(clean(text))
      }),
    )
  })
})
