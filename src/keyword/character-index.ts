import type { PlanRecord } from '../record.js'
import { foldText } from '../text/index.js'
import { inverseDocumentFrequency } from './idf.js'
import type { PassageRanges } from './passage-ranges.js'

/**
 * Which characters the passages of records hold.
 *
 * A Han character mostly is a morpheme: someone who describes a thing in words of their own still says some of its
 * characters (顯影藥 for 造影劑, 撈魚 for 漁撈), where not one word and hardly a bigram is the same. Single characters are
 * too common to find a record by; they tell apart records that are found.
 */
export class CharacterIndex {
  private constructor(
    /** Records. */
    readonly size: number,
    /** The record of each passage, ascending. */
    private readonly ordinals: Int32Array,
    /** Passages that hold the character, ascending, and the number of records that do. */
    private readonly postings: ReadonlyMap<string, { passages: Int32Array; frequency: number }>,
  ) {}

  /** Ordinals are places in `records`. Each passage is taken with its record's title. */
  static build(records: readonly PlanRecord[], passages: PassageRanges): CharacterIndex {
    const ordinals: number[] = []
    const lists = new Map<string, PostingList>()
    const listOf = (character: string): PostingList => {
      let list = lists.get(character)
      if (!list) lists.set(character, (list = { passages: [], frequency: 0, last: -1, isHan: HAN.test(character) }))
      return list
    }
    records.forEach(({ title, text }, ordinal) => {
      const own = Array.from(foldText(title), listOf)
      const ranges = passages.of(ordinal)
      for (const [start, end] of ranges.length > 0 ? ranges : [[0, 0] as const]) {
        const passage = ordinals.push(ordinal) - 1
        const add = (list: PostingList) => {
          if (!list.isHan || list.passages.at(-1) === passage) return
          list.passages.push(passage)
          if (list.last !== ordinal) list.frequency++
          list.last = ordinal
        }
        own.forEach(add)
        for (const character of foldText(text.slice(start, end))) add(listOf(character))
      }
    })
    const postings = new Map(
      Array.from(lists).flatMap(([character, { passages, frequency, isHan }]) =>
        isHan ? [[character, { passages: Int32Array.from(passages), frequency }] as const] : [],
      ),
    )
    return new CharacterIndex(records.length, Int32Array.from(ordinals), postings)
  }

  /**
   * For each record the greatest share of the text's Han characters that one of its passages holds, by their idf,
   * 0 to 1. All 0 for a text without Han characters.
   */
  coverage(text: string): Float64Array {
    const best = new Float64Array(this.size)
    const held = new Float64Array(this.ordinals.length)
    let whole = 0
    for (const character of hanCharacters(text)) {
      const { passages, frequency } = this.postings.get(character) ?? { passages: [], frequency: 0 }
      const weight = inverseDocumentFrequency(this.size, frequency)
      whole += weight
      for (const passage of passages) held[passage] = (held[passage] ?? 0) + weight
    }
    if (whole === 0) return best
    for (let passage = 0; passage < held.length; passage++) {
      const ordinal = this.ordinals[passage] ?? 0
      best[ordinal] = Math.max(best[ordinal] ?? 0, (held[passage] ?? 0) / whole)
    }
    return best
  }
}

/** Passages of one character while the index is built. */
interface PostingList {
  passages: number[]
  frequency: number
  /** The last record that has it. */
  last: number
  isHan: boolean
}

/** The different Han characters of a text, folded. */
function hanCharacters(text: string): Set<string> {
  const characters = new Set<string>()
  for (const character of foldText(text)) if (HAN.test(character)) characters.add(character)
  return characters
}

const HAN = /\p{Script=Han}/u
