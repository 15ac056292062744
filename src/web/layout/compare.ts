import type { Range } from '../../record.js'
import { merged } from './segments.js'

export interface ComparedText {
  /** Stretches that all the other texts hold too. */
  common: Range[]
  /** Stretches that no other text holds. */
  different: Range[]
}

/** A stretch shared by chance is short: three characters or fewer are no common wording. */
const SHORTEST = 4

/**
 * What texts share, wherever it stands in them: points are often moved from year to year, which a diff would call
 * removed and added. A place is shared with another text where it lies in a stretch of at least SHORTEST characters
 * (or a whole shorter text) that the other holds. White space, width and punctuation don't count as differences.
 */
export function compareTexts(texts: readonly string[]): ComparedText[] {
  const bare = texts.map(bareText)
  return texts.map((text, index) => {
    const others = bare.filter((other, at) => at !== index && other.text !== '')
    const own = bareText(text)
    const shared = others.map((other) => spread(sharedPlaces(own.text, other.text), own.places, text.length))
    const common = placesWhere(text, (at) => shared.length > 0 && shared.every((places) => places[at] === 1))
    const different = placesWhere(
      text,
      (at) => shared.length > 0 && shared.every((places) => places[at] === 0) && !/[\s\p{P}]/u.test(text.charAt(at)),
    )
    return { common, different }
  })
}

interface BareText {
  /** Without white space, in half width where there is one. */
  text: string
  /** Where in the whole text each of its characters stands. */
  places: number[]
}

function bareText(text: string): BareText {
  const bare: BareText = { text: '', places: [] }
  for (let at = 0; at < text.length; at++) {
    const folded = text.charAt(at).normalize('NFKC')
    if (/^\s*$/u.test(folded)) continue
    bare.text += folded.length === 1 ? folded : text.charAt(at)
    bare.places.push(at)
  }
  return bare
}

/** Marks of a bare text as marks of the whole; white space between two places goes with the one before it. */
function spread(marks: Uint8Array, places: readonly number[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  places.forEach((at, index) => whole.fill(marks[index] ?? 0, at, places[index + 1] ?? length))
  return whole
}

function sharedPlaces(text: string, other: string): Uint8Array {
  const places = new Uint8Array(text.length)
  const length = Math.min(SHORTEST, text.length, other.length)
  if (length === 0) return places
  const grams = new Set<string>()
  for (let at = 0; at + length <= other.length; at++) grams.add(other.slice(at, at + length))
  for (let at = 0; at + length <= text.length; at++) {
    if (grams.has(text.slice(at, at + length))) places.fill(1, at, at + length)
  }
  return places
}

function placesWhere(text: string, holds: (at: number) => boolean): Range[] {
  const ranges: Range[] = []
  for (let at = 0; at < text.length; at++) if (holds(at)) ranges.push([at, at + 1])
  return merged(ranges)
}
