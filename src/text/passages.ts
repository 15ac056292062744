import type { Range } from '../record.js'
import { parseNumeral } from './numerals.js'

/** Passages with fewer characters are joined to a neighbour. */
const SHORT = 8
/** A passage of at most so many characters that ends in a colon is a heading and joined to what follows. */
const HEADING = 40
/** Points with more characters are cut further, into sentences. */
const LONG = 160

/**
 * Divides a text into what can be shown and found on its own: its numbered points (一、 （一） 1. (1) ①), or its sentences
 * where it has no points or a point is long. The ranges cover the text without gaps; none for an empty text.
 */
export function splitPassages(text: string): Range[] {
  if (text === '') return []
  const points = ranges(text.length, pointStarts(text))
  const parts = points.flatMap(([start, end]): Range[] =>
    points.length > 1 && end - start <= LONG
      ? [[start, end]]
      : ranges(end, sentenceStarts(text, start, end), start).filter(([s, e]) => s < e),
  )
  return mergeShort(text, parts)
}

function ranges(end: number, starts: readonly number[], start = 0): Range[] {
  const inner = starts.filter((s) => s > start && s < end)
  return [start, ...inner].map((s, i): Range => [s, inner[i] ?? end])
}

const HAN_NUMERAL = '[一二三四五六七八九十百]{1,3}'
const MARKERS = [
  `(?<han>${HAN_NUMERAL})、`,
  `[（(](?<hanBracket>${HAN_NUMERAL})[）)]`,
  String.raw`(?<digits>[\d０-９]{1,2})(?:[.．](?![\d０-９])|、)`,
  String.raw`[（(](?<digitsBracket>[\d０-９]{1,2})[）)]`,
  '(?<circle>[①-⑳])',
  '(?<bracketed>[⑴-⒇㈠-㈩])',
]
const MARKER = new RegExp(MARKERS.join('|'), 'gu')
const NUMERAL = /[\d０-９一二三四五六七八九十百第]/u
/** What may stand before the first point of a list. */
const BOUNDARY = /[\s。；;：:，,、！？!?）)」』】]/u

/**
 * Where points begin. A numeral counts only in order: a first one after a boundary that a second one follows (or at the
 * very beginning), then each that is one more than the last of its form. 第一、二級 and 3.5 are none.
 */
function pointStarts(text: string): number[] {
  const candidates = [...text.matchAll(MARKER)].flatMap((match) => {
    const [form, numeral] = Object.entries(match.groups ?? {}).find(([, text]) => text) ?? []
    const value = numeral === undefined ? null : parseNumeral(numeral.normalize('NFKC').replace(/[()]/gu, ''))
    const before = text.charAt(match.index - 1)
    if (form === undefined || value === null || NUMERAL.test(before)) return []
    const after = text.charAt(match.index + match[0].length)
    return [{ form, value, start: match.index, before, listed: NUMERAL.test(after) && before === '、' }]
  })
  const last = new Map<string, number>()
  const starts: number[] = []
  candidates.forEach(({ form, value, start, before, listed }, i) => {
    if (listed) return
    const opens =
      value === 1 &&
      (before === '' || BOUNDARY.test(before)) &&
      (start === 0 || candidates.slice(i + 1).some((later) => later.form === form && later.value === 2))
    if (!opens && value !== (last.get(form) ?? NaN) + 1) return
    last.set(form, value)
    starts.push(start)
  })
  return starts
}

/** Where sentences begin after the first: behind 。；！？ and the quotation marks and brackets that close with them. */
function sentenceStarts(text: string, start: number, end: number): number[] {
  const ends = text.slice(start, end).matchAll(/[。；;！？!?]+[」』）)”"]*\s*/gu)
  return Array.from(ends, (match) => start + match.index + match[0].length)
}

function mergeShort(text: string, parts: readonly Range[]): Range[] {
  const merged: [number, number][] = []
  let pending: number | null = null
  for (const [start, end] of parts) {
    const from: number = pending ?? start
    pending = null
    const passage = text.slice(from, end).trim()
    const heading = passage.length <= HEADING && /[：:]$/u.test(passage)
    const last = merged.at(-1)
    if (passage.length >= SHORT && !heading) merged.push([from, end])
    // A stub that ends a sentence belongs to what precedes, another one to what follows.
    else if (last && /[。；;！？!?]$/u.test(passage)) last[1] = end
    else pending = from
  }
  if (pending !== null) {
    const last = merged.at(-1)
    if (last) last[1] = text.length
    else merged.push([pending, text.length])
  }
  return merged
}
