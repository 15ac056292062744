import { endsWord, isDoubleQuote, isEquals, isMinus, isSearchable } from './characters.js'
import { KIND_NAMES } from './kinds.js'
import type { FieldNode, FieldValue, QueryNode } from './node.js'
import {
  FIELD_NAMES,
  LONGEST_FIELD_NAME,
  LOWER_CASE_OPERATORS,
  fieldLike,
  fieldNamed,
  operatorWord,
} from './operators.js'
import { printYears } from './years.js'

/**
 * The query that parses to this tree, without problems. Holds for every canonical tree (see `allOf`) whose nesting is
 * within LIMITS.queryDepth; `all` is the empty query.
 */
export function printQuery(node: QueryNode): string {
  switch (node.type) {
    case 'all':
      return ''
    case 'word':
      return node.exact ? `=${printWord(node.text, true)}` : printWord(node.text, false)
    case 'phrase':
      return `${node.exact ? '=' : ''}${quote(node.text)}`
    case 'near':
      return `${node.exact ? '=' : ''}${quote(node.words.join(' '))}~${node.distance}`
    case 'field':
      return `${FIELD_NAMES[node.field][0]}:${printField(node)}`
    case 'and':
      return node.nodes.map(operand).join(node.required ? ' AND ' : ' ')
    case 'or':
      return node.nodes.map(operand).join(' OR ')
    case 'not':
      return `-${operand(node.node)}`
  }
}

function operand(node: QueryNode): string {
  return node.type === 'and' || node.type === 'or' ? `(${printQuery(node)})` : printQuery(node)
}

function printField(node: FieldNode): string {
  switch (node.field) {
    case 'title': {
      const { type } = node.node
      const bare = type === 'word' || type === 'phrase' || type === 'near'
      return bare ? printQuery(node.node) : `(${printQuery(node.node)})`
    }
    case 'year':
      return node.ranges.map(printYears).join(',')
    case 'kind':
      return node.kinds.map((kind) => KIND_NAMES[kind][0]).join(',')
    case 'agency':
    case 'category':
    case 'document':
      return node.values.map(printValue).join(',')
  }
}

function printValue({ text, exact }: FieldValue): string {
  const plain = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}._-]*[\p{L}\p{N}\p{M}])?$/u.test(text)
  return `${exact ? '=' : ''}${plain ? text : quote(text)}`
}

/** In straight quotes, with a backslash before what would end them and before a backslash. */
function quote(text: string): string {
  let quoted = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    quoted += char === '\\' || isDoubleQuote(char) ? `\\${char}` : char
  }
  return `"${quoted}"`
}

/** The word with a backslash before each sign that would end it, and before itself where it would be an operator. */
function printWord(text: string, exact: boolean): string {
  let word = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    word += char === '\\' || endsWord(text, i) ? `\\${char}` : char
  }
  if (word.startsWith('\\')) return word
  const plain = isSearchable(text) && (exact || !readsOtherwise(text))
  return plain ? word : `\\${word}`
}

/** Whether a bare word of this text would be read as something else. */
function readsOtherwise(text: string): boolean {
  if (isMinus(text.charAt(0)) || isEquals(text.charAt(0)) || operatorWord(text) !== undefined) return true
  // Lower-case operators and misspelt fields are words, but raise a question; the backslash answers it.
  if (LOWER_CASE_OPERATORS.has(text)) return true
  const name = text.slice(0, Math.max(0, text.slice(0, LONGEST_FIELD_NAME + 3).search(/[:：]/)))
  return fieldNamed(name) !== undefined || fieldLike(name) !== undefined
}
