import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flattenTable, type Cells, type PrintedColumn } from './support/flatten-table.js'
import { PLAN_HEADER, exactRows, key, planColumns, wrongRows } from './support/rebuilt-table.js'
import { readDocument, Tracked } from '../src/corpus/index.js'
import { shippedFluency } from '../src/corpus/tables/fluency-statistics.js'
import { InterleavedReader } from '../src/corpus/tables/interleaved/index.js'

/**
 * Clean tables of other years and of another agency, printed with widths and columns that the reader is not told and
 * flattened: what it rebuilds can be compared cell by cell.
 */
const reader = new InterleavedReader(shippedFluency)

/** The plan table of a document with clean tables, and what its reader is given besides. */
function cleanTable(file: string, agency: string, year: number) {
  const table = readDocument(readFileSync(`seeds/${file}`), file, { agency, year }).tables.find(
    ({ input }) => input.kind === 'plan',
  )
  if (!table) throw new Error(`${file} has no table of projects`)
  const rows: Cells[] = table.reading.rows.map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, key(cell.text.replace(/<\/?p>/gu, ''))])),
  )
  return { rows, context: table.input.context }
}

interface Printing {
  name: string
  columns: PrintedColumn[]
  header: string
}

const AS_IN_107: Printing = {
  name: 'widths and columns as in 107',
  header: PLAN_HEADER,
  columns: planColumns({ work: 12, item: 12, category: 4, content: 42, kpi: 8 }),
}
const NARROWER: Printing = {
  name: 'narrower works and contents, wider items, no column of KPIs',
  header: '計畫工作計畫名稱重要計畫項目實施內容類別',
  columns: planColumns({ work: 10, item: 14, category: 4, content: 36 }),
}
const WIDER: Printing = {
  name: 'wider titles, narrow contents, no column of KPIs',
  header: '工作計畫名稱重要計畫項目計畫類別實施內容',
  columns: planColumns({ work: 16, item: 18, category: 8, content: 32 }),
}
const WIDE_PAGE: Printing = {
  name: 'a wide page with neither categories nor KPIs',
  header: '工作計畫名稱重要計畫項目實施內容',
  columns: planColumns({ work: 14, item: 16, content: 56 }),
}
const NARROW_CONTENTS: Printing = {
  name: 'narrow contents, wide items and KPIs',
  header: PLAN_HEADER,
  columns: planColumns({ work: 14, item: 16, category: 6, content: 30, kpi: 12 }),
}
const WIDE_CONTENTS: Printing = {
  name: 'wide contents and items',
  header: PLAN_HEADER,
  columns: planColumns({ work: 12, item: 16, category: 8, content: 48, kpi: 10 }),
}

const MAC = ['105-mac.txt', '行政院大陸委員會', 105] as const
const MOFA_106 = ['106-mofa.txt', '外交部', 106] as const
const MOFA_110 = ['110-mofa.txt', '外交部', 110] as const

/** What share of the rows is read exactly in every cell, at least. */
const CASES: { document: readonly [file: string, agency: string, year: number]; printing: Printing; least: number }[] =
  [
    { document: MAC, printing: AS_IN_107, least: 0.95 },
    { document: MAC, printing: NARROWER, least: 0.95 },
    { document: MAC, printing: WIDER, least: 0.85 },
    { document: MAC, printing: WIDE_PAGE, least: 0.85 },
    { document: MAC, printing: NARROW_CONTENTS, least: 0.95 },
    { document: MAC, printing: WIDE_CONTENTS, least: 0.95 },
    { document: MOFA_106, printing: AS_IN_107, least: 0.8 },
    { document: MOFA_106, printing: NARROWER, least: 0.75 },
    { document: MOFA_106, printing: NARROW_CONTENTS, least: 0.9 },
    { document: MOFA_106, printing: WIDE_CONTENTS, least: 0.9 },
    { document: MOFA_110, printing: AS_IN_107, least: 0.6 },
    { document: MOFA_110, printing: NARROWER, least: 0.7 },
    { document: MOFA_110, printing: WIDER, least: 0.6 },
  ]

describe('clean tables, flattened', () => {
  const wrong: { uncertain: boolean }[] = []

  it.each(CASES)('$document.0 is rebuilt: $printing.name', ({ document, printing: { columns, header }, least }) => {
    const { rows, context } = cleanTable(...document)
    const text = header + flattenTable(rows, columns).join('')
    const reading = reader.read({ kind: 'plan', pages: [{ label: '9-1', lines: [Tracked.of(text)] }], context })
    const names = columns.map(({ name }) => name)
    wrong.push(...wrongRows(reading, rows, names))
    expect(exactRows(reading, rows, names) / rows.length).toBeGreaterThanOrEqual(least)
  })

  it('marks most rows that it gets wrong', () => {
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong.filter((row) => row.uncertain).length / wrong.length).toBeGreaterThan(0.5)
  })
})
