import type { Widths } from './costs.js'
import { softEnd, type Segment } from './segment.js'
import type { Stream } from './stream.js'

/** Fewest broken lines that tell the width of a column. */
const FEWEST = 3

/**
 * Widths of the columns, from a reading: a line that ends in the middle of a paragraph is as wide as its column. The
 * ninth tenth is taken, since punctuation may hang and a few lines may be misread.
 */
export function widthsOf(stream: Stream, segments: readonly Segment[]): Map<string, number> {
  const pieces = new Map<string, number[]>()
  for (const cell of cellsOf(segments)) {
    for (const line of stream.lines) {
      if (line.end <= cell.from || line.start >= cell.to) continue
      const goesOn = line.end < cell.to && softEnd(stream, line)
      if (!goesOn) continue
      const width = stream.widthOf(Math.max(line.start, cell.from), line.end)
      pieces.set(cell.column, [...(pieces.get(cell.column) ?? []), width])
    }
  }
  return quantiles(pieces, 0.9)
}

/** A first guess, where nothing is read yet: running text fills most lines of a table of projects. */
export function firstWidths(stream: Stream, kind: string): Widths {
  if (kind !== 'plan') return new Map()
  const widths = stream.lines.filter((line) => softEnd(stream, line)).map((line) => line.width)
  return quantiles(new Map([['content', widths]]), 0.95)
}

function quantiles(pieces: ReadonlyMap<string, readonly number[]>, share: number): Map<string, number> {
  const widths = new Map<string, number>()
  for (const [column, found] of pieces) {
    const sorted = [...found].sort((a, b) => a - b)
    const width = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
    if (width !== undefined && sorted.length >= FEWEST) widths.set(column, width)
  }
  return widths
}

/** Cells without interruption: the start of running text joined with what goes on. */
function cellsOf(segments: readonly Segment[]): { column: string; from: number; to: number }[] {
  const cells: { column: string; from: number; to: number }[] = []
  for (const { role, column, from, to } of segments) {
    const last = cells.at(-1)
    if (role === 'more' && last?.column === column && last.to === from) last.to = to
    else if (role !== 'rest') cells.push({ column, from, to })
  }
  return cells
}
