import { Tracked } from '../../tracked.js'
import type { TablePage, TableKind } from '../table.js'
import { type Alphabet, BASE, EMPTY_HISTORY, pushHistory } from '../fluency.js'
import { findHeaders } from './headers.js'
import { type NumberingMark, numberingMark } from './numbering.js'
import { halfWidths, isClosing, isOpening, unbreakableWidths } from './typesetting.js'

/** What of a page's text is left once headers, its label and layout white space are gone, page after page. */
export interface Stream {
  /** Code points in the order of the source. */
  characters: string[]
  /** Where each came from. */
  pages: { label: string | null; text: Tracked; start: number; end: number }[]
  /** Offset of each code point in the text of its page. */
  offsets: Int32Array
  /** Index of the page of each code point. */
  pageOf: Int32Array
  ids: Uint16Array
  /** By id: whether it is that of an ideograph. */
  ideographs: Uint8Array
  /** Packed ids of the three characters up to each place; see `pushHistory`. */
  histories: Float64Array
  /** Width in half-widths. */
  halves: Uint8Array
  /** Width of the unbreakable piece that begins here. */
  unbreakable: Uint8Array
  /** What kind of character each is: an or of `CHARACTER` flags. */
  flags: Uint16Array
  /** Mark of numbering that begins here. */
  marks: (NumberingMark | undefined)[]
  /** End of the line of source that holds each place, where the source has lines; else the page's end. */
  pageEnds: Int32Array
  headers: string[]
  /** Pages of another kind of table, as their headers tell. */
  strange: { label: string | null; text: Tracked }[]
}

/** Kinds of character that the search asks for at every step. */
export const CHARACTER = {
  closing: 1,
  opening: 2,
  parenthesisOpens: 4,
  parenthesisCloses: 8,
  quoteOpens: 16,
  quoteCloses: 32,
  /** 。 */
  stop: 64,
  /** ，、；： */
  comma: 128,
  /** Latin letter, digit, per cent. */
  latin: 256,
  /** After which a numbered point may begin inside a line: 。；： */
  beforePoint: 512,
  /** With which a note begins: 【備註：…】 ※補充說明 */
  beginsNote: 1024,
  /** Latin letter right after another, without white space: in the middle of a word. */
  insideWord: 2048,
} as const

const SETS: readonly (readonly [flag: number, characters: string])[] = [
  [CHARACTER.parenthesisOpens, '（('],
  [CHARACTER.parenthesisCloses, '）)'],
  [CHARACTER.quoteOpens, '「『【〔'],
  [CHARACTER.quoteCloses, '」』】〕'],
  [CHARACTER.stop, '。'],
  [CHARACTER.comma, '，、；：'],
  [CHARACTER.beforePoint, '。；：'],
  [CHARACTER.beginsNote, '【※註'],
]

const LETTERS = /^[A-Za-z]{2}$/u

function characterFlags(c: string): number {
  let flags = (isClosing(c) ? CHARACTER.closing : 0) | (isOpening(c) ? CHARACTER.opening : 0)
  for (const [flag, characters] of SETS) if (characters.includes(c)) flags |= flag
  return /[A-Za-z0-9%％]/u.test(c) ? flags | CHARACTER.latin : flags
}

