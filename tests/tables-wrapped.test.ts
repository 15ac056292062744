import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceRows } from './corpus/reference.js'
import { headerOf, wrapTable, type Cells, type Print } from './support/wrap-table.js'
import { normalise, readDocument, Tracked } from '../src/corpus/index.js'
import type { DocumentTable } from '../src/corpus/document-tables.js'
import { headerLength } from '../src/corpus/tables/wrapped/headers.js'
import { wrappedReader } from '../src/corpus/tables/wrapped/index.js'
import { assignLabels } from '../src/corpus/tables/wrapped/spanning.js'
import { COLUMNS, type TableInput, type TableKind, type TableReading } from '../src/corpus/tables/table.js'

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')
const read = (id: string): ReturnType<typeof readDocument> =>
  readDocument(readFileSync(`seeds/${id}.txt`), `${id}.txt`, { agency: '外交部', year: 99 })

function inputOf(kind: TableKind, text: string, context: Partial<TableInput['context']> = {}): TableInput {
  const lines: Tracked[] = []
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)
    lines.push(Tracked.of(text, start, end))
    start = end + 1
  }
  return {
    kind,
    pages: [{ label: null, lines }],
    context: { agency: '外交部', goals: [], kpis: [], prose: '', ...context },
  }
}

/** Where each character of a reading stands in the source; those of spanning cells once. */
function places(reading: TableReading): number[] {
  const spans = new Set<number>()
  const found: number[] = []
  const add = (text: Tracked, spanning: boolean): void => {
    for (let i = 0; i < text.length; i++) {
      if (/\s/u.test(text.text.charAt(i))) continue
      if (spanning) spans.add(text.at(i))
      else found.push(text.at(i))
    }
  }
  for (const { cells } of reading.rows) {
    for (const [column, text] of Object.entries(cells)) add(text, column === 'work' || column === 'goal')
  }
  for (const { text } of reading.remainder) add(text, false)
  return [...found, ...spans].sort((a, b) => a - b)
}

/** Where the characters of a text stand that are neither white space nor part of a header. */
function expectedPlaces(text: string, headers: readonly string[]): number[] {
  const skipped = new Set<number>()
  for (const header of headers) {
    for (let at = text.indexOf(header); at >= 0; at = text.indexOf(header, at + 1)) {
      for (let i = at; i < at + header.length; i++) skipped.add(i)
    }
  }
  return Array.from({ length: text.length }, (_, i) => i).filter((i) => !/\s/u.test(text.charAt(i)) && !skipped.has(i))
}

describe('外交部 99', () => {
  const { records } = read('099-mofa')

  it('reads every row of the plan as published', () => {
    const found = records.flatMap((r) => (r.kind === 'project' ? [[r.work, r.title, r.text].map(key)] : []))
    const wanted = referenceRows('tests/data/tables/外交部.99.plan.json')
    expect(found).toEqual(wanted.map((w) => [w['work'], w['item'], w['content']].map((v) => key(v ?? ''))))
  })

  it('reads every KPI as published', () => {
    const found = records.flatMap((r) =>
      r.kind === 'kpi' && !r.common ? [[r.goal, r.title, r.system, r.method, r.measure, r.target].map(key)] : [],
    )
    const fields = ['goal', 'name', 'system', 'method', 'measure', 'target']
    const wanted = referenceRows('tests/data/tables/外交部.99.kpi.json')
    expect(found).toEqual(wanted.map((w) => fields.map((f) => key(w[f] ?? ''))))
  })

  it('reads the common KPIs', () => {
    const found = records.flatMap((r) => (r.kind === 'kpi' && r.common ? [[r.goal, r.title, r.target].map(key)] : []))
    expect(found).toEqual([
      ['一提升研發量能', '行政及政策研究經費比率', '0.08%'],
      ['一提升研發量能', '推動法規鬆綁:主管法規檢討訂修完成率', '30%'],
      ['二提升資產效益,妥適配置政府資源', '機關年度資本門預算執行率', '80%'],
      ['二提升資產效益,妥適配置政府資源', '機關中程歲出概算額度內編報概算數', '5%'],
      ['三提升人力資源素質與管理效能', '機關年度預算員額增減率', '0%'],
      ['三提升人力資源素質與管理效能', '推動終身學習', '3'],
    ])
  })
})

