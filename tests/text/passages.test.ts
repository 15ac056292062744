import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { splitPassages } from '../../src/text/index.js'

const split = (text: string) => splitPassages(text).map(([start, end]) => text.slice(start, end))

describe('splitPassages', () => {
  it('divides at numbered points', () => {
    expect(split('一、辦理網路頻寬調整作業。二、辦理業務應用軟體調整。三、辦理創新便民服務功能。')).toEqual([
      '一、辦理網路頻寬調整作業。',
      '二、辦理業務應用軟體調整。',
      '三、辦理創新便民服務功能。',
    ])
    expect(split('1.研擬兩岸交流策略與規劃2.強化陸配照顧輔導措施3.推動兩岸協議監督法制化')).toHaveLength(3)
    expect(split('（一）推動經貿後續協商事宜。（二）強化大陸臺商聯繫服務。')).toHaveLength(2)
    expect(split('①推動經貿後續協商事宜②強化大陸臺商聯繫服務輔導')).toHaveLength(2)
  })

  it('joins a heading to its first point', () => {
    expect(split('一、強化邦誼：（一）鞏固與友邦之關係，增進交流。（二）深化與友我國家之合作。')).toEqual([
      '一、強化邦誼：（一）鞏固與友邦之關係，增進交流。',
      '（二）深化與友我國家之合作。',
    ])
  })

  it.each([
    '第一、二級預防工作由各縣市辦理並檢討其成效',
    '成長率為3.5與1.2之間並持續檢討其成效',
    '於一、二、三月辦理各項說明會並檢討成效',
  ])('sees no points in %s', (text) => {
    expect(split(text)).toEqual([text])
  })

  it('divides text without points into sentences, short ones joined', () => {
    expect(split('推動新南向政策，深化區域連結。強化「邦誼！」並辦理各項合作計畫；完成。')).toEqual([
      '推動新南向政策，深化區域連結。',
      '強化「邦誼！」並辦理各項合作計畫；完成。',
    ])
  })

  it('divides a long point into sentences', () => {
    const sentence = '持續推動各項國際合作計畫並加強與友我國家之實質關係，以增進雙方人民福祉與相互瞭解；'
    const text = `一、${sentence.repeat(5)}二、辦理國際會議及參訪活動。`
    expect(split(text).length).toBe(6)
  })

  it('covers any text without gaps', () => {
    const seed = readFileSync(new URL('../../seeds/107-executive-yuan.txt', import.meta.url), 'utf8')
    const texts = fc.oneof(
      fc.tuple(fc.nat(seed.length - 1), fc.nat(800)).map(([at, n]) => seed.slice(at, at + n)),
      fc.string({
        unit: fc.constantFrom('一', '二', '、', '（', '）', '1', '2', '.', '。', '；', '①', '②', '推', ' '),
      }),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(split(text).join('')).toBe(text)
        for (const [start, end] of splitPassages(text)) expect(end).toBeGreaterThan(start)
      }),
      { numRuns: 500 },
    )
    expect(splitPassages('')).toEqual([])
  })
})
