import { displayWidth } from '../../lines.js'
import type { TableInput, TableReader, TableReading } from '../table.js'
import { layoutOf, type Layout, type Widths } from './costs.js'
import { rowsOf } from './rows.js'
import { segment, type LikelySegment } from './segment.js'
import { streamOf, type Stream } from './stream.js'
import { firstWidths, widthsOf } from './widths.js'

/** Print has lines no wider than this, in half-width columns. */
const WIDEST_PRINT = 140
/** Fewest lines that show that cells were broken over lines. */
const FEWEST_LINES = 4
/** Readings one after another: each tells the widths of the columns for the next. */
const MOST_PASSES = 4

/**
 * Reads tables out of the text of a PDF whose lines were kept: cells broken over lines, one cell after another, row by
 * row, with spanning cells between the rows that they span.
 */
export const wrappedReader: TableReader = {
  name: 'wrapped',
  recognises,
  read,
}

/** Lines of print without tabs. */
function recognises(input: TableInput): boolean {
  const lines = input.pages.flatMap((page) => page.lines).filter((line) => line.text.trim() !== '')
  if (lines.length < FEWEST_LINES || lines.some((line) => line.text.includes('\t'))) return false
  const all = lines.reduce((n, line) => n + line.length, 0)
  const wide = lines.filter((line) => displayWidth(line.text) > WIDEST_PRINT).reduce((n, line) => n + line.length, 0)
  return wide * 4 < all
}

function read(input: TableInput): TableReading {
  const stream = streamOf(input.pages, input.kind)
  if (stream.lines.length === 0) return { rows: [], remainder: [] }
  const layout = layoutOf(input.kind, stream.columns)
  return rowsOf(stream, layout, bestSegments(stream, layout, input), input)
}

/** The reading on which the widths that it tells change nothing any more. */
function bestSegments(stream: Stream, layout: Layout, input: TableInput): LikelySegment[] {
  let widths: Widths = firstWidths(stream, input.kind)
  let reading = segment(stream, layout, input.context, widths)
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const found = new Map([...widths, ...widthsOf(stream, reading.segments)])
    if ([...found].every(([column, width]) => widths.get(column) === width)) break
    widths = found
    reading = segment(stream, layout, input.context, widths)
  }
  return reading.weighed()
}