const PRINTS: Record<string, Print> = {
  'justified, with blank lines': {
    widths: {
      work: 16,
      item: 16,
      category: 8,
      content: 60,
      kpi: 16,
      goal: 12,
      name: 22,
      method: 4,
      measure: 22,
      link: 8,
    },
    pageLines: 60,
    ends: true,
    justified: true,
    blankLines: true,
  },
  'other widths, short pages': {
    widths: {
      work: 12,
      item: 20,
      category: 8,
      content: 44,
      kpi: 20,
      goal: 16,
      name: 30,
      method: 8,
      measure: 30,
      link: 8,
    },
    pageLines: 40,
    ends: true,
    justified: false,
    blankLines: false,
  },
}

interface CleanTable {
  table: DocumentTable
  rows: Cells[]
  columns: string[]
}
const clean = ['105-mac', '106-mofa', '110-mofa']
  .flatMap((id) => read(id).tables)
  .map((table): CleanTable => {
    const rows = table.reading.rows.map((row) =>
      Object.fromEntries(Object.entries(row.cells).map(([column, cell]) => [column, normalise(cell).text])),
    )
    const columns = COLUMNS[table.input.kind].filter((column) => rows.some((row) => row[column]))
    return { table, rows, columns }
  })

function printed({ table, rows, columns }: CleanTable, print: Print): { text: string; input: TableInput } {
  const text = wrapTable(rows, columns, print)
  return { text, input: inputOf(table.input.kind, text, table.input.context) }
}

describe('clean tables printed in this form', () => {
  it.each(Object.entries(PRINTS))('%s: most rows come back exactly, most wrong ones are marked', (_, print) => {
    const count = { rows: 0, exact: 0, wrong: 0, marked: 0 }
    for (const source of clean) {
      const { columns, rows } = source
      const line = (cell: (column: string) => string): string => columns.map((c) => key(cell(c))).join('|')
      const wanted = new Set(rows.map((row) => line((c) => row[c] ?? '')))
      const reading = wrappedReader.read(printed(source, print).input)
      const found = reading.rows.map((row) => ({ line: line((c) => row.cells[c]?.text ?? ''), marked: row.uncertain }))
      const wrong = found.filter((row) => !wanted.has(row.line))
      count.rows += rows.length
      count.exact += new Set(found.filter((row) => wanted.has(row.line)).map((row) => row.line)).size
      count.wrong += wrong.length
      count.marked += wrong.filter((row) => row.marked).length
    }
    expect(count.exact / count.rows).toBeGreaterThanOrEqual(0.9)
    expect(count.marked * 2).toBeGreaterThanOrEqual(count.wrong)
  })

  it.each(Object.entries(PRINTS))('%s: every character ends in one cell or in the remainder', (_, print) => {
    for (const source of clean) {
      const { text, input } = printed(source, print)
      expect(places(wrappedReader.read(input))).toEqual(expectedPlaces(text, [headerOf(source.columns)]))
    }
  })

  it('whatever the widths and the length of pages', () => {
    const source = clean.find((c) => c.table.agency === '外交部' && c.table.input.kind === 'plan')
    if (!source) throw new Error('no plan of 外交部 among the clean tables')
    const width = fc.integer({ min: 5, max: 40 }).map((n) => n * 2)
    const widths = fc.record({ work: width, item: width, category: width, content: width, kpi: width })
    fc.assert(
      fc.property(
        widths,
        fc.integer({ min: 5, max: 80 }),
        fc.boolean(),
        fc.boolean(),
        (w, pageLines, ends, justified) => {
          const { text, input } = printed(source, { widths: w, pageLines, ends, justified, blankLines: false })
          expect(places(wrappedReader.read(input))).toEqual(expectedPlaces(text, [headerOf(source.columns)]))
        },
      ),
      { numRuns: 5 },
    )
  })
})

describe('any text', () => {
  const word = fc.constantFrom(
    '外交業務管理',
    '一、推動',
    '外 交 獎 學 金',
    '1',
    '統計數據',
    '55 次數',
    '二 落實活路',
    '𠮷野',
    'NGO',
    '。',
    '  ',
    '辦理各項活動，以增進瞭解。 ',
  )
  const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(''))
  it.each(['plan', 'kpi', 'common-kpi'] as const)('%s: nothing is lost, nothing added', (kind) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = lines.join('\n')
        expect(places(wrappedReader.read(inputOf(kind, text)))).toEqual(expectedPlaces(text, []))
      }),
      { numRuns: 60 },
    )
  })
})

