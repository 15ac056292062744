import type { TableContext, TableKind } from '../table.js'
import { headersName } from './headers.js'
import { chineseNumeral } from './numerals.js'

/** What a column's cells may hold, before its table has been looked at. */
export interface ColumnSpec {
  name: string
  /**
   * span: one cell spans several rows · entry: a short cell in every row · text: running text with paragraphs ·
   * count: counts up from 1 with the rows of a spanning cell · ordinal: numeral of the spanning cell, counting up.
   */
  form: 'span' | 'entry' | 'text' | 'count' | 'ordinal'
  /** Usual width in half-widths, where the search for the table's own width begins. */
  width: number
  /** Cost (nats) of a row in which the cell is blank. */
  blank: number
  /** Texts that its cells are known to hold, and how often each is counted. */
  known: readonly string[]
  knownWeight: number
  /** Whether its cells hold the known texts and hardly anything else. */
  closed: boolean
  /** Share of its text that reads as any text does, beside what is known: units that no list has. */
  other: number
  /** Whether its cells read like titles. */
  titles: boolean
  /** Whether its texts are sentences, which mostly end with 。 */
  sentences: boolean
  /** Whether a cell may hold several known texts, joined by 、. */
  joined: boolean
}

const CATEGORIES = ['社會發展', '公共建設', '科技發展', '其它', '其他']
const NOTHING = ['無']
const PROGRAMMES = CATEGORIES.slice(0, 3)
const METHODS = ['統計數據', '進度控管', '問卷調查', '其它', '其他']

/** The shape of a target: a number and its unit. Digits are one class, so the figures stand for any. */
const TARGETS = ['0', '00', '000', '0.0', '00.0', '0,000', '00,000', '0.00', '0萬', '0.0萬'].flatMap((number) =>
  [
    '%',
    '',
    '人',
    '件',
    '項',
    '家',
    '人次',
    '次',
    '億元',
    '萬元',
    '場次',
    '個',
    '分',
    '戶',
    '處',
    '案',
    '年',
    '公頃',
    '萬人次',
  ].map((unit) => number + unit),
)

/** Pairs and triples of programmes as they are printed: 社會發展/科技發展. */
function combined(names: readonly string[]): string[] {
  return ['/', '、', ''].flatMap((mark) =>
    names.flatMap((a) =>
      names
        .filter((b) => b !== a)
        .flatMap((b) => [a + mark + b, ...names.filter((c) => c !== a && c !== b).map((c) => a + mark + b + mark + c)]),
    ),
  )
}

const spec = (name: string, form: ColumnSpec['form'], width: number, more: Partial<ColumnSpec> = {}): ColumnSpec => ({
  name,
  form,
  width,
  blank: 9,
  known: [],
  knownWeight: 1,
  closed: false,
  other: 0,
  titles: false,
  sentences: false,
  joined: false,
  ...more,
})

/** The columns of a kind of table that its headers do not rule out, as they are printed from left to right. */
export function columnSpecs(kind: TableKind, headers: readonly string[], context: TableContext): ColumnSpec[] {
  const all = kind === 'plan' ? planColumns(context) : kpiColumns(context)
  return all.filter(({ name }) => headersName(headers, name === 'ordinal' ? 'goal' : name))
}

function planColumns({ kpis }: TableContext): ColumnSpec[] {
  return [
    spec('work', 'span', 12, { titles: true }),
    spec('item', 'entry', 12, { titles: true }),
    spec('category', 'entry', 4, {
      known: [...CATEGORIES, ...combined(PROGRAMMES)],
      knownWeight: 12,
      blank: 8,
      closed: true,
    }),
    spec('content', 'text', 42, { blank: 6, sentences: true }),
    spec('kpi', 'entry', 8, { known: kpis, knownWeight: 6, joined: true, blank: 2.5 }),
  ]
}

function kpiColumns({ goals }: TableContext): ColumnSpec[] {
  const numbers = Array.from({ length: 30 }, (_, i) => chineseNumeral(i + 1))
  return [
    spec('ordinal', 'ordinal', 2, { known: numbers, knownWeight: 1, blank: 4 }),
    spec('goal', 'span', 10, { known: goals.map(withoutNumeral), knownWeight: 8 }),
    spec('no', 'count', 2),
    spec('name', 'entry', 18, { titles: true }),
    spec('system', 'entry', 2, { known: ['1', '2', '3', '4', '5'], knownWeight: 2, blank: 8, closed: true }),
    spec('method', 'entry', 4, { known: METHODS, knownWeight: 8, blank: 8, closed: true }),
    spec('measure', 'text', 18),
    spec('target', 'entry', 12, { known: TARGETS, knownWeight: 1, other: 0.03, blank: 5 }),
    spec('link', 'entry', 8, {
      known: [...NOTHING, ...PROGRAMMES, ...combined(PROGRAMMES)],
      knownWeight: 12,
      blank: 5,
      closed: true,
    }),
  ]
}

function withoutNumeral(goal: string): string {
  return goal
    .trim()
    .replace(/^[一二三四五六七八九十]+、?/u, '')
    .replace(/[：:。]$/u, '')
}
