import type { FieldName, FieldValue, Span } from './node.js'

export interface WordToken extends Span {
  type: 'word'
  text: string
  exact: boolean
}

export interface PhraseToken extends Span {
  type: 'phrase'
  text: string
  exact: boolean
  /** Of `~20`, within 0 to MAX_DISTANCE. */
  distance?: number
}

/** A value of a field, with its place. */
export type ValueToken = FieldValue & Span

export interface FieldToken extends Span {
  type: 'field'
  field: Exclude<FieldName, 'title'>
  /** One or more. */
  values: ValueToken[]
}

export interface TitleToken extends Span {
  type: 'title'
  /** Alternatives, one or more; undefined where a parenthesis follows. */
  items: (WordToken | PhraseToken)[] | undefined
}

export interface OperatorToken extends Span {
  type: 'open' | 'close' | 'or' | 'and' | 'not'
}

export type Token = WordToken | PhraseToken | FieldToken | TitleToken | OperatorToken
