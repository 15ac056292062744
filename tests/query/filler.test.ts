import { describe, expect, test } from 'vitest'
import { everydayFiller, isFiller, parseQuery, reportFiller } from '../../src/query/index.js'
import { createSegmenter } from '../../src/text/index.js'

const segmenter = createSegmenter()
const filler = (text: string) => everydayFiller(text, segmenter).map((part) => part.text)

describe('everydayFiller', () => {
  test.each([
    ['政府做了什麼', ['政府做了什麼']],
    ['請問政府有沒有補助長照？', ['請問政府有沒有']],
    ['偏鄉老人怎麼看醫生', ['怎麼']],
    ['颱風過後農民可以申請補助嗎', ['可以', '嗎']],
    ['政府債務', []],
    ['新南向政策', []],
    ['目的事業主管機關', []],
    ['嗎啡', []],
  ])('%s', (text, parts) => {
    for (const part of parts) expect(filler(text).join('')).toContain(part)
    if (parts.length === 0) expect(filler(text)).toEqual([])
  })

  test('is the same in Simplified characters', () => {
    expect(filler('政府做了什么')).toEqual(['政府做了什么'])
  })
})

test('isFiller knows words in any script and no content words', () => {
  for (const word of ['怎麼', '怎么', '嗎', '請問', '有沒有', '如何']) expect(isFiller(word)).toBe(true)
  for (const word of ['補助', '申請', '政府', '醫生', '推動', '']) expect(isFiller(word)).toBe(false)
})

describe('reportFiller', () => {
  const report = (text: string) => reportFiller(parseQuery(text), segmenter)

  test('says what hardly counts, with its place', () => {
    const text = '「長照」 請問 有沒有補助'
    const { filler: parts, ignored, nothingElse } = report(text)
    expect(nothingElse).toBe(false)
    for (const part of parts) expect(text.slice(part.start, part.end)).toBe(part.text)
    expect(ignored.map((part) => part.text).join('')).toContain('請問')
  })

  test('lists questions, not every function word', () => {
    expect(report('癌症的防治與篩檢').ignored).toEqual([])
    expect(report('癌症的防治與篩檢').filler.map((part) => part.text)).toEqual(['的', '與'])
    expect(report('癌症怎麼防治').ignored.map((part) => part.text)).toEqual(['怎麼'])
  })

  test('says where a query holds nothing else', () => {
    for (const text of ['怎麼辦', '政府做了什麼？', '請問有沒有', '是的']) expect(report(text).nothingElse).toBe(true)
    for (const text of ['', '長照', '「怎麼辦」']) expect(report(text).nothingElse).toBe(false)
  })
})
