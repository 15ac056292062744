import type { RecordKind } from '../record.js'
import type { Understood } from '../search/types.js'
import { findYears, foldInPlace, toRocYear } from '../text/index.js'
import { isName } from './agency-bounds.js'
import type { AgencyDirectory } from './agencies.js'
import { isSeparator } from './characters.js'
import { walk, type Span } from './node.js'
import type { ParsedQuery } from './parse.js'

/** Categories that the plans' tables print. */
const CATEGORIES = ['社會發展', '科技發展', '公共建設', '其它', '其他']
/** Categories that are words of everyday speech, and so need 類 after them. */
const COMMON = new Set(['其它', '其他'])

const KINDS: readonly (readonly [string, RecordKind])[] = [
  ['關鍵績效指標', 'kpi'],
  ['共同性指標', 'kpi'],
  ['績效指標', 'kpi'],
  ['kpi', 'kpi'],
  ['施政方針', 'guideline'],
  ['施政目標', 'goal'],
  ['策略目標', 'goal'],
  ['重要計畫項目', 'project'],
  ['計畫項目', 'project'],
  ['重要計畫', 'project'],
  ['施政計畫', 'project'],
]

/** ROC years that plain text is taken to mean; 民國 before a number widens this. */
const FIRST_PLAIN_YEAR = 80
/** Years of one range: a longer one restricts nothing. */
const LONGEST_RANGE = 60

/**
 * Parts of the query's plain words that look like a filter: agencies by any of their names, years, categories, kinds.
 * In the order of the query, not overlapping. They weigh in the ranking; only the fields of the query language
 * restrict. Excluded words, exact words and what stands in quotes or fields are left alone.
 *
 * Agencies of which the index holds nothing are not among them. `categories` are those of the index.
 */
export function understand(
  parsed: ParsedQuery,
  directory: AgencyDirectory,
  categories: readonly string[] = CATEGORIES,
): Understood[] {
  return plainRuns(parsed).flatMap(({ start, end }) => {
    const text = parsed.text.slice(start, end)
    return understandText(text, directory, categories).map((part) => ({
      ...part,
      start: start + part.start,
      end: start + part.end,
    }))
  })
}

/** The same for a text that is no query: every part of it is plain. */
export function understandText(
  text: string,
  directory: AgencyDirectory,
  categories: readonly string[] = CATEGORIES,
): Understood[] {
  const found: Understood[] = []
  const add = (part: Omit<Understood, 'text'>) => {
    if (found.some((other) => part.start < other.end && other.start < part.end)) return
    found.push({ ...part, text: text.slice(part.start, part.end) })
  }
  for (const { start, end, names } of directory.find(text)) {
    if (names.length > 0) add({ field: 'agency', values: [...names], start, end })
  }
  for (const year of yearsIn(text)) add(year)
  const folded = foldInPlace(text)
  const bounded = (start: number, end: number) => {
    const before = found.some((part) => part.end === start) ? '' : text.slice(Math.max(0, start - 2), start)
    return isName(text.slice(start, end), before, text.slice(end, end + 2), true)
  }
  for (const category of [...categories].sort((a, b) => b.length - a.length)) {
    // The index may hold readings of damaged tables; a character or two are a name by chance.
    if (category.length < 3 && !COMMON.has(category)) continue
    for (const [start, end] of occurrences(folded, foldInPlace(category))) {
      const suffix = /^[類类][別别型]?/u.exec(text.slice(end, end + 2))?.[0].length ?? 0
      if (suffix === 0 && (COMMON.has(category) || !bounded(start, end))) continue
      add({ field: 'category', values: [category === '其他' ? '其它' : category], start, end: end + suffix })
    }
  }
  for (const [name, kind] of KINDS) {
    for (const [start, end] of occurrences(folded, foldInPlace(name))) {
      if (bounded(start, end)) add({ field: 'kind', values: [kind], start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The stretches of the query that are plain wanted words, with only separators between these. */
export function plainRuns(parsed: ParsedQuery): Span[] {
  const runs: Span[] = []
  for (const span of plainWords(parsed)) {
    const last = runs.at(-1)
    if (last && onlySpace(parsed.text, last.end, span.start)) last.end = span.end
    else runs.push({ ...span })
  }
  return runs
}

function plainWords(parsed: ParsedQuery): Span[] {
  const inTitle = new Set<unknown>()
  const spans: Span[] = []
  for (const { node, negated } of walk(parsed.node)) {
    if (node.type === 'field' && node.field === 'title') for (const inner of walk(node.node)) inTitle.add(inner.node)
    if (node.type === 'word' && !node.exact && !negated && !inTitle.has(node)) spans.push(node)
  }
  return spans.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start)
}

function onlySpace(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSeparator(text, i)) return false
  return true
}

function* occurrences(text: string, needle: string): Generator<[start: number, end: number]> {
  if (needle === '') return
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    yield [at, at + needle.length]
  }
}

// What a number counts. 人才, 項目, 公共 and the like begin a word of their own.
const COUNTED =
  '[元億亿萬万千百件座戶户頁页號号筆笔株隻輛辆噸吨度]|公[噸吨頃顷里尺斤]|人(?![才口力權权文事員员工物民材])|[項项](?!目)|[個个](?![資资案人])|名(?![稱称單单])|' +
  '[場场](?![域所館馆])|案(?![例件])|所(?![得有屬])|次(?![世級])|年'
const CE = '(?:19|20|21)\\d\\d'
/** A number of four digits alone is a year of the common era, unless it counts or numbers something. */
const PLAIN_CE = new RegExp(
  `(?<![\\p{Script=Latin}\\d.,\\-第])${CE}(?:\\s*(?:[-–~至到]|\\.\\.)\\s*${CE})?(?![\\p{Script=Latin}\\d%\\-]|[.,]\\d|\\s?(?:${COUNTED}))`,
  'gu',
)

function yearsIn(text: string): Omit<Understood, 'text'>[] {
  const named = findYears(text).map(({ from, to, range: [start, end], era }) => ({ from, to, start, end, era }))
  const bare = Array.from(halfWidth(text).matchAll(PLAIN_CE), (match) => {
    const [from = Number.NaN, to = from] = Array.from(match[0].matchAll(/\d{4}/gu), (m) => Number(m[0]))
    const start = match.index
    return { from: toRocYear(from), to: toRocYear(to), start, end: start + match[0].length, era: 'number' as const }
  })
  return [...named, ...bare].flatMap(({ from, to, start, end, era }) => {
    if (from === null || to === null || to < from || to - from >= LONGEST_RANGE) return []
    if (era === 'number' && from < FIRST_PLAIN_YEAR) return []
    return { field: 'year' as const, values: Array.from({ length: to - from + 1 }, (_, i) => from + i), start, end }
  })
}

/** Full-width ASCII as half-width, one for one. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
}
