import type { Tracked } from './tracked.js'

/** A line of a text, without its line break, and where in the text it begins. */
export interface Line {
  text: Tracked
  start: number
}

/** The lines of a text with their places; empty lines among them. */
export function placedLines(text: Tracked): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const match of text.text.matchAll(/\r\n|[\n\r\u2028\u2029]/gu)) {
    lines.push({ text: text.slice(start, match.index), start })
    start = match.index + match[0].length
  }
  lines.push({ text: text.slice(start), start })
  return lines
}

/** The lines of a text, without their line breaks; empty lines among them. */
export function linesOf(text: Tracked): Tracked[] {
  return placedLines(text).map((line) => line.text)
}

/** Width of a line as printed: a full-width character counts two, a half-width one counts one. */
export function displayWidth(line: string): number {
  let width = 0
  for (const c of line) width += /[\u0020-\u00ff\uff61-\uffdc]/u.test(c) ? 1 : 2
  return width
}

/** How the lines of a document were made, which decides how its sentences are put together again. */
export interface LineForm {
  /**
   * lined: a line is a paragraph. wrapped: sentences go on over lines of about `width`. flat: line breaks were lost,
   * a line holds many paragraphs.
   */
  form: 'lined' | 'wrapped' | 'flat'
  /** Usual width of a full line, in half-width columns. */
  width: number
}

/** From this length in characters, a usual line holds many paragraphs. */
const FLAT_LINE = 500
/** Lines of print are narrower than this many half-width columns. */
const WIDEST_PRINT = 140

export function lineForm(text: Tracked): LineForm {
  const lines = linesOf(text)
    .map((line) => line.text)
    .filter((line) => line.trim() !== '' && !line.includes('\t'))
    .map((line) => line.trim())
  const characters = lines.reduce((n, line) => n + line.length, 0)
  const widths = lines.map(displayWidth).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length * 0.95)] ?? 0
  const inLongLines = lines.reduce((n, line) => n + (line.length >= FLAT_LINE ? line.length : 0), 0)
  if (inLongLines * 2 > characters) return { form: 'flat', width }
  // Tables fill a document with short lines: only full ones tell whether sentences go on over line ends.
  const full = lines.filter((line) => displayWidth(line) > width * 0.8)
  const broken = full.filter((line) => !/[。！？；：，、」）)]$/u.test(line)).length
  return { form: width <= WIDEST_PRINT && broken * 2 > full.length ? 'wrapped' : 'lined', width }
}

/** Whether a line ends where a sentence or clause list does. */
export function endsSentence(line: string): boolean {
  return /[。！？!?][」』）)】]*\s*$/u.test(line)
}
