import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSegmenter, dictionaryFingerprint, foldText, type Segmenter } from '../../src/text/index.js'

let segmenter: Segmenter
beforeAll(() => {
  segmenter = createSegmenter()
})

const cut = (text: string) => segmenter.segment(text).map(({ start, end }) => text.slice(start, end))

describe('segmentation', () => {
  it.each([
    ['深化與相關國家之關係', '深化 與 相關 國家 之 關係'],
    ['長期照顧服務', '長期照顧 服務'],
    ['新南向政策', '新南向 政策'],
    ['前瞻基礎建設計畫', '前瞻基礎建設 計畫'],
    ['推動非核家園', '推動 非核家園'],
    ['提升公務人員英語能力', '提升 公務人員 英語 能力'],
    ['衛福部社會住宅', '衛福部 社會住宅'],
    ['強化與邦交國之邦誼', '強化 與 邦交國 之 邦誼'],
    ['國家發展', '國家 發展'],
  ])('cuts %s into %s', (text, words) => {
    expect(cut(text).join(' ')).toBe(words)
  })

  it('cuts Simplified and Traditional text alike', () => {
    expect(segmenter.segment('国家发展委员会')).toEqual(segmenter.segment('國家發展委員會'))
  })

  it('keeps Latin words and numbers with their unit whole', () => {
    const text = '參與ＷＴＯ、ICAO及APEC，5G與COVID-19，PM2.5減30%，107年度1,200萬元，2.0版'
    expect(cut(text).filter((word) => /[\dA-Zａ-ｚＡ-Ｚ]/u.test(word))).toEqual([
      'ＷＴＯ',
      'ICAO',
      'APEC',
      '5G',
      'COVID-19',
      'PM2.5',
      '30%',
      '107年度',
      '1,200萬元',
      '2.0',
    ])
    expect(segmenter.segment('ＷＴＯ 1,200萬元').map((w) => w.word)).toEqual(['wto', '1200万元'])
  })

  it('folds ideographs beyond the first plane', () => {
    expect(segmenter.segment('\u{2f800}').map((w) => w.word)).toEqual(['丽'])
  })

  it('gives words in order that hold every letter, digit and ideograph, each with its own place', () => {
    const seed = readFileSync(new URL('../../seeds/099-mofa.txt', import.meta.url), 'utf8')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.nat(seed.length - 1).map((at) => seed.slice(at, at + 60)),
          fc.string({ unit: 'binary', maxLength: 30 }),
          fc.string({
            unit: fc.constantFrom('外', '𠮷', '5', 'G', ',', '.', '年', ' ', '\ud800', '\u0301'),
            maxLength: 20,
          }),
        ),
        (text) => {
          let last = 0
          let outside = ''
          for (const { word, start, end } of segmenter.segment(text)) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(word.replaceAll(',', '')).toBe(foldText(text.slice(start, end)).replaceAll(',', ''))
            outside += text.slice(last, start)
            last = end
          }
          outside += text.slice(last)
          expect(outside).not.toMatch(/[\p{Script=Han}\p{Script=Latin}0-9]/u)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('has the fingerprint of its dictionaries, and refuses others once it is loaded', () => {
    expect(createSegmenter().fingerprint).toBe(dictionaryFingerprint())
    const dictionary = new URL('../../data/dictionary.txt', import.meta.url).pathname
    const other = { dictionary, userDictionary: dictionary }
    expect(dictionaryFingerprint(other)).not.toBe(segmenter.fingerprint)
    expect(() => createSegmenter(other)).toThrow(/one dictionary a process/u)
  })
})

describe('the user dictionary', () => {
  const lines = readFileSync(new URL('../../data/user-dictionary.txt', import.meta.url), 'utf8').split('\n')
  const words = lines.filter((line) => line !== '' && !line.startsWith('#'))

  it('has words of Han characters only, none twice', () => {
    expect(words.filter((word) => !/^\p{Script=Han}{2,}$/u.test(word))).toEqual([])
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
  })

  it('has words that segmentation keeps whole', () => {
    expect(words.filter((word) => cut(word).length > 1)).toEqual([])
    expect(words.filter((word) => !cut(`推動${word}之規劃`).includes(word))).toEqual([])
  })
})
