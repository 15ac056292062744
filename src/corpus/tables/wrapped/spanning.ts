import { pairsOf } from './costs.js'
import { sumOf } from './lattice.js'

/** What the assignment needs to know of a row. */
export interface SpannedRow {
  /** Printed page on which it begins. */
  page: number
  /** How many lines it takes. */
  height: number
  /** Its printed number; null where it has none. */
  no: number | null
  /** The text in which words of its label are looked for. */
  text: string
}

/** A spanning cell as printed. */
export interface SpanningLabel {
  text: string
  page: number
  /** Rows that begin before it. */
  rowsBefore: number
  /** It stands inside the last of these rows. */
  inside: boolean
}

export interface Assignment {
  /** Index of its label, row by row; null for a row without one. */
  labels: (number | null)[]
  /** How likely, 0 to 1. */
  likelihoods: number[]
  /** Labels that got no row. */
  orphans: number[]
}

/** Nats, as in costs.ts. */
const COST = {
  /** A label that stands in the middle of its rows by lines, but not before the last of them. */
  centred: 1,
  /** For being off the middle by half the extent. */
  offCentre: 5,
  /** A label below all its rows. */
  below: 4,
  /** A group whose first row is not number 1, or in which number 1 comes again. */
  numbering: 3,
  /** A row without a label; each row of such a group. */
  unlabelled: 4,
  orphan: 6,
  /** For a row that repeats no word of its label. */
  foreign: 2,
} as const

/**
 * Which rows each spanning cell spans. Rows are divided into groups in order, and labels keep theirs. Text layout puts
 * a spanning cell before the last of its rows on its page, others before the row in whose middle it stands; the numbers
 * of rows begin anew in each group; and a row tends to repeat words of its label. All groupings are weighed at once.
 */
export function assignLabels(rows: readonly SpannedRow[], labels: readonly SpanningLabel[]): Assignment {
  const affinity = rows.map((row) => labels.map((label) => cover(label.text, row.text)))
  const step = (from: number, to: number, label: number | null, next: number): number => {
    if (label === null) return COST.unlabelled * (to - from)
    const own = labels[label]
    if (!own) return Infinity
    let cost = position(rows, from, to, own) + COST.orphan * (label - next)
    for (let i = from; i < to; i++) {
      const first = rows[i]?.no === 1
      if (rows[i]?.no !== null && first !== (i === from)) cost += COST.numbering
      cost += COST.foreign * (1 - (affinity[i]?.[label] ?? 0))
    }
    return cost
  }
  return bestGrouping(rows.length, labels.length, step)
}

/** Cost of where a label stands among its rows `[from, to)`. */
function position(rows: readonly SpannedRow[], from: number, to: number, label: SpanningLabel): number {
  const before = label.inside ? label.rowsBefore - 1 : label.rowsBefore
  if (before < from || before > to) return Infinity
  if (before === to) return COST.below
  let last = from
  while (last + 1 < to && (rows[last + 1]?.page ?? Infinity) <= label.page) last++
  if (!label.inside && before === last) return 0
  const heightOf = (a: number, b: number): number => rows.slice(a, b).reduce((n, row) => n + row.height, 0)
  const extent = heightOf(from, to)
  const place = heightOf(from, before) + (label.inside ? (rows[before]?.height ?? 0) / 2 : 0)
  // It stands before the row in which its middle line falls.
  const off = Math.max(0, Math.abs(place - extent / 2) - (rows[before]?.height ?? 0) / 2)
  return COST.centred + (COST.offCentre * off) / Math.max(1, extent / 2)
}

/** Share of the pairs of characters of a label that a text repeats, 0 to 1. */
function cover(label: string, text: string): number {
  const pairs = pairsOf(label.replace(/^[一二三四五六七八九十]{1,3}、?/u, '').replace(/[，、。的及與]/gu, ' '))
  const own = [...pairs].filter((pair) => !pair.includes(' '))
  return own.length === 0 ? 0 : own.filter((pair) => text.includes(pair)).length / own.length
}

