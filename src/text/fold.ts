import type { Range } from '../record.js'
import { hanRepresentative, type HanScript } from './han.js'

declare const folded: unique symbol
/** An offset in folded text, in UTF-16 code units. Made by `Folded`, so that it cannot be taken for one in stored text. */
export type FoldedOffset = number & { readonly [folded]: true }
/** A half-open range of folded text. */
export type FoldedRange = readonly [start: FoldedOffset, end: FoldedOffset]

/** Text as search compares it, which knows for each of its characters what they were in the stored text. */
export class Folded {
  constructor(
    /** Folded text; it has no white space. */
    readonly text: string,
    /** Length of the stored text. */
    private readonly storedLength: number,
    /** Where the stored characters that unit i was folded from begin and end; null where unit i is stored unit i. */
    private readonly starts: Int32Array | null,
    private readonly ends: Int32Array | null,
  ) {}

  /** Two offsets in `text` as a range. Throws RangeError unless `0 ≤ start ≤ end ≤ text.length`. */
  range(start: number, end: number): FoldedRange {
    if (!(start >= 0 && start <= end && end <= this.text.length)) {
      throw new RangeError(`no range ${start} to ${end} in a folded text of ${this.text.length}`)
    }
    // The one place where a number becomes a folded offset: it has just been checked against this text.
    return [start as FoldedOffset, end as FoldedOffset]
  }

  /**
   * The stored characters that a folded range was read from. A character that folds to several (⑩ to 10, a letter with
   * combining marks) comes whole. White space inside is included, around it is not.
   */
  toStored([start, end]: FoldedRange): Range {
    const first = this.starts ? (this.starts[start] ?? this.storedLength) : start
    if (start === end) return [first, first]
    return [first, this.ends ? (this.ends[end - 1] ?? this.storedLength) : end]
  }

  /** Every place where a folded string stands, ascending; they may overlap. Empty for an empty string. */
  occurrences(needle: string): FoldedRange[] {
    const found: FoldedRange[] = []
    if (needle === '') return found
    for (let at = this.text.indexOf(needle); at >= 0; at = this.text.indexOf(needle, at + 1)) {
      found.push(this.range(at, at + needle.length))
    }
    return found
  }
}

/**
 * Folds text for search: NFKC, lower case, marks off Latin, Greek and Cyrillic letters, one form of each Han character
 * (see `HanScript`), of quotation marks, brackets and dashes; white space and invisible characters go.
 *
 * Folding a part that cuts no combining sequence gives the part of the folded whole, and folding twice changes nothing.
 */
export function fold(text: string, script: HanScript = 'merged'): Folded {
  return new Folding(text, tables[script]).run()
}

/** The folded text alone, where nothing need be found again in the stored text. */
export function foldText(text: string, script: HanScript = 'merged'): string {
  return fold(text, script).text
}

/**
 * Folds each character that folds to one of the same length and leaves the others, so that every offset stays what it
 * was. White space stays.
 */
export function foldInPlace(text: string, script: HanScript = 'merged'): string {
  const table = tables[script]
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const unit = table.units[code] || table.unit(code)
    if (unit < SEVERAL && unit !== MARK) units[i] = unit
    else if (unit === SEVERAL && (text.codePointAt(i) ?? 0) > 0xffff) {
      const character = text.slice(i, i + 2)
      const string = table.string(character)
      const same = string.length === 2 ? string : character
      units[i] = same.charCodeAt(0)
      units[++i] = same.charCodeAt(1)
    } else units[i] = code
  }
  return decode(units, units.length)
}

/** Marks in `Table.units`; noncharacters and a lone surrogate, none of which a character folds to. */
const DROPPED = 0xffff
const SEVERAL = 0xfffe
const MARK = 0xd800

/** What each UTF-16 code unit folds to, worked out when it is first met (most of the 65,536 never are). */
class Table {
  /** Folded unit, or one of the marks above; 0: not worked out yet. */
  readonly units = new Uint16Array(0x10000)
  private readonly strings = new Map<string, string>()

  constructor(private readonly script: HanScript) {}

  unit(code: number): number {
    const character = String.fromCharCode(code)
    let unit: number
    if (code >= 0xd800 && code <= 0xdfff) unit = SEVERAL
    else if (isMark(character)) unit = MARK
    else {
      const string = this.string(character)
      const first = string.charCodeAt(0)
      const plain = string.length === 1 && first !== 0 && first < DROPPED - 1 && (first < 0xd800 || first > 0xdfff)
      unit = string === '' ? DROPPED : plain ? first : SEVERAL
    }
    this.units[code] = unit
    return unit
  }

  /** Folds one character with the combining marks after it. */
  string(cluster: string): string {
    const known = this.strings.get(cluster)
    if (known !== undefined) return known
    let string = foldOnce(cluster, this.script)
    for (let again = foldOnce(string, this.script); again !== string; again = foldOnce(string, this.script))
      string = again
    // Sequences are few in real text; a text made of ever new ones must not fill the memory.
    if (this.strings.size < 100_000) this.strings.set(cluster, string)
    return string
  }
}

const tables: Record<HanScript, Table> = { merged: new Table('merged'), kept: new Table('kept') }

/** Combining marks, and the half-width voicing marks of kana, which compose like them. */
function isMark(character: string): boolean {
  return /^[\p{M}\uff9e\uff9f]$/u.test(character)
}

