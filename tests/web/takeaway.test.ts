import { describe, expect, it } from 'vitest'
import { basketCsv, basketJson, basketMarkdown, type KeptRecord } from '../../src/web/takeaway/basket-files.js'
import { citation } from '../../src/web/takeaway/citation.js'
import { overviewCsv } from '../../src/web/takeaway/overview-csv.js'
import { textsFor } from '../../src/web/texts/index.js'
import { document, kpi, project } from './fixture.js'

const t = textsFor('zh-TW')
const origin = 'https://example.org'
const entry = { id: project.id, title: project.title, agency: project.agency, year: 106, kind: project.kind }
const address = `${origin}/items/${project.id}`

/** Reads CSV as RFC 4180 has it. */
function rows(csv: string): string[][] {
  return csv
    .replace(/^\uFEFF/u, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu), (match) =>
        match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
      ),
    )
}

describe('the list as CSV', () => {
  it('opens right in Excel: byte order mark, line ends, a heading a column', () => {
    const csv = basketCsv([{ entry, record: project }], t, origin)
    expect(csv.startsWith('\uFEFF編號,種類,機關,年度,')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(csv).toContain(address)
    expect(csv).toContain(project.text)
  })

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝１'])(
    'guards a note that a spreadsheet would run: %j',
    (note) => {
      const csv = basketCsv([{ entry: { ...entry, note }, record: project }], t, origin)
      expect(csv).toContain(`'${note.replaceAll('"', '""')}`)
    },
  )

  it('guards every column that holds text from outside', () => {
    const hostile = '=1+1'
    const kept: KeptRecord = {
      entry: { ...entry, title: hostile, agency: hostile, note: hostile },
      record: { ...project, text: hostile, work: hostile, category: hostile, kpis: [hostile] },
    }
    for (const cell of rows(basketCsv([kept], t, origin)).flat()) expect(cell.startsWith('=')).toBe(false)
  })

  it('keeps a page such as 3-7 from becoming a date', () => {
    const record = { ...project, source: { ...project.source, page: '3-7' } }
    expect(basketCsv([{ entry, record }], t, origin)).toContain(",'3-7,")
  })

  it('holds what is known of a record that cannot be read', () => {
    const line = rows(basketCsv([{ entry: { ...entry, note: '查證' }, record: undefined }], t, origin))[1] ?? []
    expect(line.slice(0, 4)).toEqual([project.id, '計畫項目', '外交部', '106'])
    expect(line).toContain('查證')
  })
})

describe('the list as JSON and Markdown', () => {
  it('is the records with notes and addresses', () => {
    const parsed: unknown = JSON.parse(
      basketJson([{ entry: { ...entry, note: '查證', query: '技術' }, record: project }], origin),
    )
    expect(parsed).toEqual([{ ...project, note: '查證', query: '技術', address }])
  })

  it('quotes the text, says the target, and lets nothing in a text act as Markdown or HTML', () => {
    const markdown = basketMarkdown(
      [
        { entry: { ...entry, note: '<b>重要</b> [x](javascript:1)' }, record: project },
        { entry: { ...entry, id: kpi.id, kind: 'kpi' }, record: kpi },
      ],
      t,
      origin,
    )
    expect(markdown).toContain(`> ${project.text}`)
    expect(markdown).toContain('年度目標值：589項')
    expect(markdown).toContain(String.raw`\<b\>重要\</b\> \[x\](javascript:1)`)
    expect(markdown).toContain(address)
  })
})

describe('the overview as CSV', () => {
  it('tells nothing found from nothing indexed', () => {
    const overview = {
      years: [106, 107],
      yearTotals: [3, 0],
      agencies: [{ name: '外交部', counts: [3, null], total: 3 }],
      total: 3,
    }
    expect(rows(overviewCsv(overview, t))).toEqual([
      ['機關', '106', '107', '合計'],
      ['外交部', '3', '未收錄', '3'],
      ['合計', '3', '0', '3'],
    ])
  })
})

describe('a citation', () => {
  it('is plain', () => {
    expect(citation({ record: project, document, address }, 'plain')).toBe(
      `外交部，〈駐外技術服務〉，《外交部106年度施政計畫》，頁12，${address}。`,
    )
  })

  it('is APA-like, with the Gregorian year', () => {
    expect(citation({ record: project, document, address }, 'apa')).toBe(
      `外交部（2017）。駐外技術服務。載於外交部106年度施政計畫（頁 12）。${address}`,
    )
  })

  it('names the publisher where it is another', () => {
    const other = { ...document, publisher: '行政院' }
    expect(citation({ record: project, document: other, address }, 'apa')).toContain('行政院。')
  })

  it('is BibTeX whose braces balance whatever a title holds', () => {
    const record = { ...project, title: '成長 5% & {括號} #1_甲', source: { ...project.source, lastPage: '13' } }
    const bibtex = citation({ record, document, address: `${origin}/items/%E6%96%B0` }, 'bibtex')
    expect(bibtex).toContain(String.raw`title = {成長 5\% \& \{括號\} \#1\_甲}`)
    expect(bibtex).toContain('pages = {12--13}')
    expect(bibtex).toContain(String.raw`url = {https://example.org/items/\%E6\%96\%B0}`)
    const bare = bibtex.replace(/\\[{}]/gu, '')
    expect(bare.split('{')).toHaveLength(bare.split('}').length)
  })
})
