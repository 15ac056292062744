import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceRows } from './reference.js'
import { normalise, readDocument, Tracked } from '../../src/corpus/index.js'
import { tabbedReader } from '../../src/corpus/tables/tabbed/index.js'
import type { TableInput, TableKind } from '../../src/corpus/tables/table.js'

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')
const seed = (id: string): ReturnType<typeof readDocument> =>
  readDocument(readFileSync(`seeds/${id}.txt`), `${id}.txt`, { agency: '外交部' })

function input(kind: TableKind, ...pages: string[]): TableInput {
  return {
    kind,
    pages: pages.map((page, i) => ({ label: String(i + 1), lines: page.split('\n').map((line) => Tracked.of(line)) })),
    context: { agency: '外交部', goals: [], kpis: [], prose: '' },
  }
}

function rowsOf(table: TableInput, columns: readonly string[]): string[][] {
  return tabbedReader.read(table).rows.map((row) => columns.map((c) => normalise(row.cells[c] ?? Tracked.empty).text))
}

describe('tables of the documents', () => {
  it('reads every row of 外交部 110 as published', () => {
    const wanted = referenceRows('tests/data/tables/外交部.110.plan.json')
    const found = seed('110-mofa').records.flatMap((r) =>
      r.kind === 'project' ? [{ work: r.work, item: r.title, category: r.category, content: r.text }] : [],
    )
    expect(found.map((r) => Object.values(r).map(key))).toEqual(
      wanted.map((w) => [w['work'], w['item'], w['category'], w['content']].map((v) => key(v ?? ''))),
    )
  })

  it.each([
    ['105-mac', { project: 21, kpi: 20 }],
    ['106-mofa', { project: 12, kpi: 16 }],
  ])('%s: every row complete', (id, counts) => {
    const { records } = seed(id)
    const projects = records.filter((r) => r.kind === 'project')
    const kpis = records.filter((r) => r.kind === 'kpi')
    expect({ project: projects.length, kpi: kpis.length }).toEqual(counts)
    const names = kpis.map((k) => k.title)
    for (const p of projects) {
      expect([p.work, p.title, p.category, p.text].every((field) => field !== '')).toBe(true)
      for (const name of p.kpis) expect(names).toContain(name)
    }
    for (const k of kpis) {
      expect([k.goal, k.title, k.measure, k.target, k.method].every((field) => field !== '')).toBe(true)
      expect(k.system).toMatch(/^[1-5]$/u)
      expect(k.link === '').toBe(k.common)
    }
    expect(records.some((r) => r.uncertain)).toBe(false)
  })

  it('keeps the note below a table as a text of its own', () => {
    const notes = seed('105-mac').records.filter((r) => r.title === '註')
    expect(notes.map((n) => [n.kind, n.section])).toEqual([
      ['goal', ['貳、年度關鍵績效指標']],
      ['goal', ['參、年度共同性指標']],
    ])
  })
})

describe('tabbed tables in general', () => {
  const columns = ['work', 'item', 'category', 'content', 'kpi']

  it('goes on with a row after a page break and a repeated header', () => {
    const header = '工作計畫名稱\t重要計畫項目\t計畫類別\t實施內容'
    const table = input(
      'plan',
      `${header}\n甲業務\t乙計畫\t其他\t一、辦理\n二、推動，`,
      `${header}\n\t\t\t以利執行。\n\t丙計畫\t其他\t持續。`,
    )
    expect(rowsOf(table, columns.slice(0, 4))).toEqual([
      ['甲業務', '乙計畫', '其他', '一、辦理二、推動，以利執行。'],
      ['甲業務', '丙計畫', '其他', '持續。'],
    ])
    expect(tabbedReader.read(table).rows.map((r) => [r.page, r.lastPage])).toEqual([
      ['1', '2'],
      ['2', '2'],
    ])
  })

  it('takes the order of the columns from the header and keeps what has no column', () => {
    const table = input('plan', '重要計畫項目\t主辦單位\t實施內容\t工作計畫名稱\n乙計畫\t企劃處\t辦理。\t甲業務')
    const reading = tabbedReader.read(table)
    expect(rowsOf(table, ['work', 'item', 'content'])).toEqual([['甲業務', '乙計畫', '辦理。']])
    expect(reading.remainder.map((r) => r.text.text)).toEqual(['企劃處'])
  })

  it('reads back any table of one cell a line', () => {
    const word = fc.string({
      unit: fc.constantFrom(...Array.from('推動新南向政策辦理交流合作')),
      minLength: 3,
      maxLength: 12,
    })
    const item = fc.record({
      item: word,
      category: fc.constantFrom('其它', '社會發展'),
      content: fc.array(word, { minLength: 1, maxLength: 3 }),
      kpi: fc.oneof(word, fc.constant('')),
    })
    const works = fc.array(fc.record({ work: word, items: fc.array(item, { minLength: 1, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(works, (plan) => {
        const header = '\t工作計畫名稱\n\t重要計畫項目\n\t計畫類別\n\t實施內容\n\t與KPI\n關聯\n'
        const rows = plan.flatMap(({ work, items }) =>
          items.map(({ item: name, category, content, kpi }, i) =>
            [`\t${i === 0 ? work : ''}`, `\t${name}`, `\t${category}`, `\t${content.join('。\n')}`, `\t${kpi}`].join(
              '\n',
            ),
          ),
        )
        const table = input('plan', `${header}\n${rows.join('\n\n')}\n`)
        expect(tabbedReader.recognises(table)).toBe(true)
        expect(rowsOf(table, columns)).toEqual(
          plan.flatMap(({ work, items }) => items.map((r) => [work, r.item, r.category, r.content.join('。'), r.kpi])),
        )
        expect(tabbedReader.read(table).remainder).toEqual([])
      }),
    )
  })

  it('marks rows as uncertain where the header is missing', () => {
    const table = input('plan', '甲業務\t乙計畫\t其他\t辦理。\t丙指標')
    expect(rowsOf(table, columns)).toEqual([['甲業務', '乙計畫', '其他', '辦理。', '丙指標']])
    expect(tabbedReader.read(table).rows.map((r) => r.uncertain)).toEqual([true])
  })

  it('keeps all text of a table whose columns it cannot tell', () => {
    const table = input('plan', '甲\t乙\t丙\n丁\t戊\t己')
    const reading = tabbedReader.read(table)
    expect(reading.rows).toEqual([])
    expect(reading.remainder.map((r) => r.text.text).join('')).toBe('甲乙丙丁戊己')
  })

  it('reads the rows before and after one with a cell too many or too few', () => {
    const header = '工作計畫名稱\t重要計畫項目\t計畫類別\t實施內容\t與KPI關聯'
    const good = '甲業務\t乙計畫\t其他\t辦理。\t丙指標'
    const table = input('plan', [header, header, good, `${good}\t丁`, '甲業務\t戊計畫', good].join('\n'))
    const { rows } = tabbedReader.read(table)
    expect(rows.map((r) => r.uncertain)).toEqual([false, true, true, false])
    expect(rowsOf(table, columns).at(-1)).toEqual(['甲業務', '乙計畫', '其他', '辦理。', '丙指標'])
    expect(rowsOf(table, ['kpi'])[1]).toEqual(['丙指標丁'])
  })
})
