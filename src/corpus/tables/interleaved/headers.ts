import type { TableKind } from '../table.js'

/**
 * The words of the printed headers, broken as a narrow column breaks them. A header is found as a run of these words,
 * in any order, since a flattened header is interleaved like its table.
 */
const WORDS: Readonly<Record<TableKind, readonly string[]>> = {
  plan: [
    '工作計畫名稱',
    '重要計畫項目',
    '計畫項目',
    '計畫名稱',
    '實施內容',
    '計畫類別',
    '計畫與KPI',
    '與KPI關聯',
    'KPI關聯',
    '與KPI',
    '類別',
    '關聯',
    '計畫',
    'KPI',
  ],
  kpi: [
    '關鍵績效指標',
    '關鍵策略目標',
    '與中長程',
    '與中程',
    '施政目標',
    '策略目標',
    '績效指標',
    '衡量標準',
    '年度目標值',
    '年度目標',
    '目標值',
    '評估體制',
    '評估方式',
    '個案計畫關聯',
    '個案計畫',
    '評估',
    '體制',
    '方式',
    '關聯',
    '指標',
    '目標',
  ],
  'common-kpi': [
    '共同性目標',
    '共同性指標',
    '關鍵績效指標',
    '與中長程',
    '施政目標',
    '衡量標準',
    '年度目標值',
    '評估體制',
    '評估方式',
    '個案計畫關聯',
    '個案計畫',
    '評估',
    '體制',
    '方式',
    '關聯',
  ],
}

/** Words that a header of the kind cannot do without; running text hardly has two of them in one run. */
const ANCHORS: Readonly<Record<TableKind, readonly string[]>> = {
  plan: ['工作計畫名稱', '重要計畫項目', '實施內容'],
  kpi: ['衡量標準', '年度目標值', '關鍵績效指標', '施政目標'],
  'common-kpi': ['衡量標準', '年度目標值', '共同性指標', '共同性目標'],
}

/** What of a header tells that its table has a column. Columns not named here are taken to be there. */
const EVIDENCE: Readonly<Record<string, RegExp>> = {
  work: /工作計畫/u,
  category: /類別/u,
  kpi: /KPI/u,
  system: /體制/u,
  method: /方式/u,
  measure: /衡量標準/u,
  target: /目標值/u,
  link: /中長程|個案計畫/u,
}

/** Half-open ranges of the text that are printed headers of the kind. */
export function findHeaders(text: string, kind: TableKind): [start: number, end: number][] {
  const found: [number, number][] = []
  const words = WORDS[kind]
  for (let i = 0; i < text.length;) {
    let end = i
    let anchors = 0
    for (;;) {
      const word = words.find((w) => text.startsWith(w, end))
      if (word === undefined) break
      if (ANCHORS[kind].includes(word)) anchors++
      end += word.length
    }
    if (anchors >= 2) {
      found.push([i, end])
      i = end
    } else i++
  }
  return trimToCommon(found, text)
}

/**
 * A cell that begins with a header's word (計畫…) right after the header would be swallowed: where another page's
 * header ends earlier, the words after that end belong to the table.
 */
function trimToCommon(found: readonly [number, number][], text: string): [number, number][] {
  const texts = found.map(([start, end]) => text.slice(start, end))
  return found.map(([start, end], i) => {
    const whole = texts[i] ?? ''
    const shorter = texts.filter((t) => whole.startsWith(t)).reduce((a, b) => (b.length < a.length ? b : a), whole)
    const kept = shorter.endsWith('關聯計畫') ? shorter.length - 2 : shorter.length
    return [start, Math.min(end, start + kept)]
  })
}

/** Whether the headers name a column, as far as they can tell. */
export function headersName(headers: readonly string[], column: string): boolean {
  const evidence = EVIDENCE[column]
  return headers.length === 0 || evidence === undefined || headers.some((h) => evidence.test(h))
}
