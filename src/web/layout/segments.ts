import type { Range } from '../../record.js'

/** A stretch of text, marked or not. Segments follow one another: joined, they are the text. */
export interface Segment {
  text: string
  marked: boolean
}

/**
 * Cuts `text.slice(start, end)` at the edges of the ranges, which are of the whole text. Ranges may overlap, touch,
 * stand in any order and reach beyond the slice.
 */
export function segments(text: string, ranges: readonly Range[], start = 0, end = text.length): Segment[] {
  const parts: Segment[] = []
  let at = start
  for (const [from, to] of merged(ranges)) {
    const first = Math.max(from, at)
    const last = Math.min(to, end)
    if (last <= first) continue
    if (first > at) parts.push({ text: text.slice(at, first), marked: false })
    parts.push({ text: text.slice(first, last), marked: true })
    at = last
  }
  if (at < end) parts.push({ text: text.slice(at, end), marked: false })
  return parts
}

/** Ascending ranges that don't overlap or touch and cover the same places. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: [number, number][] = []
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else if (end > start) result.push([start, end])
  }
  return result
}
