import { type GeneralFluency, shippedFluency } from './fluency-statistics.js'
import { InterleavedReader } from './interleaved/index.js'
import { tabbedReader } from './tabbed/index.js'
import type { TableInput, TableReader, TableReading } from './table.js'
import { wrappedReader } from './wrapped/index.js'
import { Tracked } from '../tracked.js'

/** Readers in the order in which they are asked; the first that recognises the form of a table reads it. */
export function tableReaders(general: () => GeneralFluency): readonly TableReader[] {
  return [tabbedReader, wrappedReader, new InterleavedReader(general)]
}

/** The readers with the shipped statistics, which are read from disk when they are first needed. */
export const TABLE_READERS = tableReaders(shippedFluency)

/** Reads a table with the first reader that recognises its form. Where none does, all its text is the remainder. */
export function readTable(input: TableInput, readers: readonly TableReader[]): TableReading {
  const reader = readers.find((r) => r.recognises(input))
  return reader ? reader.read(input) : unread(input)
}

function unread(input: TableInput): TableReading {
  return {
    rows: [],
    remainder: input.pages.map((page) => ({ page: page.label, text: Tracked.join(page.lines) })),
  }
}
