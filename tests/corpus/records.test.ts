import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normalise, readDocument, TABLE_READERS, Tracked } from '../../src/corpus/index.js'
import { tabbedReader } from '../../src/corpus/tables/tabbed/index.js'
import type { PlanRecord } from '../../src/record.js'

const SEEDS = ['099-mofa', '105-mac', '106-mofa', '107-executive-yuan', '110-mofa']
const read = (id: string, readers = TABLE_READERS): ReturnType<typeof readDocument> =>
  readDocument(readFileSync(`seeds/${id}.txt`), `${id}.txt`, { agency: '外交部' }, readers)

/** Whether the characters of `text` stand in `source` in this order, among others. */
function holdsInOrder(source: string, text: string): boolean {
  let at = 0
  for (const c of text) {
    at = source.indexOf(c, at)
    if (at < 0) return false
    at += c.length
  }
  return true
}

const HEADER_WORDS =
  /^(?:關鍵策略目標|關鍵績效指標|共同性目標|共同性指標|施政目標|評估|體制|方式|衡量標準|年度目標值|與中長程|個案計畫|關聯|工作計畫名稱|重要計畫項目|計畫類別|實施內容|計畫|類別|與?KPI)+$/u

describe.each(SEEDS)('records of %s', (id) => {
  const { info, text, records, headings } = read(id)

  it('stand where they say', () => {
    for (const record of records) {
      const { spans, start, end } = record.source
      expect(spans.length).toBeGreaterThan(0)
      expect([spans[0]?.[0], spans.at(-1)?.[1]]).toEqual([start, end])
      spans.forEach(([from, to], i) => {
        expect(from).toBeLessThan(to)
        if (i > 0) expect(from).toBeGreaterThan(spans[i - 1]?.[1] ?? 0)
      })
      const quoted = spans.map(([from, to]) => normalise(Tracked.of(text.slice(from, to))).text).join('')
      expect([record.id, holdsInOrder(quoted.replace(/\s/gu, ''), record.text.replace(/\s/gu, ''))]).toEqual([
        record.id,
        true,
      ])
    }
  })

  it('hold every character but page numbers and table headers', () => {
    const covered = new Uint8Array(text.length)
    const cover = (spans: PlanRecord['source']['spans']): void => spans.forEach(([a, b]) => covered.fill(1, a, b))
    for (const record of records) cover(record.source.spans)
    for (const heading of headings) cover(heading.spans())
    for (const page of info.pages) cover([[page.end - page.label.length, page.end]])
    const missing = Array.from(text, (_, i) => i)
    const left: string[] = []
    let run = ''
    for (const i of [...missing.slice(0, text.length), text.length]) {
      if (i < text.length && covered[i] === 0) run += text[i] ?? ''
      else if (run !== '') {
        const rest = normalise(Tracked.of(run)).text.replace(/\s/gu, '')
        if (rest !== '' && !/^[-*]$/u.test(rest) && !HEADER_WORDS.test(rest)) left.push(rest)
        run = ''
      }
    }
    expect(left).toEqual([])
  })

  it('have ids of their own that stay the same, and stored text without compatibility ideographs', () => {
    expect(new Set(records.map((r) => r.id)).size).toBe(records.length)
    const ids = (): string[] => read(id, [tabbedReader]).records.map((r) => r.id)
    expect(ids()).toEqual(ids())
    for (const record of records) {
      expect(record.id).toMatch(/^[\w.-]+$/u)
      expect(record.title).not.toBe('')
      expect(record.text).not.toMatch(/[\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e]|[\u2f00-\u2fdf]|\n|\t/u)
    }
  })
})
