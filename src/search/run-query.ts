import {
  fieldProblems,
  parseQuery,
  reportFiller,
  understand,
  walk,
  type ParsedQuery,
  type QueryNode,
} from '../query/index.js'
import type { Comparison } from '../semantic/index.js'
import { both, either, emptyMask, fullMask, type Mask } from './collection.js'
import { conditionMask } from './conditions.js'
import { gatherEvidence, type Evidence } from './evidence.js'
import { fuse, greatest, type Fused } from './fuse.js'
import { conditionContext, type EngineParts } from './parts.js'
import type { Mode, QueryReport, Understood } from './types.js'
import { correctSpelling, replaceParts, type Correction } from './corrected.js'
import { gatherWanted, type Wanted } from './wanted.js'

/**
 * A record counts as found by words where they cover at least this share of what the best record covers: all words are
 * wanted, but an everyday question is covered by none.
 */
const LEAST_COVERAGE = 0.35
/** In hybrid mode also at least this share of the query: one common character of a question says less than meaning does. */
const LEAST_SHARE = 0.2
/** Least similarity, in standard deviations above the mean of all records, for a record to count as found by meaning. */
const LEAST_DEVIATION = 2

/** A query's result before filters, order and pages. */
export interface QueryResult {
  parsed: ParsedQuery
  wanted: Wanted
  report: Omit<QueryReport, 'filters'>
  /** Every record found. */
  found: Mask
  /** Found by words, by meaning. */
  byWords: Mask
  byMeaning: Mask
  fused: Fused
  /** Cosines of the query and a record's passages, where meaning took part. */
  nearness: ((ordinal: number) => number[]) | undefined
}

/** A query read, with all that is known of the records for it; nothing is decided yet. */
export interface Examined {
  /** As typed, and with its misspelt words corrected. */
  typed: ParsedQuery
  parsed: ParsedQuery
  corrected: Correction[]
  understood: Understood[]
  wanted: Wanted
  evidence: Evidence
  /** Where meaning takes part. */
  comparison: Comparison | undefined
}

/** Reads a query and gathers the evidence of the sides that take part in the mode. */
export async function examine(text: string, mode: Mode, parts: EngineParts): Promise<Examined> {
  const { embedder, vectors } = parts
  const typed = parseQuery(text)
  const corrected = mode === 'semantic' ? [] : correctSpelling(typed, parts)
  const parsed = corrected.length > 0 ? parseQuery(replaceParts(text, corrected)) : typed
  const understood = understand(parsed, parts.directory, parts.known.categories)
  const wanted = gatherWanted(parsed.node, understood, conditionContext(parts), parts.segmenter)
  const meant = mode === 'keyword' || wanted.text === '' ? [] : await embedder.embed([wanted.text], 'query')
  const [vector] = meant
  const comparison = vector ? vectors.compare(vector) : undefined
  const evidence = gatherEvidence(wanted, { words: mode !== 'semantic', comparison }, parts)
  return { typed, parsed, corrected, understood, wanted, evidence, comparison }
}

/**
 * Finds and scores the records of a query.
 *
 * Conditions (phrases, fields, exclusions …) hold in every mode. Where a phrase or another demanded text is among
 * them, they alone decide what is found, and words and meaning only rank. Otherwise a record is found by words where
 * they cover enough of the query, and by meaning where it is clearly nearer than most.
 */
export async function runQuery(text: string, mode: Mode, parts: EngineParts): Promise<QueryResult> {
  const { typed, parsed, corrected, understood, wanted, evidence, comparison } = await examine(text, mode, parts)
  const { size } = parts.collection
  const conditions = conditionMask(parsed.node, conditionContext(parts))
  const byWords = atLeast(evidence.coverage, leastCoverage(mode, greatest(evidence.coverage)))
  const byMeaning = atLeast(evidence.deviation, comparison ? LEAST_DEVIATION : Infinity)
  const restricting = demandsText(parsed.node) || wanted.text === ''
  const candidates = restricting ? fullMask(size) : either(byWords, byMeaning)
  const categories = parts.known.categories
  return {
    parsed,
    wanted,
    // A query of which nothing could be used finds nothing, not everything; only an empty one asks for everything.
    found: typed.node.type === 'all' && text.trim() !== '' ? emptyMask(size) : both(conditions, candidates),
    byWords,
    byMeaning,
    fused: fuse(evidence),
    nearness: comparison?.passages,
    report: {
      text,
      mode,
      words: wanted.words.filter((w) => !w.filler).map((w) => w.text),
      phrases: phrasesOf(parsed.node),
      ignored: [...typed.ignored, ...reportFiller(typed, parts.segmenter).ignored],
      understood: corrected.length > 0 ? understand(typed, parts.directory, categories) : understood,
      problems: [...typed.problems, ...fieldProblems(typed, parts.directory, parts.known)],
      ...(corrected.length > 0 ? { corrected: corrected.map(({ from, to }) => ({ from, to })) } : {}),
    },
  }
}

/** Coverage from which a record counts as found by words. */
function leastCoverage(mode: Mode, best: number): number {
  if (mode === 'semantic' || best === 0) return Infinity
  return Math.max(mode === 'hybrid' ? LEAST_SHARE : 0, LEAST_COVERAGE * best)
}

function atLeast(values: Float64Array, least: number): Mask {
  const mask = emptyMask(values.length)
  for (let i = 0; i < mask.length; i++) mask[i] = (values[i] ?? 0) >= least ? 1 : 0
  return mask
}

/** Whether the query's conditions ask for some text to be there, so that what fulfils them is an answer by itself. */
function demandsText(node: QueryNode): boolean {
  for (const { node: part, negated, demanded } of walk(node))
    if (!negated && (part.type === 'phrase' || part.type === 'near' || (part.type === 'word' && demanded))) return true
  return false
}

function phrasesOf(node: QueryNode): string[] {
  return [...walk(node)].flatMap(({ node: part, negated, demanded }) =>
    part.type === 'phrase' && !negated && !demanded ? [part.text] : [],
  )
}
