import { halfWidths, unbreakableWidths } from '../../src/corpus/tables/interleaved/typesetting.js'
import { numberingMark } from '../../src/corpus/tables/interleaved/numbering.js'

/** A column of a table that is printed and then flattened: width in half-widths, whether its cells span rows. */
export interface PrintedColumn {
  name: string
  width: number
  spans?: boolean
  /** Points begin lines of their own. */
  points?: boolean
}

export type Cells = Readonly<Record<string, string>>

/** Breaks a cell in lines as a word processor fills them: greedily, pieces that hold together kept whole. */
export function breakLines(text: string, width: number, points = false): string[] {
  const characters = Array.from(text)
  const widths = unbreakableWidths(characters, 8)
  const lines: string[] = []
  let line = ''
  let room = width
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? ''
    const own = halfWidths(c)
    const held = i > 0 && (widths[i - 1] ?? 0) > (widths[i] ?? 0) && line !== ''
    const point =
      points && i > 0 && characters[i - 1] === '。' && numberingMark(characters.slice(i, i + 6).join('')) !== undefined
    if (line !== '' && (point || (!held && (widths[i] ?? own) > room) || room < own)) {
      lines.push(line)
      line = ''
      room = width
    }
    line += c
    room -= own
  }
  return line === '' ? lines : [...lines, line]
}

/** The printed lines of a table, each with its fragments joined: what is left of a page when its layout is lost. */
export function flattenTable(rows: readonly Cells[], columns: readonly PrintedColumn[]): string[] {
  const waiting = columns.map((): string[] => [])
  const printed: string[] = []
  const open = () => waiting.some((lines, c) => lines.length > 0 && !columns[c]?.spans)
  const print = () => printed.push(waiting.map((lines) => lines.shift() ?? '').join(''))
  let group: string | undefined
  for (const row of rows) {
    const spanning = columns
      .filter((c) => c.spans)
      .map((c) => row[c.name] ?? '')
      .join('|')
    if (spanning !== group) while (waiting.some((lines) => lines.length > 0)) print()
    columns.forEach(({ name, width, spans, points }, c) => {
      if (!spans || spanning !== group) waiting[c]?.push(...breakLines(row[name] ?? '', width, points))
    })
    group = spanning
    do print()
    while (open())
  }
  while (waiting.some((lines) => lines.length > 0)) print()
  return printed
}
