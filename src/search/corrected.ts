import { everydayFiller, walk, type ParsedQuery } from '../query/index.js'
import type { EngineParts } from './parts.js'

/** A part of the query and what is looked for instead. */
export interface Correction {
  /** Where it stands in the query. */
  start: number
  end: number
  from: string
  to: string
}

/** What stands in fewer records than this is found too little to be right. */
const LITTLE = 2
/** Terms are short. In a sentence any three characters across its words may look like some other word. */
const LONGEST = 10

/**
 * Words of the query that hardly any record holds but that sound like, or differ in one character from, words that
 * records hold (登格熱 for 登革熱). Only terms, not sentences, which the semantic side understands as they are; and only
 * plain words: what is in quotes, exact or excluded is taken as it is written.
 */
export function correctSpelling(parsed: ParsedQuery, { phrases, spelling, segmenter }: EngineParts): Correction[] {
  const foundLittle = (text: string) => phrases.find(text, { most: LITTLE }).length < LITTLE
  const plain = [...walk(parsed.node)].flatMap(({ node, negated }) =>
    node.type === 'word' &&
    !node.exact &&
    !negated &&
    node.text.length <= LONGEST &&
    everydayFiller(node.text, segmenter).length === 0 &&
    foundLittle(node.text)
      ? [node]
      : [],
  )
  return plain.flatMap((node) =>
    spelling()
      .suggest(node.text)
      .filter(({ from }) => foundLittle(from))
      // The places of a word's text hold in the query only where it stands there as it is, without escapes.
      .filter(() => parsed.text.slice(node.start, node.end) === node.text)
      .map(({ start, end, from, to }) => ({ start: node.start + start, end: node.start + end, from, to })),
  )
}

/** The query with the corrections made. They don't overlap and stand in the order of the query. */
export function replaceParts(text: string, corrections: readonly Correction[]): string {
  let out = ''
  let from = 0
  for (const { start, end, to } of corrections) {
    out += text.slice(from, start) + to
    from = end
  }
  return out + text.slice(from)
}
