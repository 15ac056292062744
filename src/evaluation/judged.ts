import { ShizhengError } from '../errors.js'

/** A plan item as a judge named it: found in an index by year, agency and wording, since ids differ between indexes. */
export interface JudgedItem {
  year: number
  agency: string
  /** Title. */
  item: string
  /** Text. */
  content: string
  /** 2: answers. 1: touches. */
  grade: number
}

export interface JudgedQuery {
  query: string
  /** Kind of query: keyword, colloquial, topic … */
  type: string
  relevant: JudgedItem[]
  /** Where given, the query is this item, and `relevant` is what is similar to it. */
  source?: Omit<JudgedItem, 'grade'>
}

/** A plan item and the same programme in other years, as a judge found them. */
export interface JudgedLineage {
  source: Omit<JudgedItem, 'grade'>
  continues: Omit<JudgedItem, 'grade'>[]
}

export type JudgedFile = { kind: 'queries'; queries: JudgedQuery[] } | { kind: 'lineages'; lineages: JudgedLineage[] }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function asItem(value: unknown): Omit<JudgedItem, 'grade'> | undefined {
  if (!isObject(value)) return undefined
  const { year, agency, item, content } = value
  return typeof year === 'number' &&
    typeof agency === 'string' &&
    typeof item === 'string' &&
    typeof content === 'string'
    ? { year, agency, item, content }
    : undefined
}

/**
 * Reads a judged file: a JSON array of queries (or items with what is similar to them), or of lineages, whose entries
 * have `continues`. Throws `bad-option` with the place of the first entry that is wrong.
 */
export function parseJudgedFile(json: string, file: string): JudgedFile {
  const entries = entriesOf(json, file)
  const lineages = entries.some((entry) => isObject(entry) && 'continues' in entry)
  return lineages
    ? { kind: 'lineages', lineages: entries.map((entry, i) => asLineage(entry, i, file)) }
    : { kind: 'queries', queries: entries.map((entry, i) => asQuery(entry, i, file)) }
}

/** The same for a file that has to hold queries. */
export function parseJudged(json: string, file: string): JudgedQuery[] {
  return entriesOf(json, file).map((entry, i) => asQuery(entry, i, file))
}

/** The same for a file that has to hold lineages. */
export function parseLineages(json: string, file: string): JudgedLineage[] {
  return entriesOf(json, file).map((entry, i) => asLineage(entry, i, file))
}

const wrong = (file: string, what: string): ShizhengError =>
  new ShizhengError(
    'bad-option',
    `${file} 不是評測檔：${what}。應為 JSON 陣列，每項有 query、type、relevant（year、agency、item、content、grade），` +
      '或 source、continues（year、agency、item、content）。',
  )

function entriesOf(json: string, file: string): unknown[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw wrong(file, '不是 JSON')
  }
  if (!Array.isArray(value)) throw wrong(file, '不是陣列')
  return value
}

function asQuery(entry: unknown, i: number, file: string): JudgedQuery {
  if (
    !isObject(entry) ||
    typeof entry.query !== 'string' ||
    typeof entry.type !== 'string' ||
    !Array.isArray(entry.relevant)
  )
    throw wrong(file, `第 ${i + 1} 項缺少欄位`)
  const relevant = entry.relevant.map((r: unknown) => {
    const item = asItem(r)
    if (!item || !isObject(r) || typeof r.grade !== 'number') throw wrong(file, `第 ${i + 1} 項的 relevant 缺少欄位`)
    return { ...item, grade: r.grade }
  })
  const source = asItem(entry.source)
  return { query: entry.query, type: entry.type, relevant, ...(source ? { source } : {}) }
}

function asLineage(entry: unknown, i: number, file: string): JudgedLineage {
  const source = isObject(entry) ? asItem(entry.source) : undefined
  if (!isObject(entry) || !source || !Array.isArray(entry.continues)) throw wrong(file, `第 ${i + 1} 項缺少欄位`)
  const continues = entry.continues.map((other: unknown) => {
    const item = asItem(other)
    if (!item) throw wrong(file, `第 ${i + 1} 項的 continues 缺少欄位`)
    return item
  })
  return { source, continues }
}
