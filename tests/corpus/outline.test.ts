import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDocument, Tracked } from '../../src/corpus/index.js'
import { tabbedReader } from '../../src/corpus/tables/tabbed/index.js'
import { readOutline } from '../../src/corpus/outline.js'
import { referencePoints } from './reference.js'
import { hanNumber } from '../../src/corpus/numerals.js'

interface Point {
  path: string[]
  text: string
}

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')
const seed = (id: string): ReturnType<typeof readDocument> =>
  // Tables are not what is tested: the light reader does.
  readDocument(readFileSync(`seeds/${id}.txt`), `${id}.txt`, {}, [tabbedReader])

describe('outline of the documents', () => {
  it.each([
    ['099-mofa', '外交部.99'],
    ['110-mofa', '外交部.110'],
  ])('%s: every numbered point with the headings above it', (id, name) => {
    const wanted = referencePoints(`tests/data/outline/${name}.goals.json`)
    const found = new Map(
      seed(id)
        .records.filter((r) => r.kind === 'goal')
        .map((r) => [key(r.text), r.section.slice(1).map(key)]),
    )
    for (const { path, text } of wanted) expect([text, found.get(key(text))]).toEqual([text, path.map(key)])
  })

  it('divides the flattened document into guidelines and the plans of 33 agencies', () => {
    const { info, records } = seed('107-executive-yuan')
    expect(info.agencies).toHaveLength(33)
    expect(info.agencies[0]).toBe('內政部')
    expect(info.agencies.at(-1)).toBe('福建省政府')
    const guidelines = records.filter((r) => r.kind === 'guideline')
    expect(new Set(guidelines.map((r) => r.agency))).toEqual(new Set(['行政院']))
    const sections = [...new Set(guidelines.map((r) => r.section[0]))]
    expect(sections.slice(0, 3)).toEqual(['前言', '壹、內政、族群及轉型正義', '貳、外交、國防及兩岸關係'])
    expect(sections.at(-1)).toBe('捌、勞動、衛生福利及環境保護')
    expect(guidelines.filter((r) => r.section[0] === sections.at(-1))).toHaveLength(18)
  })

  it('counts the goals of every agency in the flattened document without a gap', () => {
    const { records } = seed('107-executive-yuan')
    const goals = records.filter((r) => r.kind === 'goal' && r.section[0]?.startsWith('壹、'))
    for (const agency of new Set(goals.map((r) => r.agency))) {
      const numbers = goals
        .filter((r) => r.agency === agency)
        .map((r) => hanNumber(/^[一二三四五六七八九十]+(?=、)/u.exec(r.section[1] ?? r.text)?.[0] ?? '') ?? 0)
      const distinct = [...new Set(numbers)]
      expect([agency, distinct]).toEqual([agency, distinct.map((_, i) => i + 1)])
      // The prescribed last goal is about the budget: none was lost behind.
      const last = goals.filter((r) => r.agency === agency).at(-1)
      expect(last?.section[1] ?? last?.text).toMatch(/預算/u)
    }
  })

  it('finds the page on which a point begins and ends though its label stood in the sentence', () => {
    const point = seed('107-executive-yuan').records.find((r) => r.text.includes('賡續以穩健漸進原則推動年金改革'))
    expect(point?.source).toMatchObject({ page: '1-2', lastPage: '1-3' })
  })
})

describe('outline of a text without line breaks', () => {
  const read = (text: string): Point[] =>
    readOutline(Tracked.of(text), { form: { form: 'flat', width: 0 } }).points.map((p) => ({
      path: p.section,
      text: p.text.text,
    }))

  it('tells numbers of points from numbers in sentences', () => {
    expect(
      read(
        '壹、年度施政目標一、健全國土（一）推動二、三線鄉鎮整體改造。（二）汰換一、二期柴油車。二、充實量能（一）第三期（二）計畫。（二）完成任務',
      ),
    ).toEqual([
      { path: ['壹、年度施政目標', '一、健全國土'], text: '（一）推動二、三線鄉鎮整體改造。' },
      { path: ['壹、年度施政目標', '一、健全國土'], text: '（二）汰換一、二期柴油車。' },
      { path: ['壹、年度施政目標', '二、充實量能'], text: '（一）第三期（二）計畫。' },
      { path: ['壹、年度施政目標', '二、充實量能'], text: '（二）完成任務' },
    ])
  })

  it('reads on where a full stop is missing, and past ten', () => {
    const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三']
    const text = `壹、目標${numerals.map((n) => `${n}、辦理業務${n === '五' ? '' : '。'}`).join('')}`
    expect(read(text).map((p) => p.text)).toEqual(numerals.map((n) => `${n}、辦理業務${n === '五' ? '' : '。'}`))
  })
})

describe('outline of wrapped lines', () => {
  const read = (text: string): Point[] =>
    readOutline(Tracked.of(text), { form: { form: 'wrapped', width: 40 } }).points.map((p) => ({
      path: p.section,
      text: p.text.text,
    }))

  it('joins lines over blank lines and keeps enumerations inside a sentence', () => {
    expect(
      read(
        '一、培植人脈： \n（一）加強交流：  \n\n邀請各國青年來台研習參訪，積極辦理研習\n\n營；（二）推動遠朋班；（三）擴大獎學金\n等。 \n（二）其他。 ',
      ),
    ).toEqual([
      {
        path: ['一、培植人脈：'],
        text: '（一）加強交流：邀請各國青年來台研習參訪，積極辦理研習營；（二）推動遠朋班；（三）擴大獎學金等。',
      },
      { path: ['一、培植人脈：'], text: '（二）其他。' },
    ])
  })
})
