import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readFileSync, readdirSync } from 'node:fs'
import { referenceRows } from './corpus/reference.js'
import { breakLines, flattenTable } from './support/flatten-table.js'
import { PLAN_HEADER, exactRows, key, planColumns, wrongRows } from './support/rebuilt-table.js'
import { readDocument, Tracked } from '../src/corpus/index.js'
import { assertConserved } from '../src/corpus/tables/interleaved/analyse.js'
import { findHeaders } from '../src/corpus/tables/interleaved/headers.js'
import { shippedFluency } from '../src/corpus/tables/fluency-statistics.js'
import { InterleavedReader, explainLines, explainText } from '../src/corpus/tables/interleaved/index.js'
import { numeralValue, chineseNumeral } from '../src/corpus/tables/interleaved/numerals.js'
import { COLUMNS, type TableInput, type TableKind, type TableReading } from '../src/corpus/tables/table.js'

const sorted = (text: string) => Array.from(text).sort().join('')

const plain = referenceRows('tests/data/tables/外交部.110.plan.json')
// what stands before the table, so that the table itself is not known beforehand
const prose = readFileSync('seeds/110-mofa.txt', 'utf8').split('工作計畫名稱')[0] ?? ''
const reader = new InterleavedReader(shippedFluency)

function input(
  pages: readonly string[],
  more: Partial<TableInput['context']> = {},
  kind: TableKind = 'plan',
): TableInput {
  return {
    kind,
    pages: pages.map((text, i) => ({ label: `9-${i + 1}`, lines: [Tracked.of(text)] })),
    context: { agency: '外交部', goals: [], kpis: [], prose, ...more },
  }
}

/** Every character of a reading, those of a spanning cell once. */
function charactersOf(reading: TableReading): string {
  const seen = new Set<number>()
  let text = ''
  for (const part of [
    ...reading.rows.flatMap((r) => Object.values(r.cells)),
    ...reading.remainder.map((r) => r.text),
  ]) {
    for (let i = 0; i < part.length; i++) {
      if (seen.has(part.at(i))) continue
      seen.add(part.at(i))
      text += part.text[i] ?? ''
    }
  }
  return text
}

const COLUMNS_110 = planColumns({ work: 10, item: 14, category: 4, content: 36 })

describe('breaking a cell in lines', () => {
  it('lets no closing mark begin a line and keeps numbers whole', () => {
    expect(breakLines('推動社會安全網，確保社會安定', 14)).toEqual(['推動社會安全', '網，確保社會安', '定'])
    expect(breakLines('每年編列館舍1-2處購置', 12)).toEqual(['每年編列館舍', '1-2處購置'])
  })
})

