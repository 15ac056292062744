import type { QueryProblem } from '../search/types.js'
import type { AgencyDirectory } from './agencies.js'
import { unknownAgency, usual, type KnownValues } from './filters.js'
import { walk, type FieldValue, type NameFieldNode } from './node.js'
import type { ParsedQuery } from './parse.js'
import { printQuery } from './print.js'

/**
 * Problems with the values of a query's fields, which only the index can tell: agencies, categories and documents that
 * it does not hold. Such a value matches nothing; it is not left out, or the query would match more than was asked.
 */
export function fieldProblems(
  parsed: ParsedQuery,
  directory: AgencyDirectory,
  known: KnownValues = {},
): QueryProblem[] {
  const problems: QueryProblem[] = []
  for (const { node } of walk(parsed.node)) {
    if (node.type !== 'field' || !('values' in node)) continue
    for (const value of node.values) {
      const problem = valueProblem(node, value, directory, known)
      if (!problem) continue
      const { message, instead } = problem
      const where = { start: node.start, end: node.end, message }
      if (instead === undefined) problems.push(where)
      else {
        const values = node.values.map((v) => (v === value ? { text: instead, exact: false } : v))
        const field = printQuery({ ...node, values })
        const suggestion = parsed.text.slice(0, node.start) + field + parsed.text.slice(node.end)
        problems.push({ ...where, suggestion })
      }
    }
  }
  return problems
}

function valueProblem(
  { field }: NameFieldNode,
  { text, exact }: FieldValue,
  directory: AgencyDirectory,
  known: KnownValues,
): { message: string; instead: string | undefined } | undefined {
  switch (field) {
    case 'agency': {
      const names = exact ? directory.exactly(text) : directory.resolve(text)
      if (names.length > 0) return undefined
      return { message: unknownAgency(text, directory), instead: directory.suggest(text, 1)[0] }
    }
    case 'category':
      return missing('計畫類別', text, known.categories)
    case 'document':
      return missing('文件', text, known.documents)
  }
}

function missing(what: string, text: string, values: readonly string[] | undefined) {
  if (!values || values.some((value) => usual(value) === usual(text))) return undefined
  const some = values.slice(0, 10).join('、')
  return {
    message: `沒有${what}「${text}」。索引裡有：${some}${values.length > 10 ? ' 等' : ''}。`,
    instead: undefined,
  }
}