describe('damaged tables', () => {
  const table = read('099-mofa').tables.find((t) => t.input.kind === 'plan')
  const lines = table?.input.pages[0]?.lines ?? []
  const rowsOf = (kept: readonly Tracked[]): { item: string; uncertain: boolean }[] => {
    if (!table) return []
    const input: TableInput = { ...table.input, pages: [{ label: null, lines: [...kept] }] }
    return wrappedReader
      .read(input)
      .rows.map((row) => ({ item: key(row.cells['item']?.text ?? ''), uncertain: row.uncertain }))
  }

  it('a truncated table keeps the rows before the cut', () => {
    const rows = rowsOf(lines.slice(0, 60))
    expect(rows.map((r) => r.item)).toEqual(['外交使節會議', '外交領事人員進修', '外交獎學金設置', '外賓邀訪計畫'])
  })

  it('without a header the rows are read and all are uncertain', () => {
    const rows = rowsOf(lines.filter((line) => !line.text.includes('工作計畫名稱')))
    expect(rows.length).toBeGreaterThanOrEqual(12)
    expect(rows.every((row) => row.uncertain)).toBe(true)
  })

  it('a page of another text in the middle leaves the rows before and behind it right', () => {
    const kpis = read('099-mofa').tables.find((t) => t.input.kind === 'kpi')
    if (!kpis) throw new Error('no KPI table')
    const printedLines = kpis.input.pages[0]?.lines ?? []
    const cut = printedLines.findIndex((line) => line.text.startsWith('七 提升場地租借'))
    const foreign = readFileSync('seeds/099-mofa.txt', 'utf8').split('\n').slice(8, 60)
    const pages = [printedLines.slice(0, cut), foreign.map((line) => Tracked.of(line)), printedLines.slice(cut)]
    const reading = wrappedReader.read({
      ...kpis.input,
      pages: pages.map((kept, i) => ({ label: String(i + 1), lines: kept })),
    })
    const line = (row: TableReading['rows'][number]): string =>
      Object.values(row.cells)
        .map((cell) => key(cell.text))
        .join('|')
    const wanted = kpis.reading.rows.map(line)
    const found = reading.rows.filter((row) => !row.uncertain).map(line)
    expect(found.length).toBeGreaterThanOrEqual(wanted.length - 1)
    expect(found.filter((row) => !wanted.includes(row))).toEqual([])
    expect(reading.remainder.some((rest) => rest.page === '2')).toBe(true)
  })

  it('is recognised by its form', () => {
    const wide = '外交部'.repeat(200)
    expect(wrappedReader.recognises(inputOf('plan', Array.from({ length: 9 }, () => wide).join('\n')))).toBe(false)
    expect(wrappedReader.recognises(inputOf('plan', '甲\t乙\n丙\n丁\n戊'))).toBe(false)
    expect(table && wrappedReader.recognises(table.input)).toBe(true)
  })
})

describe('headers', () => {
  it('are found over lines, and nothing else is taken for one', () => {
    expect(headerLength(['工作計畫名稱 重要計畫項目 實施內容 ', '外交使節會議'], 'plan')?.lines).toBe(1)
    expect(
      headerLength(['關鍵策略目標', '關鍵績效指標', '評估', '體制', '衡量標準 年度目標值', '1'], 'kpi')?.lines,
    ).toBe(5)
    expect(headerLength(['重要計畫項目之推動', '實施內容'], 'plan')).toBeNull()
  })
})

describe('spanning cells', () => {
  const row = (no: number | null, height = 4): Parameters<typeof assignLabels>[0][number] => ({
    page: 0,
    height,
    no,
    text: '',
  })
  const label = (rowsBefore: number): Parameters<typeof assignLabels>[1][number] => ({
    text: '業務',
    page: 0,
    rowsBefore,
    inside: false,
  })

  it('span the rows up to the one before which they stand', () => {
    const found = assignLabels([row(null), row(null), row(null), row(null)], [label(2), label(3)])
    expect(found.labels).toEqual([0, 0, 0, 1])
  })

  it('begin where the numbers begin anew', () => {
    const found = assignLabels([row(1), row(2), row(3), row(1), row(2)], [label(1), label(4)])
    expect(found.labels).toEqual([0, 0, 0, 1, 1])
  })

  it('leave a row uncertain that either of two may span', () => {
    const rows = [row(null), { ...row(null), page: 1 }, { ...row(null), page: 2 }]
    const found = assignLabels(rows, [label(0), { ...label(2), page: 2 }])
    expect(found.likelihoods[1]).toBeLessThan(0.7)
    expect(found.likelihoods[2]).toBeGreaterThan(0.9)
  })
})
