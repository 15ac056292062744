import type { Hit, Range } from '../index.js'
import type { SearchResponse } from '../search/types.js'

const bold = (text: string): string => (process.stdout.isTTY ? `\u001B[1m${text}\u001B[22m` : text)
const dim = (text: string): string => (process.stdout.isTTY ? `\u001B[2m${text}\u001B[22m` : text)
const mark = (text: string): string => (process.stdout.isTTY ? `\u001B[7m${text}\u001B[27m` : `【${text}】`)

/** The part `[start, end)` of a text with the ranges in it marked. */
function marked(text: string, start: number, end: number, ranges: readonly Range[]): string {
  let out = ''
  let from = start
  for (const [a, b] of ranges) {
    if (b <= from || a >= end) continue
    out += text.slice(from, Math.max(a, from)) + mark(text.slice(Math.max(a, from), Math.min(b, end)))
    from = Math.min(b, end)
  }
  return out + text.slice(from, end)
}

/** How the query was understood, and how many records it finds. */
export function printQuery({ query, total, facets, took }: SearchResponse): void {
  const lines = [`${total.toLocaleString('en')} 筆（${took.toFixed(0)} 毫秒）`]
  for (const { from, to } of query.corrected ?? []) lines.push(`「${from}」幾乎查無資料，改以「${to}」搜尋。`)
  for (const problem of query.problems)
    lines.push(`第 ${problem.start + 1} 字：${problem.message}${problem.suggestion ? `（${problem.suggestion}）` : ''}`)
  for (const { text, reason } of query.ignored) lines.push(`未採用「${text}」：${reason}`)
  const counts = (values: readonly { value: string | number; count: number }[]) =>
    values
      .slice(0, 8)
      .map(({ value, count }) => `${value} ${count}`)
      .join('、')
  if (facets && total > 0) lines.push(`年度：${counts(facets.year)}　機關：${counts(facets.agency)}`)
  process.stdout.write(lines.join('\n') + '\n')
}

/** Hits for reading: where it stands, what it is, and the best passages. */
export function printHits(hits: readonly Hit[], offset: number): void {
  hits.forEach((hit, i) => {
    const page = hit.source.page === null ? '' : `，第 ${hit.source.page} 頁`
    const lines = [
      '',
      `${offset + i + 1}. ${bold(hit.title)}${hit.uncertain ? '（原文判讀未必正確）' : ''}`,
      dim(`   ${hit.year} 年度 ${hit.agency}（${hit.source.document}${page}）  ${hit.id}`),
    ]
    for (const passage of hit.passages)
      lines.push(`   ${marked(hit.text, passage.start, passage.end, passage.highlights).trim()}`)
    process.stdout.write(lines.join('\n') + '\n')
  })
}
