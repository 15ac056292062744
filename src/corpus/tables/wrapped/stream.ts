import { displayWidth } from '../../lines.js'
import { Tracked } from '../../tracked.js'
import type { TableKind, TablePage } from '../table.js'
import { headerLength } from './headers.js'

/** A printed line without its white space at both ends. */
export interface StreamLine {
  /** Units `[start, end)` of the stream. */
  start: number
  end: number
  /** Printed width in half-width columns; the spaces of a spaced-out run do not count. */
  width: number
  /** White space stood behind the line: in this form, a paragraph ended there. */
  ended: boolean
  /** The line ends with a spaced-out run (外 交 獎 學 金 設): it was justified, so its cell goes on. */
  spaced: boolean
  /** Number of the printed page, counted from 0 by headers, page starts and pages of the source. */
  page: number
  /** Index into the pages of the input. */
  source: number
}

/** How two neighbouring units are set apart. */
export type Gap = 'none' | 'spaced-end' | 'space' | 'wide' | 'line' | 'page'

/** A place at which one cell may end and another begin. */
export interface Mark {
  /** Index of the unit before which it stands. */
  at: number
  gap: Gap
  /** Line of the unit at `at`; for the last mark, of the unit before it. */
  line: number
}

/** A table as a stream of characters without white space. */
export interface Stream {
  /** The units: code units that are no white space. */
  text: string
  lines: readonly StreamLine[]
  /** Ascending; the first stands at 0 and the last at the end. */
  marks: readonly Mark[]
  /** Columns that its headers name. */
  columns: ReadonlySet<string>
  /** Whether white space behind a line tells anything: not where all lines have it, or none. */
  endsTell: boolean
  /** Printed width of the units `[from, to)` that stand in one line, in half-width columns. */
  widthOf(from: number, to: number): number
  /** The units `[from, to)` as they were printed, without line breaks and spaced-out setting. */
  cut(from: number, to: number): Tracked
}

interface RawLine {
  text: Tracked
  source: number
}

/** Lays a table out as a stream: headers taken out, page starts and spaced-out runs found. */
export function streamOf(pages: readonly TablePage[], kind: TableKind): Stream {
  const raw = pages.flatMap((page, source) =>
    page.lines.filter((line) => line.text.trim() !== '').map((text): RawLine => ({ text, source })),
  )
  const indented = raw.filter((line) => /^\s/u.test(line.text.text)).length
  // Extraction leaves white space before the first line of a page; where many lines have it, it tells nothing.
  const indentTells = indented * 8 <= raw.length
  const builder = new StreamBuilder(raw.map((line) => line.text.text))
  const columns = new Set<string>()
  let pageStart = true
  for (let i = 0; i < raw.length; i++) {
    const line = raw[i]
    if (!line) continue
    const header = headerLength(
      raw.slice(i, i + 16).map((l) => l.text.text),
      kind,
    )
    if (header) {
      for (const column of header.columns) columns.add(column)
      i += header.lines - 1
      pageStart = true
      continue
    }
    if (line.source !== raw[i - 1]?.source || (indentTells && /^\s/u.test(line.text.text))) pageStart = true
    builder.add(line, pageStart)
    pageStart = false
  }
  return builder.build(columns)
}

/** A numeral glued to what stands before it: 洽繫次數二 落實, 多一、鞏固, 概算數1 統計. */
const GLUED =
  /(?<=[^\s一二三四五六七八九十0-9第])(?:[一二三四五六七八九十]{1,3}(?=[\s、])|[0-9]{1,2}(?=\s)|（[一二三四五六七八九十]{1,3}）)/gu
/** Four or more full-width characters, a single space between each two. */
const SPACED_RUN = /(?<![^\s])(?:[^\s\u0021-\u007e] ){3,}[^\s\u0021-\u007e]/gu

class StreamBuilder {
  private readonly units: Tracked[] = []
  private readonly lines: StreamLine[] = []
  private readonly marks: Mark[] = []
  /** For every unit, whether the white space before it in its line belongs to the text. */
  private readonly spaceBefore: (Tracked | null)[] = []
  private length = 0
  private page = -1
  private last: Tracked | null = null
  private readonly endsTell: boolean