describe('reading interleaved tables', () => {
  it('rebuilds the clean table of 110 that was flattened with other widths', () => {
    const reading = reader.read(input([PLAN_HEADER.replace('與KPI', '') + flattenTable(plain, COLUMNS_110).join('')]))
    expect(exactRows(reading, plain, ['work', 'item', 'category', 'content'])).toBeGreaterThanOrEqual(
      Math.floor(plain.length * 0.8),
    )
  })

  it('rebuilds it without a column for categories, as the header tells', () => {
    const columns = COLUMNS_110.filter(({ name }) => name !== 'category')
    const header = '工作計畫名稱重要計畫項目實施內容'
    const reading = reader.read(input([header + flattenTable(plain, columns).join('')]))
    expect(reading.rows.every((row) => row.cells.category?.text === '')).toBe(true)
    expect(exactRows(reading, plain, ['item'])).toBeGreaterThanOrEqual(Math.floor(plain.length * 0.7))
  })

  it('goes on over a page break with a repeated header and a page number', () => {
    const lines = flattenTable(plain, COLUMNS_110)
    const cut = Math.floor(lines.length / 2)
    const pages = [lines.slice(0, cut), lines.slice(cut)].map((part, i) => `${PLAN_HEADER}${part.join('')}9-${i + 1}`)
    const reading = reader.read(input(pages))
    expect(exactRows(reading, plain, ['item'])).toBeGreaterThanOrEqual(Math.floor(plain.length * 0.65))
    expect(charactersOf(reading)).not.toContain('重要計畫項目')
    expect(charactersOf(reading)).not.toMatch(/9-[12]/u)
  })

  it('keeps every character and adds none, whatever the table', () => {
    const cell = fc.stringMatching(/^[施政計畫推動辦理一二、。，（）A-Z0-9]{0,30}$/u)
    const row = fc.record({
      work: cell,
      item: cell,
      category: fc.constantFrom('其它', '社會發展', ''),
      content: cell,
      kpi: cell,
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.integer({ min: 4, max: 30 }), (rows, width) => {
        const columns = COLUMNS.plan.map((name) => ({ name, width, spans: name === 'work' }))
        const text = flattenTable(rows, columns).join('')
        fc.pre(findHeaders(text, 'plan').length === 0)
        expect(sorted(charactersOf(reader.read(input([text]))))).toBe(sorted(text))
      }),
      { numRuns: 40 },
    )
  })

  it('keeps a page of another document in the middle out of the rows around it', () => {
    const lines = flattenTable(plain, COLUMNS_110)
    const cut = lines.findIndex((line, i) => i > 4 && line.startsWith(plain[4]?.item?.slice(0, 4) ?? ''))
    const at = cut > 0 ? cut : Math.floor(lines.length / 2)
    const kpis = referenceRows('tests/data/tables/外交部.107.kpi.json').slice(0, 6)
    const printed = ['goal', 'no', 'name', 'system', 'method', 'measure', 'target', 'link'].map((name) => ({
      name,
      width: name === 'measure' || name === 'name' ? 18 : 8,
      spans: name === 'goal',
    }))
    const foreign = `關鍵績效指標與中長程施政目標評估評估關鍵績效指標衡量標準年度目標值個案計畫體制方式關聯${flattenTable(kpis, printed).join('')}`
    const pages = [PLAN_HEADER + lines.slice(0, at).join(''), foreign, PLAN_HEADER + lines.slice(at).join('')]
    const reading = reader.read(input(pages))
    expect(reading.remainder.map((part) => part.text.text).join('')).toContain(foreign)
    expect(exactRows(reading, plain, ['item'])).toBeGreaterThanOrEqual(Math.floor(plain.length * 0.7))
  })

  it('reads what is left of a truncated page, with a doubled header and with none', () => {
    const text = flattenTable(plain, COLUMNS_110).join('')
    for (const page of [PLAN_HEADER + PLAN_HEADER + text, text, PLAN_HEADER + text.slice(0, text.length - 25)]) {
      const reading = reader.read(input([page]))
      expect(exactRows(reading, plain.slice(0, 4), ['item'])).toBeGreaterThanOrEqual(3)
      expect(reading.rows.every((row) => row.page === '9-1')).toBe(true)
    }
  })

  it('gives an empty reading of an empty table', () => {
    expect(reader.read(input(['']))).toEqual({ rows: [], remainder: [] })
  })
})

describe('explaining a reading', () => {
  it('shows every line with its fragments, in the order of the source', () => {
    const text = flattenTable(plain.slice(0, 3), COLUMNS_110).join('')
    const analysis = reader.analyse(input([PLAN_HEADER + text]))
    const lines = explainLines(analysis)
    expect(lines.map((line) => line.fragments.join('')).join('')).toBe(text)
    expect(lines[0]?.kind).toBe('group')
    expect(explainText(analysis, '9-1').split('\n')).toHaveLength(lines.length)
    expect(explainText(analysis, '9-2')).toBe('')
  })

  it('refuses a reading that leaves characters out', () => {
    expect(() => {
      assertConserved([], 3)
    }).toThrow('ends at 0 of 3')
  })
})

describe('headers', () => {
  it('does not take the first word of a cell for the header’s last', () => {
    const text = `${PLAN_HEADER}計畫管理與設施維運`
    expect(findHeaders(text, 'plan')).toEqual([[0, PLAN_HEADER.length]])
  })

  it('does not take running text for a header', () => {
    expect(findHeaders('作為關鍵績效指標、衡量標準及目標值', 'kpi')).toEqual([])
  })
})

describe('numerals', () => {
  it('reads what it writes', () => {
    for (let n = 1; n < 100; n++) expect(numeralValue(chineseNumeral(n))).toBe(n)
    expect(numeralValue('１２')).toBe(12)
    expect(numeralValue('甲')).toBeUndefined()
  })
})

