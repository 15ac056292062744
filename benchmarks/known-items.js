import { isFiller } from '../dist/query/index.js'
import { splitPassages } from '../dist/text/index.js'

/** A generator of numbers from 0 to 1 that always gives the same ones for a seed (a linear congruential one). */
export function random(seed) {
  let state = seed
  return () => (state = (state * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
}

/**
 * Queries made from plan items, which have to find them again: three words of a passage in any order; a passage of which
 * every second word is gone; the same of which only single characters of most words are left, as where someone says it
 * in other words. `ordinals` are the items with the same title and text (other years).
 */
export function knownItems({ collection: { records }, segmenter }, count) {
  const next = random(7)
  const eligible = records.filter((r) => r.kind === 'project' && !r.uncertain && r.text.length > 40)
  const queries = []
  while (queries.length < count) {
    const record = eligible[Math.floor(next() * eligible.length)]
    const ranges = splitPassages(record.text)
    const [start, end] = ranges[Math.floor(next() * ranges.length)]
    const passage = record.text.slice(start, end)
    const words = segmenter
      .segment(passage)
      .map((word) => passage.slice(word.start, word.end))
      .filter((word) => !isFiller(word) && /\p{Script=Han}/u.test(word))
    if (words.length < 5) continue
    const type = ['words', 'half', 'characters'][queries.length % 3]
    const query = MAKE[type](words, next)
    if (query.length < 4) continue
    const ordinals = records.flatMap((r, i) =>
      r.kind === 'project' && r.title === record.title && r.text === record.text ? [i] : [],
    )
    queries.push({ query, type, ordinals })
  }
  return queries
}

const MAKE = {
  words: (words, next) => {
    const left = [...new Set(words.filter((word) => word.length > 1))]
    const chosen = []
    while (chosen.length < 3 && left.length > 0) chosen.push(...left.splice(Math.floor(next() * left.length), 1))
    return chosen.join(' ')
  },
  half: (words, next) =>
    words
      .slice(0, 14)
      .filter(() => next() > 0.5)
      .join(''),
  characters: (words, next) =>
    words
      .slice(0, 12)
      .filter(() => next() > 0.3)
      .map((word) => (next() < 0.6 ? Array.from(word).at(next() < 0.5 ? 0 : -1) : word))
      .join(''),
}