type Step = (from: number, to: number, label: number | null, next: number) => number

/** Labels one after another that may stay without a row. */
const MOST_ORPHANS = 2

/** Divides n rows into groups; state is how many labels are used up. All ways are summed for the likelihoods. */
function bestGrouping(n: number, labels: number, step: Step): Assignment {
  interface Cell {
    cost: number
    sum: number
    from: number
    used: number
    label: number | null
  }
  const start = (used: number): Cell => ({ cost: COST.orphan * used, sum: 0, from: 0, used: 0, label: null })
  const table: Cell[][] = [
    Array.from({ length: labels + 1 }, (_, used) => ({ ...start(used), cost: used ? Infinity : 0 })),
  ]
  const ways: { from: number; to: number; before: number; used: number; label: number | null; cost: number }[] = []
  for (let to = 1; to <= n; to++) {
    const line: Cell[] = Array.from({ length: labels + 1 }, () => ({ ...start(0), cost: Infinity }))
    table.push(line)
    for (let from = 0; from < to; from++) {
      for (let before = 0; before <= labels; before++) {
        const base = table[from]?.[before]?.cost ?? Infinity
        if (base === Infinity) continue
        for (let used = before; used <= Math.min(labels, before + 1 + MOST_ORPHANS); used++) {
          // Rows without a label are single groups, so that each way is counted once.
          if (used === before && to - from > 1) continue
          const label = used === before ? null : used - 1
          const cost = step(from, to, label, before)
          if (cost === Infinity) continue
          ways.push({ from, to, before, used, label, cost })
          const cell = line[used]
          if (cell && base + cost < cell.cost) line[used] = { cost: base + cost, sum: 0, from, used: before, label }
        }
      }
    }
  }
  const assigned: (number | null)[] = new Array<number | null>(n).fill(null)
  let used = 0
  let best = Infinity
  for (const [i, cell] of (table[n] ?? []).entries()) {
    const cost = cell.cost + COST.orphan * (labels - i)
    if (cost < best) [best, used] = [cost, i]
  }
  for (let to = n; to > 0 && Number.isFinite(best);) {
    const cell = table[to]?.[used]
    if (!cell) break
    assigned.fill(cell.label, cell.from, to)
    to = cell.from
    used = cell.used
  }
  const orphans = Array.from({ length: labels }, (_, i) => i).filter((i) => !assigned.includes(i))
  return { labels: assigned, likelihoods: likelihoods(n, labels, ways, assigned), orphans }
}

function likelihoods(
  n: number,
  labels: number,
  ways: readonly { from: number; to: number; before: number; used: number; label: number | null; cost: number }[],
  assigned: readonly (number | null)[],
): number[] {
  const width = labels + 1
  const forward = new Float64Array((n + 1) * width).fill(Infinity)
  const backward = new Float64Array((n + 1) * width).fill(Infinity)
  forward[0] = 0
  for (let used = 0; used <= labels; used++) backward[n * width + used] = COST.orphan * (labels - used)
  const get = (from: Float64Array, i: number): number => from[i] ?? Infinity
  const add = (to: Float64Array, i: number, cost: number): void => {
    to[i] = sumOf(get(to, i), cost)
  }
  for (const w of ways) add(forward, w.to * width + w.used, get(forward, w.from * width + w.before) + w.cost)
  for (const w of [...ways].reverse()) {
    add(backward, w.from * width + w.before, w.cost + get(backward, w.to * width + w.used))
  }
  const total = get(backward, 0)
  const likely = new Array<number>(n).fill(0)
  for (const w of ways) {
    const a = get(forward, w.from * width + w.before)
    const b = get(backward, w.to * width + w.used)
    const share = Math.exp(total - a - w.cost - b)
    if (!Number.isFinite(share)) continue
    for (let i = w.from; i < w.to; i++) if (assigned[i] === w.label) likely[i] = (likely[i] ?? 0) + share
  }
  return likely
}