const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
/** Marks with nothing to stand on (¨ is one after a space) would join whatever comes before. */
const LEADING_MARKS = /^\p{M}+/u
const HANGUL_JAMO = /^[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]/u
const ALPHABET = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u

/** One form each of quotation marks, brackets, dashes and dots; what NFKC makes one already is not listed. */
const PUNCTUATION = new Map<string, string>()
for (const [form, others] of [
  ['"', "「」『』“”„‟‘’‚‛'`´«»〝〞〟＂"],
  ['(', '〔［[【〖〘〚{｛'],
  [')', '〕］]】〗〙〛}｝'],
  ['〈', '《≪'],
  ['〉', '》≫'],
  ['-', '‐‑‒–—―─━−－﹣'],
  ['~', '〜∼～'],
  ['·', '‧•・∙⋅●◦'],
  ['〇', '○◯'],
  [',', '，'],
] as const) {
  for (const other of others) PUNCTUATION.set(other, form)
}

function foldOnce(text: string, script: HanScript): string {
  // Conjoining jamo would join their neighbours into a syllable; Korean is rare enough here to be left as it is.
  if (HANGUL_JAMO.test(text)) return text
  let string = text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '').replace(LEADING_MARKS, '')
  if (ALPHABET.test(string)) {
    // Upper case first, since it spells out what lower case would leave (ß, ſ).
    string = string.toUpperCase().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  }
  let result = ''
  for (const character of string) {
    result += PUNCTUATION.get(character) ?? hanRepresentative(character, script)
  }
  return result
}

/** One pass over a text. */
class Folding {
  private units: Uint16Array
  private length = 0
  private starts: Int32Array | null = null
  private ends: Int32Array | null = null

  constructor(
    private readonly text: string,
    private readonly table: Table,
  ) {
    this.units = new Uint16Array(text.length + 16)
  }

  run(): Folded {
    const { text, table } = this
    const plain = this.plainStart()
    /** Where the last character that was not dropped began, stored and folded: a mark belongs to it. */
    let lastStart = plain - 1
    let lastLength = Math.max(0, plain - 1)
    for (let i = plain; i < text.length;) {
      const code = text.charCodeAt(i)
      const unit = table.units[code] || table.unit(code)
      if (unit === DROPPED) {
        i++
      } else if (unit < SEVERAL && unit !== MARK) {
        lastStart = i
        lastLength = this.length
        this.addUnit(unit, i, ++i)
      } else {
        let end = this.markEnd(i)
        if (end > i && lastStart >= 0) this.length = lastLength
        else lastStart = i
        lastLength = this.length
        if (end === i) end += (text.codePointAt(i) ?? code) > 0xffff ? 2 : 1
        for (let next = this.markEnd(end); next > end; next = this.markEnd(end)) end = next
        this.add(table.string(text.slice(lastStart, end)), lastStart, end)
        i = end
      }
    }
    return new Folded(
      decode(this.units, this.length),
      text.length,
      this.starts?.slice(0, this.length) ?? null,
      this.ends?.slice(0, this.length) ?? null,
    )
  }

  /** Folds the characters at the beginning that fold one to one, mostly the whole text; tells how many they are. */
  private plainStart(): number {
    const { text, table, units } = this
    let i = 0
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const unit = table.units[code] || table.unit(code)
      if (unit >= SEVERAL || unit === MARK) break
      units[i] = unit
    }
    this.length = i
    return i
  }

  /** End of the combining mark at `i`; `i` where there is none. */
  private markEnd(i: number): number {
    const code = this.text.charCodeAt(i)
    if (Number.isNaN(code)) return i
    const unit = this.table.units[code] || this.table.unit(code)
    if (unit === MARK) return i + 1
    // Beyond the first plane: above all the selectors of ideographic variants.
    const isHigh = unit === SEVERAL && code >= 0xd800 && code < 0xdc00
    return isHigh && isMark(this.text.slice(i, i + 2)) ? i + 2 : i
  }

  private add(string: string, start: number, end: number): void {
    if (string.length !== end - start) this.track()
    for (let k = 0; k < string.length; k++) this.addUnit(string.charCodeAt(k), start, end)
  }

  private addUnit(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow()
    if (this.starts === null && (start !== this.length || end !== start + 1)) this.track()
    if (this.starts && this.ends) {
      this.starts[this.length] = start
      this.ends[this.length] = end
    }
    this.units[this.length++] = unit
  }

  /** From here on folded and stored offsets differ. */
  private track(): void {
    if (this.starts) return
    this.starts = new Int32Array(this.units.length)
    this.ends = new Int32Array(this.units.length)
    for (let i = 0; i < this.length; i++) {
      this.starts[i] = i
      this.ends[i] = i + 1
    }
  }

  private grow(): void {
    const larger = <T extends Uint16Array | Int32Array>(array: T, copy: T): T => {
      copy.set(array)
      return copy
    }
    const size = this.units.length * 2
    this.units = larger(this.units, new Uint16Array(size))
    if (this.starts) this.starts = larger(this.starts, new Int32Array(size))
    if (this.ends) this.ends = larger(this.ends, new Int32Array(size))
  }
}

/** UTF-16 code units as a string; unlike TextDecoder it keeps lone surrogates. */
function decode(units: Uint16Array, length: number): string {
  let string = ''
  for (let i = 0; i < length; i += 8192) {
    // Not spread: that takes six times as long.
    const part: unknown = Reflect.apply(String.fromCharCode, null, units.subarray(i, Math.min(length, i + 8192)))
    string += String(part)
  }
  return string
}