export function readStream(pages: readonly TablePage[], kind: TableKind, alphabet: Alphabet): Stream {
  const characters: string[] = []
  const offsets: number[] = []
  const pageOf: number[] = []
  const headers: string[] = []
  const joined = pages.map(({ label, lines }) => ({ label, text: withoutLabel(Tracked.join(lines), label) }))
  const strange = joined.filter(({ text }) => isStrange(text.text, kind))
  const own = joined.filter((page) => !strange.includes(page))
  const read = own.map(({ label, text }, page) => {
    const bare = text.text.replace(/\s/gu, '')
    const skipped = new Set<number>()
    for (const [start, end] of findHeaders(bare, kind)) {
      headers.push(bare.slice(start, end))
      for (let i = start; i < end; i++) skipped.add(i)
    }
    const start = characters.length
    let offset = 0
    let bareOffset = 0
    for (const c of text.text) {
      if (!/\s/u.test(c)) {
        if (!skipped.has(bareOffset)) {
          characters.push(c)
          offsets.push(offset)
          pageOf.push(page)
        }
        bareOffset += c.length
      }
      offset += c.length
    }
    return { label, text, start, end: characters.length }
  })
  const n = characters.length
  const marks = characters.map((c, i) =>
    /[（(一二三四五六七八九十0-9０-９]/u.test(c) && !partOfNumber(characters[i - 1] ?? '', c)
      ? numberingMark(characters.slice(i, i + 6).join(''))
      : undefined,
  )
  const unbreakable = new Uint8Array(n)
  const pageEnds = new Int32Array(n)
  for (const { start, end } of read) {
    unbreakable.set(unbreakableWidths(characters.slice(start, end)), start)
    pageEnds.fill(end, start, end)
  }
  const ids = Uint16Array.from(characters, (c) => alphabet.id(c))
  const ideographs = new Uint8Array(BASE)
  characters.forEach((c, i) => {
    if (/\p{Script=Han}/u.test(c)) ideographs[ids[i] ?? 0] = 1
  })
  let history = EMPTY_HISTORY
  return {
    characters,
    pages: read,
    offsets: Int32Array.from(offsets),
    pageOf: Int32Array.from(pageOf),
    ids,
    ideographs,
    histories: Float64Array.from(ids, (id) => (history = pushHistory(history, id))),
    halves: Uint8Array.from(characters, halfWidths),
    unbreakable,
    flags: Uint16Array.from(characters, (c, i) => {
      const apart = i === 0 || pageOf[i] !== pageOf[i - 1] || offsets[i] !== (offsets[i - 1] ?? 0) + 1
      return characterFlags(c) | (!apart && LETTERS.test((characters[i - 1] ?? '') + c) ? CHARACTER.insideWord : 0)
    }),
    marks,
    pageEnds,
    headers,
    strange,
  }
}

/** The stream's first characters, as many as that; places and what is known of them stay the same. */
export function beginningOf(stream: Stream, length: number): Stream {
  if (length >= stream.ids.length) return stream
  return {
    ...stream,
    characters: stream.characters.slice(0, length),
    pages: stream.pages
      .filter(({ start }) => start < length)
      .map((page) => ({ ...page, end: Math.min(page.end, length) })),
    offsets: stream.offsets.subarray(0, length),
    pageOf: stream.pageOf.subarray(0, length),
    ids: stream.ids.subarray(0, length),
    histories: stream.histories.subarray(0, length),
    halves: stream.halves.subarray(0, length),
    unbreakable: stream.unbreakable.subarray(0, length),
    flags: stream.flags.subarray(0, length),
    marks: stream.marks.slice(0, length),
    pageEnds: stream.pageEnds.slice(0, length).map((end) => Math.min(end, length)),
  }
}

/** Whether a page has the header of a table of another kind, and none of this kind. */
function isStrange(text: string, kind: TableKind): boolean {
  const bare = text.replace(/\s/gu, '')
  const other = kind === 'plan' ? 'kpi' : 'plan'
  return findHeaders(bare, other).length > 0 && findHeaders(bare, kind).length === 0
}

/** Whether a numeral goes on what stands before it: 十|一、 and 統|一、 begin no point. */
function partOfNumber(before: string, c: string): boolean {
  if (/[0-9０-９.]/u.test(c)) return /[0-9０-９.]/u.test(before)
  return /[一二三四五六七八九十]/u.test(c) && /[一二三四五六七八九十第同統唯單]/u.test(before)
}

/** A printed page number that still stands at an end of the page's text. */
function withoutLabel(text: Tracked, label: string | null): Tracked {
  if (label === null || !/-/u.test(label)) return text
  const trimmed = text.trim()
  if (trimmed.text.endsWith(label)) return trimmed.slice(0, trimmed.length - label.length)
  return trimmed.text.startsWith(label) ? trimmed.slice(label.length) : text
}
