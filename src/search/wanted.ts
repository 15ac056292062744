import { queryTerms, type QueryTerm } from '../keyword/index.js'
import { everydayFiller, walk, type QueryNode } from '../query/index.js'
import type { Segmenter } from '../text/index.js'
import { countMask, either, type Mask } from './collection.js'
import { literalMask, type ConditionContext } from './conditions.js'
import { filterMask } from './filters.js'
import type { Understood } from './types.js'

/** A word that the query wants, with the records that have it. */
export interface WantedWord {
  /** Folded. */
  word: string
  mask: Mask
  /** ln(1 + (N − df + ½) / (df + ½)), as in BM25; filler of everyday questions counts a tenth. */
  weight: number
  /** A function word or a phrase of everyday questions. */
  filler: boolean
}

/** What a query's words ask for, apart from its conditions. */
export interface Wanted {
  /** All words that are not excluded, as one text: what the embedding model is given. */
  text: string
  /** Plain runs of the query as typed, without phrases. */
  runs: string[]
  words: WantedWord[]
  /** The same as terms of the keyword index: words and character bigrams. */
  terms: QueryTerm[]
  /** Parts that name an agency, a year or a category, with the records of it. */
  understood: { part: Understood; mask: Mask }[]
}

/** Weight of a filler word beside its idf. */
const FILLER_WEIGHT = 0.1

/** Share of a query's weight that a record's words cover, 0 to 1, by ordinal. */
export function coverage(words: readonly Pick<WantedWord, 'mask' | 'weight'>[], size: number): Float64Array {
  const covered = new Float64Array(size)
  const total = words.reduce((sum, word) => sum + word.weight, 0)
  if (total === 0) return covered
  for (const { mask, weight } of words)
    mask.forEach((has, ordinal) => {
      if (has) covered[ordinal] = (covered[ordinal] ?? 0) + weight / total
    })
  return covered
}

/**
 * Gathers what the query wants. `understood` parts stand for themselves: a record of the agency has the agency's
 * name, also where its text does not say it.
 */
export function gatherWanted(
  node: QueryNode,
  understood: readonly Understood[],
  context: ConditionContext,
  segmenter: Segmenter,
): Wanted {
  const texts: string[] = []
  const runs: string[] = []
  const parts = new Map<string, { text: string; filler: boolean }>()
  const terms: QueryTerm[] = []
  // `at` is where the text stands in the query, for plain words, parts of which may stand for an agency or a year.
  const add = (text: string, at: number | undefined) => {
    const stands = ({ start, end }: { start: number; end: number }) =>
      at !== undefined && understood.some((u) => at + start < u.end && u.start < at + end)
    const filler = everydayFiller(text, segmenter)
    const weightOf = ({ start, end }: { start: number; end: number }) =>
      filler.some((f) => f.start <= start && end <= f.end) ? FILLER_WEIGHT : 1
    for (const word of segmenter.segment(text)) {
      if (stands(word) || parts.has(word.word)) continue
      parts.set(word.word, { text: text.slice(word.start, word.end), filler: weightOf(word) < 1 })
    }
    terms.push(...queryTerms(text, segmenter, (term) => (stands(term) ? 0 : weightOf(term))))
  }
  for (const { node: part, negated } of walk(node)) {
    if (negated) continue
    if (part.type === 'word') {
      texts.push(part.text)
      runs.push(part.text)
      add(part.text, part.start)
    } else if (part.type === 'phrase') {
      texts.push(part.text)
      add(part.text, undefined)
    } else if (part.type === 'near') {
      texts.push(...part.words)
      part.words.forEach((word) => {
        add(word, undefined)
      })
    }
  }
  const { size } = context.collection
  const weigh = (df: number) => Math.log(1 + (size - df + 0.5) / (df + 0.5))
  return {
    text: texts.join(' '),
    runs,
    terms,
    words: [...parts].map(([word, { text, filler }]) => {
      const mask = literalMask(text, false, context)
      return { word, mask, filler, weight: weigh(countMask(mask)) * (filler ? FILLER_WEIGHT : 1) }
    }),
    understood: understood.map((part) => ({ part, mask: understoodMask(part, context) })),
  }
}

function understoodMask(part: Understood, context: ConditionContext): Mask {
  const { collection, directory } = context
  const resolve = (name: string) => directory.resolve(name)
  const strings = part.values.map(String)
  switch (part.field) {
    case 'agency':
      return either(filterMask(collection, { agency: strings }, resolve), literalMask(part.text, false, context))
    case 'year':
      return filterMask(collection, { year: part.values.map(Number) }, resolve)
    case 'category':
      return filterMask(collection, { category: strings }, resolve)
    case 'kind':
      return filterMask(collection, { kind: collection.kindsNamed(strings) }, resolve)
  }
}
