import { inverseDocumentFrequency, queryTerms, type QueryTerm } from '../keyword/index.js'
import { everydayFiller, walk, type QueryNode } from '../query/index.js'
import type { Segmenter } from '../text/index.js'
import { countMask, either, type Mask } from './collection.js'
import { literalMask, type ConditionContext } from './conditions.js'
import { filterMask } from './filters.js'
import type { Understood } from './types.js'

/** A word that the query wants, with the records that have it. */
export interface WantedWord {
  /** As the segmenter cuts it, folded. */
  word: string
  /** As typed. */
  text: string
  mask: Mask
  /** ln(1 + (N − df + ½) / (df + ½)), as in BM25; filler of everyday questions counts a tenth. */
  weight: number
  /** A function word or a phrase of everyday questions. */
  filler: boolean
}

/** What a query's words ask for, apart from its conditions. */
export interface Wanted {
  /** What the embedding model is given: all that is not excluded, plain words without the frame of a question. */
  text: string
  words: WantedWord[]
  /** The same as terms of the keyword index: words and character bigrams. */
  terms: QueryTerm[]
  /** The same without function words and what only frames a question, for its single characters. */
  characters: string
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
  for (const { mask, weight } of words) {
    const share = weight / total
    for (let ordinal = 0; ordinal < size; ordinal++)
      if (mask[ordinal]) covered[ordinal] = (covered[ordinal] ?? 0) + share
  }
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
      texts.push(subject(part, understood, segmenter))
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
  const text = texts.join(' ')
  const { size } = context.collection
  const weigh = (df: number) => inverseDocumentFrequency(size, df)
  return {
    text,
    terms,
    characters: withoutParts(text, everydayFiller(text, segmenter)),
    words: [...parts].map(([word, { text, filler }]) => {
      const mask = literalMask(text, false, context)
      return { word, text, mask, filler, weight: weigh(countMask(mask)) * (filler ? FILLER_WEIGHT : 1) }
    }),
    understood: understood.map((part) => ({ part, mask: understoodMask(part, context) })),
  }
}

/**
 * What a plain run of the query is about: without what only frames a question (政府做了什麼, 怎麼辦), which would pull
 * its vector towards records about the government doing things, and without what stands for an agency or a year. The
 * run as it is where nothing else would be left.
 */
function subject(
  { text, start }: { text: string; start: number },
  understood: readonly Understood[],
  segmenter: Segmenter,
): string {
  const frame = [
    ...everydayFiller(text, segmenter).filter(({ kind }) => kind === 'question'),
    ...understood.map((part) => ({ start: part.start - start, end: part.end - start })),
  ]
  const subjectText = withoutParts(text, frame).trim()
  return subjectText === '' ? text : subjectText
}

/** The text without these parts of it. */
function withoutParts(text: string, parts: readonly { start: number; end: number }[]): string {
  const units = Array.from({ length: text.length }, (_, i) => i)
  return units
    .filter((i) => !parts.some((part) => part.start <= i && i < part.end))
    .map((i) => text[i] ?? '')
    .join('')
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
