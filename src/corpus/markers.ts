import { digitNumber, hanNumber } from './numerals.js'

/** Styles of numbering, outermost first: 壹、 一、 （一） １、 1. （１） 甲、 */
export const MARKER_STYLES = ['part', 'han', 'han-paren', 'digit', 'digit-dot', 'digit-paren', 'stem'] as const
export type MarkerStyle = (typeof MARKER_STYLES)[number]

/** A number in front of a heading or point: its place `[start, end)` in the text, white space after it included. */
export interface Marker {
  style: MarkerStyle
  value: number
  start: number
  end: number
}

/** How deep a style stands by custom; 1 is the outermost. */
export function markerRank(style: MarkerStyle): number {
  return MARKER_STYLES.indexOf(style) + 1
}

const HAN = '[一二三四五六七八九十廿卅]{1,4}'
const FORMAL = '[壹貳叁叄參肆伍陸柒捌玖拾]{1,4}'
const DIGITS = '[0-9０-９]{1,2}'
const BULLET = '(?:[-*+•‧]\\s+|#{1,6}\\s*)?(?:\\*\\*)?'

const PATTERNS: Readonly<Record<MarkerStyle, string>> = {
  part: `(?<part>${FORMAL})\\s*[、．.]`,
  han: `(?<han>${HAN})\\s*[、．.]`,
  'han-paren': `[（(〔]\\s*(?<hanParen>${HAN})\\s*[）)〕]、?`,
  digit: `(?<digit>${DIGITS})\\s*、`,
  'digit-dot': `(?<digitDot>${DIGITS})[．.](?![0-9０-９])`,
  'digit-paren': `[（(]\\s*(?<digitParen>${DIGITS})\\s*[）)]、?`,
  stem: '(?<stem>[甲乙丙丁戊己庚辛壬癸])、',
}

const LEADING = new RegExp(`^\\s*${BULLET}(?:${MARKER_STYLES.map((style) => PATTERNS[style]).join('|')})\\s*`, 'u')

/** Inside running text a numeral must not be the end of a longer one: 第二十一、 is not 一、. */
const NUMERAL_BEFORE = '(?<![一二三四五六七八九十廿卅百千萬第0-9０-９.．])'
const INSIDE = new RegExp(
  `(?:${MARKER_STYLES.map((style) => (style.endsWith('paren') ? '' : NUMERAL_BEFORE) + PATTERNS[style]).join('|')})\\s*`,
  'gu',
)

const STEMS = '甲乙丙丁戊己庚辛壬癸'

/** The marker with which a line begins, after a Markdown bullet if there is one. */
export function leadingMarker(line: string): Marker | null {
  const match = LEADING.exec(line)
  return match ? toMarker(match) : null
}

/** Everything in a running text that could be a marker, in order. */
export function markersInside(text: string): Marker[] {
  return [...text.matchAll(INSIDE)].flatMap((match) => toMarker(match) ?? [])
}

function toMarker(match: RegExpExecArray): Marker | null {
  const { part, han, hanParen, digit, digitDot, digitParen, stem } = match.groups ?? {}
  const make = (style: MarkerStyle, value: number | null): Marker | null =>
    value === null || value === 0 ? null : { style, value, start: match.index, end: match.index + match[0].length }
  if (part !== undefined) return make('part', hanNumber(part))
  if (han !== undefined) return make('han', hanNumber(han))
  if (hanParen !== undefined) return make('han-paren', hanNumber(hanParen))
  if (digit !== undefined) return make('digit', digitNumber(digit))
  if (digitDot !== undefined) return make('digit-dot', digitNumber(digitDot))
  if (digitParen !== undefined) return make('digit-paren', digitNumber(digitParen))
  return stem === undefined ? null : make('stem', STEMS.indexOf(stem) + 1)
}
