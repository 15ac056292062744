import { foldInPlace, type Segmenter } from '../text/index.js'

/** What is indexed and looked for: a word, or two neighbouring Han characters. */
export interface Term {
  /** Folded. */
  term: string
  kind: 'word' | 'bigram'
  /** Where it stands in the text, UTF-16 code units. */
  start: number
  end: number
}

/** A term of a query. */
export interface QueryTerm {
  /** As `termsOf` gives it. */
  term: string
  /** Weight of the term in score and coverage. Default 1. */
  weight?: number
}

/** A bigram across two words is mostly a trace of them; on the judged queries half a word's weight ranks best. */
const BIGRAM_WEIGHT = 0.5

const NUMBER_WITH_UNIT = /^(\d+(?:\.\d+)?)(?:%|\p{Script=Han})/u
const HAN_RUN = /\p{Script=Han}{2,}/gu

/**
 * The terms of a text: its words, and the bigrams of its Han characters that are not words themselves. Words rank better
 * where segmentation is right, bigrams find what it cut differently here and there. A number with a unit (107年) also
 * gives the number.
 */
export function termsOf(text: string, segmenter: Segmenter): Term[] {
  const terms: Term[] = []
  const wordStarts = new Map<number, number>()
  for (const { word, start, end } of segmenter.segment(text)) {
    terms.push({ term: word, kind: 'word', start, end })
    wordStarts.set(start, end)
    const number = NUMBER_WITH_UNIT.exec(word)?.[1]
    if (number !== undefined) terms.push({ term: number, kind: 'word', start, end })
  }
  for (const { 0: run, index } of foldInPlace(text).matchAll(HAN_RUN)) {
    let at = index
    let previous = ''
    for (const character of run) {
      const start = at - previous.length
      const end = at + character.length
      if (previous !== '' && wordStarts.get(start) !== end) {
        terms.push({ term: previous + character, kind: 'bigram', start, end })
      }
      previous = character
      at = end
    }
  }
  return terms
}

/** The terms of a query with their weights, each once. `weigh` gives a further factor; a term that gets 0 is left out. */
export function queryTerms(
  text: string,
  segmenter: Segmenter,
  weigh: (term: Term) => number = () => 1,
): Required<QueryTerm>[] {
  const weights = new Map<string, number>()
  for (const found of termsOf(text, segmenter)) {
    const weight = weigh(found) * (found.kind === 'bigram' ? BIGRAM_WEIGHT : 1)
    if (weight > 0) weights.set(found.term, Math.max(weights.get(found.term) ?? 0, weight))
  }
  return Array.from(weights, ([term, weight]) => ({ term, weight }))
}
