import type { ColumnSpec } from './columns.js'
import type { SearchOptions } from './reading.js'
import type { LayoutSearch } from './search.js'
import { type Stream, beginningOf } from './stream.js'
import { type Widths, fitColumns } from './widths.js'

/** How a search differs from the one that was made ready: how many times as wide its beam is, and what it reads. */
export interface SearchChanges {
  beam?: number
  threshold?: number
  stream?: Stream
}

/** A search of the table with such widths. */
export type PreparedSearch = (widths: Widths, known: SearchOptions['widths'], changes?: SearchChanges) => LayoutSearch

/** Beams of the searches that compare widths, beside the usual: of many, and of the few that are left. */
const ROUGH = { beam: 0.15, threshold: 0.6 }
const FINE = { beam: 0.25, threshold: 0.7 }
/** Characters of the table's beginning on which all of the grid is compared, and those that do well on it. */
const SHORT = 900
const LONG = 2700
/** How many widths are compared on the longer beginning, and to how many of them widths are fitted. */
const COMPARED = 16
const FITTED = 4
/** Half-widths between the widths of the grid: a reading that lets lines be indented reads with widths a bit wide. */
const TEXT_STEP = 6
const ENTRY_STEP = 2
/** How many times as narrow and as wide as usual a column may be. */
const NARROWEST = 0.65
const WIDEST = 1.67
/** Half-widths by which a column's width is changed when widths are refined; most rounds through all columns. */
const CHANGES = [-4, -2, 2, 4]
const ROUNDS = 3
/** How many times as wide or as narrow as usual a column may become that way. */
const FARTHEST = 2
/** How much cheaper (nats) a round must make the reading for another to follow. */
const CLEARLY = 1

/**
 * Looks for the widths of a table that is read badly with the usual ones: those that read its beginning for least where
 * lines of text may be indented. The widths of the running text and of the entries beside it, which fill most lines, are
 * looked for together; they are then fitted to the lines of the best readings, and the best are changed column by column.
 */
export function exploreWidths(
  stream: Stream,
  specs: readonly ColumnSpec[],
  prepared: PreparedSearch,
  usual: Widths,
): Widths {
  const short = beginningOf(stream, SHORT)
  const long = beginningOf(stream, LONG)
  const likely = new Ranking((widths) => costOf(prepared, widths, short, ROUGH)).best(grid(specs, usual), COMPARED)
  const compared = new Ranking((widths) => costOf(prepared, widths, long, ROUGH)).best(likely, FITTED)
  const fitted = compared.flatMap((widths) => {
    const reading = prepared(widths, 'usual', { ...FINE, stream: long }).run()
    return reading ? [widths, fitColumns(long, reading.steps, widths, specs)] : [widths]
  })
  const ranking = new Ranking((widths) => costOf(prepared, widths, long, FINE))
  const [best = usual] = ranking.best([usual, ...fitted], 1)
  return refine(best, specs, ranking)
}

/** What it costs beyond running text to read a stream with such widths. */
function costOf(prepared: PreparedSearch, widths: Widths, stream: Stream, beam: SearchChanges): number {
  return prepared(widths, 'usual', { ...beam, stream }).costUntil(stream.ids.length)
}

/** Widths by their cost, which is found once for each. */
class Ranking {
  private readonly costs = new Map<string, number>()

  constructor(private readonly find: (widths: Widths) => number) {}

  cost(widths: Widths): number {
    const key = widths.toString()
    let cost = this.costs.get(key)
    if (cost === undefined) this.costs.set(key, (cost = this.find(widths)))
    return cost
  }

  /** The cheapest, so many at most, each once. */
  best(candidates: readonly Widths[], count: number): Widths[] {
    const different = new Map(candidates.map((widths) => [widths.toString(), widths]))
    return [...different.values()].sort((a, b) => this.cost(a) - this.cost(b)).slice(0, count)
  }
}

/** Widths of the running text and of the entries named before it, the other columns as they are. */
function grid(specs: readonly ColumnSpec[], from: Widths): Widths[] {
  const text = specs.findIndex(({ form }) => form === 'text')
  const entry = specs.findIndex(({ form, titles }) => form === 'entry' && titles)
  const tried = (c: number, step: number) => {
    const usual = specs[c]?.width ?? 0
    const widths: number[] = []
    for (let w = step * Math.round((usual * NARROWEST) / step); w <= usual * WIDEST; w += step) widths.push(w)
    return widths
  }
  const texts = text < 0 ? [from] : tried(text, TEXT_STEP).map((w) => from.with(text, w))
  if (entry < 0) return texts
  return texts.flatMap((widths) => tried(entry, ENTRY_STEP).map((w) => widths.with(entry, w)))
}

/** Changes the width of one column after another as long as that costs less. */
function refine(from: Widths, specs: readonly ColumnSpec[], ranking: Ranking): Widths {
  let best = from
  const elastic = [...specs.keys()].filter((c) => {
    const form = specs[c]?.form
    return form !== 'count' && form !== 'ordinal'
  })
  for (let round = 0; round < ROUNDS; round++) {
    const before = ranking.cost(best)
    for (const c of elastic) {
      const usual = specs[c]?.width ?? 0
      const changed = CHANGES.map((by) => best.of(c, 0) + by)
        .filter((width) => width >= usual / FARTHEST && width <= usual * FARTHEST)
        .map((width) => best.with(c, width))
      ;[best = from] = ranking.best([best, ...changed], 1)
    }
    if (ranking.cost(best) > before - CLEARLY) break
  }
  return best
}