describe('the tables of 107', () => {
  let readings = new Map<string, TableReading>()
  beforeAll(() => {
    const file = '107-executive-yuan'
    const read = readDocument(readFileSync(`seeds/${file}.txt`), `${file}.txt`, { agency: '行政院', year: 107 })
    readings = new Map(read.tables.map(({ agency, input: { kind }, reading }) => [`${agency}.${kind}`, reading]))
  }, 120_000)

  /** The readings of a kind of which there is a reference, with it. */
  const referred = (kind: TableKind) =>
    readdirSync('tests/data/tables')
      .filter((name) => name.endsWith(`.107.${kind}.json`))
      .map((name) => {
        const reading = readings.get(`${name.split('.')[0] ?? ''}.${kind}`)
        return {
          reference: referenceRows(`tests/data/tables/${name}`),
          reading: reading ?? { rows: [], remainder: [] },
        }
      })

  const shareExact = (kind: TableKind, columns: readonly string[]) => {
    const tables = referred(kind)
    const rows = tables.reduce((sum, { reference }) => sum + reference.length, 0)
    return tables.reduce((sum, { reading, reference }) => sum + exactRows(reading, reference, columns), 0) / rows
  }

  it('reads KPI rows exactly', () => {
    expect(shareExact('kpi', ['name', 'measure', 'target', 'link'])).toBeGreaterThan(0.97)
  })

  it('reads the items of plans', () => {
    expect(shareExact('plan', ['work', 'item', 'category', 'content', 'kpi'])).toBeGreaterThan(0.93)
    expect(shareExact('plan', ['item', 'category'])).toBeGreaterThan(0.93)
    expect(shareExact('plan', ['category', 'content'])).toBeGreaterThan(0.93)
  })

  const worksOf = (agency: string) => {
    const works = readings.get(`${agency}.plan`)?.rows.map((row) => key(row.cells.work?.text ?? '')) ?? []
    return works.filter((work, i) => work !== works[i - 1])
  }

  it('begins a work whose name follows a content at once', () => {
    expect(worksOf('國防部')).toEqual([
      '厚植聯合戰力',
      '強化訓練作為',
      '戮力兵制轉型',
      '優化人才培育',
      '積極國防自主',
      '精進災害救援',
      '拓展軍事交流',
      '落實官兵照顧',
    ])
    expect(worksOf('法務部')).toContain('廉政業務')
    expect(worksOf('行政院環境保護署')).toContain('環境監測資訊')
  })

  it('reads works of three lines where a table has more of them', () => {
    expect(worksOf('國家發展委員會')).toContain('深化推動政府資通訊應用建設')
  })

  it('decides close calls by the titles of the whole table', () => {
    expect(worksOf('科技部')).toContain('財團法人國家同步輻射研究中心')
    expect(worksOf('文化部')).toContain('文化資產保存業務')
    expect(worksOf('經濟部')).toContain('水利署水資源作業基金')
  })

  it('ends titles after a remark in parentheses as often as they do', () => {
    expect(worksOf('科技部')[0]).toBe(key('科技部（本部各單位）'))
  })

  it('reads targets in units that no list has, and what stands beside them', () => {
    const rows = (agency: string) => readings.get(`${agency}.kpi`)?.rows.map(({ cells }) => cells) ?? []
    const stored = rows('行政院農業委員會').find(({ name }) => name?.text.startsWith('碳吸存貢獻'))
    expect([stored?.name?.text, stored?.target?.text, stored?.link?.text]).toEqual(['碳吸存貢獻', '21.88千公噸', '無'])
    const impact = rows('行政院環境保護署').find(({ name }) => name?.text === '環境影響評估監督')
    expect([impact?.target?.text, impact?.link?.text]).toEqual(['350件/年', '無'])
    const blank = [...readings].flatMap(([table, { rows: all }]) =>
      table.endsWith('.kpi') ? all.filter(({ cells }) => cells.link?.text === '') : [],
    )
    expect(blank).toEqual([])
  })

  it('marks at most one row in ten as uncertain, and most of the wrong ones', () => {
    const rows = [...readings.values()].flatMap((reading) => reading.rows)
    expect(rows.filter((row) => row.uncertain).length / rows.length).toBeLessThan(0.1)
    const fields = ['work', 'item', 'category', 'content', 'kpi']
    const wrong = referred('plan').flatMap(({ reading, reference }) => wrongRows(reading, reference, fields))
    expect(wrong.filter((row) => row.uncertain).length / wrong.length).toBeGreaterThan(0.5)
  })

  it('leaves remarks in parentheses with the title above them', () => {
    const items = readings.get('交通部.plan')?.rows.map((row) => key(row.cells.item?.text ?? '')) ?? []
    expect(items).toContain(key('雲林糖鐵延伸雲林高鐵站評估規劃作業（前置作業）'))
    expect(worksOf('交通部').filter((work) => work.startsWith('('))).toEqual([])
  })
})
