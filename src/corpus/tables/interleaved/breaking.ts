import { COSTS } from './costs.js'

/** Width that the next unbreakable piece usually has, in half-widths: one character. */
export const USUAL_PIECE = 2

/**
 * Cost of breaking a line with so much room left (half-widths, negative where it is overfull) before an unbreakable
 * piece of such a width. A line is filled greedily, so room for the piece is against it.
 */
export function breakCost(room: number, next: number): number {
  if (room < next) return COSTS.fits
  return COSTS.slack + COSTS.slackEach * (room - next)
}

/** The same while the indents of a text's lines are not known yet. */
export function looseBreakCost(room: number, next: number): number {
  if (room < next) return COSTS.fits
  if (room <= COSTS.indent) return COSTS.indented
  return COSTS.slack + COSTS.slackEach * (room - COSTS.indent)
}

/** Cost of a line longer than its column; a closing mark at its end may hang or be squeezed. */
export function overfullCost(room: number, endsWithClosing: boolean): number {
  if (room >= 0) return 0
  const costs = endsWithClosing ? COSTS.hanging : COSTS.overfull
  return costs[-room] ?? costs[costs.length - 1] ?? 0
}

/**
 * Room of a line with so many Latin letters and figures, which are not exactly half as wide as a character: the room
 * nearest to just full that they allow.
 */
export function likelyRoom(room: number, latin: number): number {
  const tolerance = Math.min(latin >> 2, 3)
  if (room < 0) return Math.min(0, room + tolerance)
  return room > 1 ? Math.max(1, room - tolerance) : room
}
