import { Tracked } from '../../tracked.js'
import type { TableReading, TableRow } from '../table.js'
import type { Step } from './reading.js'
import type { Stream } from './stream.js'

/** A row of a reading: for each column the fragments of its cell, as places in the stream. */
export interface LaidRow {
  /** Fragments by column; those of a spanning cell are the same array in every row that it spans. */
  cells: Step[][]
  /** Where its first line begins in the stream. */
  start: number
  /** Whether a cell of it was cut off. */
  truncated: boolean
}

export interface Layout {
  rows: LaidRow[]
  /** Stretches that are in no cell. */
  remainder: [start: number, end: number][]
}

/** Gathers the steps of a reading into rows. */
export function layRows(steps: readonly Step[], columns: readonly { spans: boolean }[]): Layout {
  const rows: LaidRow[] = []
  const remainder: [number, number][] = []
  const spanning: Step[][] = columns.map(() => [])
  let lineStart = -1
  for (const step of steps) {
    if (step.kind === 'truncated') {
      const last = rows.at(-1)
      if (last) last.truncated = true
      columns.forEach((_, c) => (spanning[c] = []))
      continue
    }
    if (step.kind !== 'cell') {
      remainder.push([step.start, step.end])
      continue
    }
    if (step.line !== 'on' && step.lineStart !== lineStart) {
      if (step.line === 'group') columns.forEach((_, c) => (spanning[c] = []))
      rows.push({
        cells: columns.map(({ spans }, c) => (spans ? (spanning[c] ?? []) : [])),
        start: step.lineStart,
        truncated: false,
      })
    }
    lineStart = step.lineStart
    const row = rows.at(-1)
    if (!row) {
      remainder.push([step.start, step.end])
      continue
    }
    row.cells[step.column]?.push(step)
  }
  return { rows, remainder: mergeStretches(remainder) }
}

function mergeStretches(stretches: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = []
  for (const [start, end] of stretches) {
    const last = merged.at(-1)
    if (last?.[1] === start) last[1] = end
    else merged.push([start, end])
  }
  return merged
}

const WORD = /[A-Za-z0-9]/u

/** The text of a stretch of the stream; white space stays only inside Latin text. */
export function stretchText(stream: Stream, start: number, end: number): Tracked {
  const parts: Tracked[] = []
  for (let i = start; i < end; i++) {
    const page = stream.pages[stream.pageOf[i] ?? 0]
    const offset = stream.offsets[i]
    const character = stream.characters[i]
    if (!page || offset === undefined || character === undefined) continue
    parts.push(page.text.slice(offset, offset + character.length))
    const next = stream.offsets[i + 1]
    if (i + 1 >= end || next === undefined || stream.pageOf[i + 1] !== stream.pageOf[i]) continue
    const after = offset + character.length
    const between = page.text.text.slice(after, next)
    if (between !== '' && between.trim() === '' && !between.includes('\n') && WORD.test(character)) {
      if (WORD.test(stream.characters[i + 1] ?? '')) parts.push(page.text.slice(after, after + 1))
    }
  }
  return Tracked.join(parts)
}

/** Rows with the names of their columns, as every table reader gives them. */
export function nameRows(
  stream: Stream,
  { rows, remainder }: Layout,
  columns: readonly string[],
  all: readonly string[],
  uncertain: (row: LaidRow, index: number) => boolean,
): TableReading {
  const label = (place: number) => stream.pages[stream.pageOf[place] ?? 0]?.label ?? null
  const named = rows.map((row, index): TableRow => {
    const cells: Record<string, Tracked> = {}
    for (const name of all) {
      // the numeral of a goal stands in a narrow column of its own, but belongs to the goal
      const parts = columns.flatMap((column, c) =>
        column === name || (name === 'goal' && column === 'ordinal') ? (row.cells[c] ?? []) : [],
      )
      cells[name] = Tracked.join(parts.map((step) => stretchText(stream, step.start, step.end)))
    }
    const last = Math.max(row.start, ...row.cells.flat().map((step) => step.end - 1))
    return { cells, page: label(row.start), lastPage: label(last), uncertain: uncertain(row, index) }
  })
  return {
    rows: named,
    remainder: [
      ...remainder.map(([start, end]) => ({ page: label(start), text: stretchText(stream, start, end) })),
      ...stream.strange.map(({ label: page, text }) => ({ page, text })),
    ],
  }
}
