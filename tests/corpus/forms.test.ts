import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/corpus/index.js'
import { tabbedReader } from '../../src/corpus/tables/tabbed/index.js'
import { findPages } from '../../src/corpus/pages.js'
import type { PlanRecord } from '../../src/record.js'

const AGENCY = { agency: '外交部' }
const essence = (records: PlanRecord[]): unknown[] =>
  records.map((r) => [r.kind, r.agency, r.year, r.section, r.title, r.text, r.uncertain, r.source.page])
const read = (text: string | Uint8Array, file = 'plan.txt'): PlanRecord[] =>
  readDocument(typeof text === 'string' ? Buffer.from(text) : text, file, AGENCY, [tabbedReader]).records

describe('the same document in another form', () => {
  it.each(['099-mofa', '105-mac', '106-mofa', '110-mofa'])('%s with CRLF, and in UTF-16', (id) => {
    const text = readFileSync(`seeds/${id}.txt`, 'utf8')
    const wanted = essence(read(text))
    expect(essence(read(text.replaceAll('\n', '\r\n')))).toEqual(wanted)
    expect(essence(read(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(wanted)
  })

  it('the flattened document with a line a page gives the same goals and guidelines', () => {
    const text = readFileSync('seeds/107-executive-yuan.txt', 'utf8')
    const { pages } = findPages(text)
    const lines = pages.map((p) => text.slice(p.start, p.end)).join('\n')
    const running = (records: PlanRecord[]): unknown[] =>
      essence(records.filter((r) => r.kind === 'goal' || r.kind === 'guideline'))
    expect(running(read(lines))).toEqual(running(read(text)))
  })

  it('several agencies in one document with lines, each with a running head', () => {
    const page = (agency: string, body: string): string => `${agency} 108 年度施政計畫\n${body}\n`
    const plan = (goal: string): string =>
      `本部推動業務。\n壹、年度施政目標\n一、${goal}\n（一）辦理甲事項。\n（二）辦理乙\n`
    const text =
      page('外交部', plan('鞏固邦交')) +
      page('外交部', '事項。\n二、參與組織\n（一）洽助。') +
      page('教育部', plan('適性發展'))
    const records = read(text)
    expect(records.map((r) => [r.agency, r.section.at(-1), r.text])).toEqual([
      ['外交部', '前言', '本部推動業務。'],
      ['外交部', '一、鞏固邦交', '（一）辦理甲事項。'],
      ['外交部', '一、鞏固邦交', '（二）辦理乙事項。'],
      ['外交部', '二、參與組織', '（一）洽助。'],
      ['教育部', '前言', '本部推動業務。'],
      ['教育部', '一、適性發展', '（一）辦理甲事項。'],
      ['教育部', '一、適性發展', '（二）辦理乙'],
    ])
  })

  it.each([
    ['外交部一百零八年度施政計畫', 108],
    ['外交部九十六年度施政計畫', 96],
    ['外交部中華民國一一○年度施政計畫', 110],
    ['外交部 2021 年度施政計畫', 110],
    ['中華民國110年度外交部施政計畫', 110],
    ['施政計畫', null],
  ])('takes the year from %j', (heading, year) => {
    const text = `${heading}\n壹、年度施政目標\n一、鞏固邦交\n（一）推動互訪。\n`
    if (year === null) expect(() => read(text)).toThrow('year')
    else expect(read(text)[0]).toMatchObject({ year, agency: '外交部' })
  })

  it('keeps text that fits nowhere, marked as uncertain', () => {
    const { records } = readDocument(Buffer.from('只有一段話，沒有標題。\n'), 'plan.txt', {
      agency: '外交部',
      year: 108,
    })
    expect(records.map((r) => [r.kind, r.text, r.uncertain])).toEqual([['goal', '只有一段話，沒有標題。', true]])
  })
})
