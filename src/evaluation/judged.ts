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

/** Reads a file of judged queries: a JSON array. Throws `bad-option` with the place of the first entry that is wrong. */
export function parseJudged(json: string, file: string): JudgedQuery[] {
  const wrong = (what: string) =>
    new ShizhengError(
      'bad-option',
      `${file} 不是評測檔：${what}。應為 JSON 陣列，每項有 query、type、relevant（year、agency、item、content、grade）。`,
    )
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw wrong('不是 JSON')
  }
  if (!Array.isArray(value)) throw wrong('不是陣列')
  return value.map((entry: unknown, i) => {
    if (
      !isObject(entry) ||
      typeof entry.query !== 'string' ||
      typeof entry.type !== 'string' ||
      !Array.isArray(entry.relevant)
    )
      throw wrong(`第 ${i + 1} 項缺少欄位`)
    const relevant = entry.relevant.map((r: unknown) => {
      const item = asItem(r)
      if (!item || !isObject(r) || typeof r.grade !== 'number') throw wrong(`第 ${i + 1} 項的 relevant 缺少欄位`)
      return { ...item, grade: r.grade }
    })
    const source = asItem(entry.source)
    return { query: entry.query, type: entry.type, relevant, ...(source ? { source } : {}) }
  })
}
