import { foldInPlace, heardAs, type Readings, type Segmenter } from '../text/index.js'
import type { KeywordIndex } from './keyword-index.js'

/** A part of a query that is probably written wrong. */
export interface SpellingSuggestion {
  /** Where it stands in the query, UTF-16 code units. */
  start: number
  end: number
  from: string
  /** What the records have instead, as they write it. */
  to: string
  /** Whether the two sound alike, or differ in one character. */
  by: 'sound' | 'character'
  /** Number of records that hold `to`. */
  frequency: number
}

/** Longest word that is looked for. */
const LONGEST = 6
/** A candidate must be in so many times more records than the pairs of characters that would be replaced. */
const FREQUENCY_RATIO = 10
/** Records that must hold a word of two characters, or one that does not sound alike: such are alike by chance, too. */
const LEAST_FREQUENCY = 3

interface Candidate {
  word: string
  surface: string
  frequency: number
}

/**
 * Finds words of the index that a query probably meant: the same sound, or one character off (登格熱 for 登革熱, 原著民
 * for 原住民). It says nothing about what the records hold as it is written. Whether a suggestion is followed is for
 * the caller to decide, best where the query as written finds little.
 */
export class Spelling {
  /** Words with one character left out, 登*热, and by the sound of all their characters. */
  private readonly byPattern = new Map<string, Candidate[]>()
  private readonly bySound = new Map<string, Candidate[]>()

  constructor(
    private readonly index: KeywordIndex,
    private readonly readings: Readings,
    private readonly segmenter: Segmenter,
    /** Words of the language, folded, also such as no record holds (`dictionaryWords`): they are not taken for errors. */
    private readonly known: ReadonlySet<string>,
  ) {
    for (const candidate of index.words()) {
      const length = candidate.word.length
      if (length < 2 || length > LONGEST || !/^\p{Script=Han}+$/u.test(candidate.word)) continue
      for (let i = 0; i < length; i++) push(this.byPattern, pattern(candidate.word, i), candidate)
      for (const sound of this.sounds(candidate.word)) push(this.bySound, sound, candidate)
    }
  }

  /** The best suggestions that do not overlap, in the order of the query. */
  suggest(query: string): SpellingSuggestion[] {
    const folded = foldInPlace(query)
    const inside = this.knownInside(query)
    const found: SpellingSuggestion[] = []
    for (const { 0: run, index: at } of folded.matchAll(/\p{Script=Han}{2,}/gu)) {
      for (let start = 0; start < run.length; start++) {
        for (let end = start + 2; end <= Math.min(run.length, start + LONGEST); end++) {
          const range = { start: at + start, end: at + end }
          const best = inside.mayBeWrong(range.start, range.end) ? this.bestFor(run.slice(start, end)) : undefined
          if (best) {
            found.push({ ...range, from: query.slice(range.start, range.end), ...best })
          }
        }
      }
    }
    found.sort(better)
    const chosen: SpellingSuggestion[] = []
    for (const one of found) if (chosen.every((c) => c.end <= one.start || one.end <= c.start)) chosen.push(one)
    return chosen.sort((a, b) => a.start - b.start)
  }

  /**
   * Where a query may be written wrong: a part that cuts no known word, and is not made of known words only. Wrong
   * characters leave pieces that are no words (登/格/熱, 原著/民).
   */
  private knownInside(query: string): { mayBeWrong: (start: number, end: number) => boolean } {
    const words = this.segmenter.segment(query).filter(({ word }) => this.known.has(word))
    return {
      mayBeWrong: (start, end) => {
        const touching = words.filter((word) => word.start < end && start < word.end)
        const whole = touching.every((word) => start <= word.start && word.end <= end)
        return whole && touching.reduce((sum, word) => sum + word.end - word.start, 0) < end - start
      },
    }
  }

  private bestFor(written: string): Pick<SpellingSuggestion, 'to' | 'by' | 'frequency'> | undefined {
    if (this.index.documentFrequency(written) > 0) return undefined
    const candidates = new Set([
      ...Array.from(written, (_, i) => this.byPattern.get(pattern(written, i)) ?? []).flat(),
      ...this.sounds(written).flatMap((sound) => this.bySound.get(sound) ?? []),
    ])
    const suggestions = [...candidates].flatMap(({ word, surface, frequency }) => {
      const changed = Array.from(word, (_, i) => i).filter((i) => word[i] !== written[i])
      const by = changed.every((i) => this.alike(word.charAt(i), written.charAt(i))) ? 'sound' : 'character'
      if (changed.length > 1 && (by === 'character' || word.length === 2)) return []
      if (by === 'character' && word.length === 2) return []
      if ((by === 'character' || word.length === 2) && frequency < LEAST_FREQUENCY) return []
      const pairs = changed.flatMap((i) => [written.slice(i - 1, i + 1), written.slice(i, i + 2)])
      const known = Math.max(0, ...pairs.map((pair) => (pair.length === 2 ? this.index.documentFrequency(pair) : 0)))
      return known * FREQUENCY_RATIO > frequency ? [] : [{ to: surface, by, frequency } as const]
    })
    return suggestions.sort(
      (a, b) => Number(b.by === 'sound') - Number(a.by === 'sound') || b.frequency - a.frequency,
    )[0]
  }

  private alike(a: string, b: string): boolean {
    const heard = new Set(this.readings.get(a)?.map(heardAs))
    return this.readings.get(b)?.some((syllable) => heard.has(heardAs(syllable))) ?? false
  }

  /** The sounds of a word, several where a character has several readings; none where one has no reading. */
  private sounds(word: string): string[] {
    let sounds = ['']
    for (const character of word) {
      const heard = new Set(this.readings.get(character)?.map(heardAs))
      sounds = sounds.flatMap((sound) => [...heard].map((one) => `${sound} ${one}`)).slice(0, MOST_SOUNDS)
    }
    return sounds
  }
}

/** Readings of a word that are followed; a few characters have four or five each. */
const MOST_SOUNDS = 16

/** Sound before character, the longer before the shorter, the more frequent before the rarer. */
function better(a: SpellingSuggestion, b: SpellingSuggestion): number {
  return (
    Number(b.by === 'sound') - Number(a.by === 'sound') ||
    b.end - b.start - (a.end - a.start) ||
    b.frequency - a.frequency ||
    a.start - b.start
  )
}

const pattern = (word: string, i: number): string => `${word.slice(0, i)}*${word.slice(i + 1)}`

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