  constructor(raw: readonly string[]) {
    const ended = raw.filter((line) => /\s$/u.test(line)).length
    this.endsTell = ended > raw.length * 0.02 && ended < raw.length * 0.95
  }

  add({ text: printed, source }: RawLine, pageStart: boolean): void {
    if (pageStart) this.page++
    const text = printed.trim()
    const runs = [...text.text.matchAll(SPACED_RUN)].map((m) => [m.index, m.index + m[0].length] as const)
    const glued = new Set([...text.text.matchAll(GLUED)].map((m) => m.index))
    const start = this.length
    const index = this.lines.length
    for (const word of text.text.matchAll(/\S+/gu)) {
      const inRun = runs.some(([from, to]) => word.index > from && word.index < to)
      const before = /\s*$/u.exec(text.text.slice(0, word.index))?.[0].length ?? 0
      if (this.length === start) this.mark(pageStart ? 'page' : 'line', index)
      else if (!inRun) this.mark(before > 1 ? 'wide' : 'space', index)
      for (let i = word.index; i < word.index + word[0].length; i++) {
        const runEnded = i > word.index && runs.some(([, to]) => to === i)
        if (runEnded) this.mark('spaced-end', index)
        else if (i > word.index && glued.has(i)) this.mark('none', index)
        if (this.length === start) this.spaceBefore.push(this.spaceOfBreak(text.text))
        else this.spaceBefore.push(i === word.index && !inRun ? text.slice(i - 1, i) : null)
        this.length++
      }
      this.units.push(text.slice(word.index, word.index + word[0].length))
    }
    const ended = this.endsTell && /\s$/u.test(printed.text)
    const spaced = runs.some(([, to]) => to === text.length)
    const width = displayWidth(text.text) - runs.reduce((n, [from, to]) => n + (to - from - 1) / 2, 0)
    this.last = printed
    this.lines.push({ start, end: this.length, width, ended, spaced, page: this.page, source })
  }

  /** The space at a line break: it belongs to the text where it sets two half-width words apart. */
  private spaceOfBreak(line: string): Tracked | null {
    const words = /[A-Za-z0-9]$/u.test(this.last?.text.trimEnd() ?? '') && /^[A-Za-z0-9]/u.test(line)
    const end = this.last?.text.trimEnd().length ?? 0
    return words && this.last && end < this.last.length ? this.last.slice(end, end + 1) : null
  }

  private mark(gap: Gap, line: number): void {
    this.marks.push({ at: this.length, gap, line })
  }

  build(columns: ReadonlySet<string>): Stream {
    const { lines, spaceBefore } = this
    const units = Tracked.join(this.units)
    const marks = [...this.marks, { at: this.length, gap: 'page', line: Math.max(0, lines.length - 1) } as const]
    // Widths and spaces before each unit, summed up.
    const widths = new Int32Array(this.length + 1)
    const spaces = new Int32Array(this.length + 1)
    for (let i = 0; i < this.length; i++) {
      widths[i + 1] = (widths[i] ?? 0) + displayWidth(units.text.charAt(i))
      spaces[i + 1] = (spaces[i] ?? 0) + (spaceBefore[i] ? 1 : 0)
    }
    const sum = (sums: Int32Array, from: number, to: number): number => (sums[to] ?? 0) - (sums[from] ?? 0)
    const widthOf = (from: number, to: number): number =>
      sum(widths, from, to) + sum(spaces, Math.min(from + 1, to), to)
    const cut = (from: number, to: number): Tracked => {
      const parts: Tracked[] = []
      let begin = from
      for (let i = from + 1; i < to; i++) {
        const space = spaceBefore[i]
        if (!space) continue
        parts.push(units.slice(begin, i), space)
        begin = i
      }
      if (to > begin) parts.push(units.slice(begin, to))
      return Tracked.join(parts)
    }
    return { text: units.text, lines, marks, columns, endsTell: this.endsTell, widthOf, cut }
  }
}
