import type { Widths } from './costs.js'
import { softEnd, type Segment } from './segment.js'
import type { Stream } from './stream.js'

/** Fewest broken lines that tell the width of a column. */
const FEWEST = 3
/** Full lines differ by this much, in half-width columns. */
const SPREAD = 6

/**
 * Widths of the columns, from a reading: a line that ends in the middle of a paragraph is as wide as its column, and no
 * line is wider. The width to which most come near is taken, since punctuation may hang, cells may be misread, and a page
 * may be foreign.
 */
export function widthsOf(stream: Stream, segments: readonly Segment[]): Map<string, number> {
  const broken = new Map<string, number[]>()
  const all = new Map<string, number[]>()
  for (const cell of cellsOf(segments)) {
    for (const line of stream.lines) {
      if (line.end <= cell.from || line.start >= cell.to) continue
      const width = stream.widthOf(Math.max(line.start, cell.from), Math.min(line.end, cell.to))
      all.set(cell.column, [...(all.get(cell.column) ?? []), width])
      if (line.end >= cell.to || !softEnd(stream, line)) continue
      broken.set(cell.column, [...(broken.get(cell.column) ?? []), width])
    }
  }
  const widths = new Map<string, number>()
  for (const [column, found] of broken) {
    if (found.length < FEWEST) continue
    // The lines of short cells are too few to tell it alone: most whole cells are no wider either.
    const cells = column === 'content' || column === 'measure' ? 0 : quantile(all.get(column) ?? [], 0.8)
    widths.set(column, Math.max(usual(found), cells))
  }
  return widths
}

/**
 * A first guess, where nothing is read yet: running text fills most lines of a table of projects, so that its width is
 * the one to which most broken lines come near.
 */
export function firstWidths(stream: Stream, kind: string): Widths {
  if (kind !== 'plan') return new Map()
  const widths = stream.lines.filter((line) => softEnd(stream, line)).map((line) => line.width)
  const width = usual(widths)
  return width === 0 ? new Map() : new Map([['content', width]])
}

/** The width to which most come near from below; 0 where fewer than FEWEST do. */
function usual(widths: readonly number[]): number {
  let best = { width: 0, near: FEWEST - 1 }
  for (const width of new Set(widths)) {
    const near = widths.filter((other) => other <= width && other > width - SPREAD).length
    if (near > best.near || (near === best.near && width > best.width)) best = { width, near }
  }
  return best.width
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
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
