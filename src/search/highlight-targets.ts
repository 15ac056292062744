import type { HighlightTarget } from '../keyword/index.js'
import { walk } from '../query/index.js'
import type { QueryResult } from './run-query.js'

/** A word of one character is marked only where the query has no longer one that the record holds. */
const LEAST_LENGTH = 2

/**
 * What to mark in a hit: phrases and proximities of the query, whole runs of it, and those of its words that the
 * record holds, the filler of questions left out.
 */
export function highlightTargets({ parsed, wanted }: QueryResult, ordinal: number): (string | HighlightTarget)[] {
  const targets: (string | HighlightTarget)[] = []
  for (const { node, negated } of walk(parsed.node)) {
    if (negated) continue
    if (node.type === 'phrase') targets.push({ kind: 'phrase', text: node.text, exact: node.exact })
    else if (node.type === 'near')
      targets.push({ kind: 'near', texts: node.words, distance: node.distance, exact: node.exact })
    else if (node.type === 'word' && node.exact) targets.push({ kind: 'phrase', text: node.text, exact: true })
  }
  const held = wanted.words.filter((word) => word.mask[ordinal] && !word.filler)
  const long = held.filter((word) => word.word.length >= LEAST_LENGTH)
  return [...targets, ...(long.length > 0 ? long : held).map((word) => word.word)]
}
