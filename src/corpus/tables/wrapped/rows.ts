import { Tracked } from '../../tracked.js'
import { COLUMNS, type TableInput, type TableReading, type TableRow } from '../table.js'
import type { Layout } from './costs.js'
import type { LikelySegment } from './segment.js'
import { assignLabels, type SpannedRow, type SpanningLabel } from './spanning.js'
import type { Stream, StreamLine } from './stream.js'

/** A row whose best reading is less likely than this is uncertain. */
const CERTAIN = 0.7

interface RawRow {
  /** Parts of each cell, as ranges of the stream. */
  cells: Map<string, { from: number; to: number }[]>
  from: number
  to: number
  likelihood: number
}

interface Label extends SpanningLabel {
  from: number
  to: number
  likelihood: number
}

interface Collected {
  rows: RawRow[]
  labels: Label[]
  rest: { from: number; to: number }[]
}

/** Puts the cells of a reading together into rows, repeats spanning cells, and keeps the remainder. */
export function rowsOf(
  stream: Stream,
  layout: Layout,
  segments: readonly LikelySegment[],
  input: TableInput,
): TableReading {
  const { rows, labels, rest } = collect(stream, segments)
  const assignment = assignLabels(
    rows.map((row) => spanned(row, stream, layout)),
    labels,
  )
  const orphans = assignment.orphans.flatMap((i) => labels[i] ?? [])
  const remainder = [...rest, ...orphans].sort((a, b) => a.from - b.from).flatMap((part) => byPage(part, stream, input))
  const columns: readonly string[] = COLUMNS[input.kind]
  const read = rows.map((row, i): TableRow => {
    const index = assignment.labels[i] ?? null
    const label = index === null ? undefined : labels[index]
    const cells: Record<string, Tracked> = {}
    for (const column of columns) cells[column] = textOf(row.cells.get(column) ?? [], stream)
    if (label) cells[layout.spanning] = stream.cut(label.from, label.to)
    const likelihood = Math.min(row.likelihood, label?.likelihood ?? 1, assignment.likelihoods[i] ?? 1)
    const lacking = layout.flow.some((c) => c.skip > 2 && !row.cells.has(c.name))
    const spanLacking = layout.longestSpanning > 0 && !label
    return {
      cells,
      page: labelOf(lineAt(stream, row.from), input),
      lastPage: labelOf(lineAt(stream, row.to - 1), input),
      uncertain: likelihood < CERTAIN || lacking || spanLacking || stream.columns.size === 0,
    }
  })
  return { rows: read, remainder }
}

function collect(stream: Stream, segments: readonly LikelySegment[]): Collected {
  const found: Collected = { rows: [], labels: [], rest: [] }
  segments.forEach((segment, i) => {
    const { role, column, from, to, likelihood } = segment
    const row = found.rows.at(-1)
    if (role === 'span') {
      // Where its row goes on behind it, the label stands inside.
      const inside = rowGoesOn(segments, i)
      const page = lineAt(stream, from)?.page ?? 0
      found.labels.push({
        text: stream.text.slice(from, to),
        page,
        rowsBefore: found.rows.length,
        inside,
        from,
        to,
        likelihood,
      })
    } else if (role === 'rest' || (role !== 'new' && !row)) {
      found.rest.push({ from, to })
      if (row) row.likelihood = Math.min(row.likelihood, likelihood)
    } else if (role === 'new') {
      found.rows.push({ cells: new Map([[column, [{ from, to }]]]), from, to, likelihood })
    } else if (row) {
      const parts = row.cells.get(column) ?? []
      row.cells.set(column, [...parts, { from, to }])
      row.to = to
      row.likelihood = Math.min(row.likelihood, likelihood)
    }
  })
  return found
}

function rowGoesOn(segments: readonly LikelySegment[], label: number): boolean {
  const next = segments.slice(label + 1).find((segment) => segment.role !== 'rest' && segment.role !== 'span')
  return next !== undefined && next.role !== 'new'
}

function spanned(row: RawRow, stream: Stream, layout: Layout): SpannedRow {
  const text = [...row.cells.values()].flat().map((part) => stream.text.slice(part.from, part.to))
  const no = row.cells.get('no')?.[0]
  const first = lineAt(stream, row.from)
  const lines = stream.lines.filter((line) => line.end > row.from && line.start < row.to).length
  return {
    page: first?.page ?? 0,
    height: Math.max(1, lines),
    no:
      layout.kind === 'plan' || !no
        ? null
        : Number(/\d+/u.exec(stream.text.slice(no.from, no.to).normalize('NFKC'))?.[0]),
    text: text.join('\n'),
  }
}

/** Neighbouring parts are one, so that the space between two words at their border stays. */
function textOf(parts: readonly { from: number; to: number }[], stream: Stream): Tracked {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of parts) {
    const last = merged.at(-1)
    if (last?.to === from) last.to = to
    else merged.push({ from, to })
  }
  return Tracked.join(merged.map(({ from, to }) => stream.cut(from, to)))
}

function byPage(
  part: { from: number; to: number },
  stream: Stream,
  input: TableInput,
): { page: string | null; text: Tracked }[] {
  return stream.lines
    .filter((line) => line.end > part.from && line.start < part.to)
    .map((line) => ({
      page: labelOf(line, input),
      text: stream.cut(Math.max(line.start, part.from), Math.min(line.end, part.to)),
    }))
}

function lineAt(stream: Stream, unit: number): StreamLine | undefined {
  return stream.lines.find((line) => line.end > unit)
}

function labelOf(line: StreamLine | undefined, input: TableInput): string | null {
  return input.pages[line?.source ?? 0]?.label ?? null
}
