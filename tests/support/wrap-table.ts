import { displayWidth } from '../../src/corpus/lines.js'

/** How a table is printed: widths of its columns in half-width columns, and what extraction leaves of the layout. */
export interface Print {
  widths: Readonly<Record<string, number>>
  /** Lines after which a page ends. */
  pageLines: number
  /** White space behind the last line of a cell. */
  ends: boolean
  /** Short cells are justified: 外 交 獎 學 金. */
  justified: boolean
  blankLines: boolean
}

const LABELS: Readonly<Record<string, string>> = {
  work: '工作計畫名稱',
  item: '重要計畫項目',
  category: '計畫類別',
  content: '實施內容',
  kpi: '與KPI關聯',
  goal: '關鍵策略目標',
  name: '關鍵績效指標',
  system: '評估\n體制',
  method: '評估\n方式',
  measure: '衡量標準',
  target: '年度目標值',
  link: '與中長程個案計畫關聯',
}
const RUNNING = ['content', 'measure']
const SPANNING = ['work', 'goal']

export type Cells = Readonly<Record<string, string>>

/** The header of the columns, a label a line, narrow ones broken. */
export function headerOf(columns: readonly string[]): string {
  return columns
    .filter((column) => column !== 'no')
    .map((column) => LABELS[column] ?? column)
    .join('\n')
}

/** Prints clean rows as text extraction gives a PDF table of this form, page after page in one text. */
export function wrapTable(rows: readonly Cells[], columns: readonly string[], print: Print): string {
  const out: string[] = []
  const newPage = (): void => {
    out.push(` ${headerOf(columns)} `)
  }
  newPage()
  const spanning = columns.find((c) => SPANNING.includes(c)) ?? ''
  const flow = columns.filter((c) => c !== spanning)
  const groupOf = groups(rows, spanning)
  // The rows that each page holds are known first, since a label stands before the last of its rows on its page.
  const pages: number[] = []
  let page = 0
  let lines = 0
  const printed = rows.map((row) => flow.map((c) => cellLines(row[c] ?? '', c, print)))
  for (const cells of printed) {
    const height = cells.reduce((n, cell) => n + cell.length, 0)
    if (lines > 0 && lines + height > print.pageLines) {
      page++
      lines = 0
    }
    pages.push(page)
    lines += height
  }
  printed.forEach((cells, i) => {
    if (i > 0 && pages[i] !== pages[i - 1]) newPage()
    const group = groupOf[i]
    const first = groupOf.indexOf(group ?? -1)
    let last = i
    while (groupOf[last + 1] === group && pages[last + 1] === pages[first]) last++
    if (spanning !== '' && pages[i] === pages[first] && i === last) {
      out.push(...cellLines(rows[i]?.[spanning] ?? '', spanning, print))
    }
    const line = { text: '' }
    for (const [k, cell] of cells.entries()) {
      // A cell of one line stands beside the first line of the next.
      if (cell.length === 1 && k + 1 < cells.length) {
        line.text += `${cell[0] ?? ''}${print.ends ? '' : ' '}`
        continue
      }
      const [head = '', ...rest] = cell
      out.push(line.text + head, ...rest)
      line.text = ''
    }
    if (line.text !== '') out.push(line.text)
  })
  return out.join(print.blankLines ? '\n\n' : '\n')
}

/** Number of the group of each row: rows of one spanning cell. */
function groups(rows: readonly Cells[], spanning: string): number[] {
  let group = 0
  return rows.map((row, i) => {
    const restarts = row['no'] === '1' && i > 0
    if (i > 0 && (row[spanning] !== rows[i - 1]?.[spanning] || restarts)) group++
    return group
  })
}

function cellLines(text: string, column: string, print: Print): string[] {
  const width = print.widths[column] ?? 20
  const paragraphs = RUNNING.includes(column) ? text.split(/(?<=。)(?=[一二三四五六七八九十]+、)/u) : [text]
  return paragraphs
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const char of paragraph) {
        if (line !== '' && displayWidth(line + char) > width && !/[，。、；：）」]/u.test(char)) {
          lines.push(line)
          line = ''
        }
        line += char
      }
      const justified = print.justified && !RUNNING.includes(column)
      const broken = lines.map((l) => (justified && /^[\p{Script=Han}]{4,}$/u.test(l) ? Array.from(l).join(' ') : l))
      return [...broken, line + (print.ends ? ' ' : '')]
    })
}
