import type { RecordKind } from '../record.js'

/** Where a node stands in the query, UTF-16 code units, half-open. */
export interface Span {
  start: number
  end: number
}

/** Nothing was asked for: the query is empty, or nothing of it could be used. */
export interface AllNode extends Span {
  type: 'all'
}

/** A plain run of text. It is wanted, and ranks; see `AndNode.required` for when it is demanded. */
export interface WordNode extends Span {
  type: 'word'
  /** As typed, not folded; never empty. */
  text: string
  /** `=`: the letters as typed, without folding 台/臺, scripts, case and width. */
  exact: boolean
}

/** A quoted phrase: every hit holds it, in every mode. */
export interface PhraseNode extends Span {
  type: 'phrase'
  /** As typed, without the quotes and the white space at its ends; never empty. */
  text: string
  exact: boolean
}

/** `"甲 乙"~20`: all words, in any order, with at most `distance` characters between one and the next. */
export interface NearNode extends Span {
  type: 'near'
  /** Two or more, without white space. */
  words: string[]
  /** Characters (code points) between one word's end and the next one's beginning, 0 to MAX_DISTANCE. */
  distance: number
  exact: boolean
}

/** ROC years, both ends included, MIN_YEAR ≤ from ≤ to ≤ MAX_YEAR. */
export interface YearRange {
  from: number
  to: number
}

/** A value of a field as typed: an agency's name in any form, a category, the id of a document. */
export interface FieldValue {
  text: string
  /** `=`: this very name, without the agency's other names. */
  exact: boolean
}

/** Fields whose values are names. */
export interface NameFieldNode extends Span {
  type: 'field'
  field: 'agency' | 'category' | 'document'
  /** One or more; any of them will do. */
  values: FieldValue[]
}

export interface YearFieldNode extends Span {
  type: 'field'
  field: 'year'
  /** One or more; any of them will do. */
  ranges: YearRange[]
}

export interface KindFieldNode extends Span {
  type: 'field'
  field: 'kind'
  /** One or more; any of them will do. */
  kinds: RecordKind[]
}

/** Words and phrases looked for in the title alone, all of them demanded. The node holds no fields. */
export interface TitleFieldNode extends Span {
  type: 'field'
  field: 'title'
  node: QueryNode
}

export type FieldNode = NameFieldNode | YearFieldNode | KindFieldNode | TitleFieldNode

/**
 * Two or more conditions. Phrases, proximities, fields and negations restrict wherever they stand; words restrict
 * where `required` is true, and otherwise rank ("all wanted, best matches first").
 */
export interface AndNode extends Span {
  type: 'and'
  nodes: QueryNode[]
  /** True where the user wrote AND; false where the parts just stand beside each other. */
  required: boolean
}

/** Two or more alternatives. Words in it are demanded: a hit holds at least one of them. */
export interface OrNode extends Span {
  type: 'or'
  nodes: QueryNode[]
}

/** Hits do not match `node`. Words in it are taken literally. */
export interface NotNode extends Span {
  type: 'not'
  node: QueryNode
}

export type QueryNode = AllNode | WordNode | PhraseNode | NearNode | FieldNode | AndNode | OrNode | NotNode

export const FIELDS = ['agency', 'year', 'kind', 'category', 'title', 'document'] as const
export type FieldName = (typeof FIELDS)[number]

/** Characters between two words of a proximity; more than a whole record has. */
export const MAX_DISTANCE = 1_000

/**
 * The canonical forms: no `and` directly in an `and` of the same kind, no `or` in an `or`, no node with one child, no
 * `all` inside another node. What the parser builds is canonical, and a canonical tree survives printing.
 */
export function allOf(nodes: readonly QueryNode[], required: boolean, span: Span): QueryNode {
  const flat = nodes.flatMap((node) => {
    if (node.type === 'all') return []
    return node.type === 'and' && node.required === required ? node.nodes : [node]
  })
  const [first] = flat
  if (!first) return { type: 'all', start: span.start, end: span.end }
  if (flat.length === 1) return first
  return { type: 'and', nodes: flat, required, start: span.start, end: span.end }
}

/** Any of the nodes, in canonical form. An `all` among them says nothing and is left out. */
export function anyOf(nodes: readonly QueryNode[], span: Span): QueryNode {
  const flat = nodes.flatMap((node) => {
    if (node.type === 'all') return []
    return node.type === 'or' ? node.nodes : [node]
  })
  const [first] = flat
  if (!first) return { type: 'all', start: span.start, end: span.end }
  if (flat.length === 1) return first
  return { type: 'or', nodes: flat, start: span.start, end: span.end }
}

/** The negation, in canonical form: a negated negation is the node itself. */
export function noneOf(node: QueryNode, span: Span): QueryNode {
  if (node.type === 'all') return node
  if (node.type === 'not') return node.node
  return { type: 'not', node, start: span.start, end: span.end }
}

/** A node of the tree with the nodes that it stands in. */
export interface Visit {
  node: QueryNode
  /** Inside an odd number of negations. */
  negated: boolean
  /** Inside an OR, an AND or a negation that the user wrote, or in a title: its words are demanded. */
  demanded: boolean
}

/** Every node, outer ones first, in the order of the query. */
export function* walk(node: QueryNode, negated = false, demanded = false): Generator<Visit> {
  yield { node, negated, demanded }
  switch (node.type) {
    case 'and':
      for (const child of node.nodes) yield* walk(child, negated, demanded || node.required)
      break
    case 'or':
      for (const child of node.nodes) yield* walk(child, negated, true)
      break
    case 'not':
      yield* walk(node.node, !negated, true)
      break
    case 'field':
      if (node.field === 'title') yield* walk(node.node, negated, true)
      break
    case 'all':
    case 'word':
    case 'phrase':
    case 'near':
      break
  }
}
