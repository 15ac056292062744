import type { DocumentFluency } from '../fluency-statistics.js'
import { Mixture, likelihoodsUnder } from '../fluency.js'
import type { TableInput, TableKind } from '../table.js'
import { ColumnText } from './column-text.js'
import { ColumnModel, type EndKind, type EndProbabilities, type LineCosts, endKind, usualEnds } from './column-model.js'
import { type ColumnSpec, columnSpecs } from './columns.js'
import { reconsider } from './close-calls.js'
import { doubtsOf } from './doubt.js'
import { type PreparedSearch, exploreWidths } from './explore-widths.js'
import { COSTS } from './costs.js'
import { OwnText } from './own-text.js'
import { type Layout, layRows } from './rows.js'
import { type Reading, type SearchOptions, type Step, excessUntil } from './reading.js'
import { LayoutSearch } from './search.js'
import { type Stream, readStream } from './stream.js'
import { TitleModel } from './title-model.js'
import { Widths, fitWidths, misfit } from './widths.js'

/** A table as it was read, with all that a person needs to check it. */
export interface InterleavedAnalysis {
  stream: Stream
  specs: ColumnSpec[]
  widths: Widths
  /** The reading: its steps cover the stream. */
  steps: readonly Step[]
  /** For each place of the stream, how near another reading comes; see `doubtsOf`. */
  doubts: Float64Array
  layout: Layout
}

/**
 * By how much narrower (nats) the beam of the first search is, which need not be right everywhere, and for each column
 * above five. Measured on 107: a nat more loses four rows of 1,108 of plans, two more read five of 470 of KPIs
 * otherwise.
 */
const FIRST_NARROWER = 2
const FIRST_NARROWER_EACH = 0.5

/**
 * How wide the beam is. More columns mean more that can be doubted before the next line tells: a row of a KPI table
 * shows its worth only in the closed lists of its last columns. Measured: one nat less loses three of 217 reference rows
 * of plans and one of 103 of KPIs; three more, with twice the beam, read 26 of 1,108 rows of 107 otherwise.
 */
function searchLimits(columns: number, first: boolean): { beam: number; threshold: number } {
  const more = Math.max(0, columns - 5)
  const narrower = first ? FIRST_NARROWER + FIRST_NARROWER_EACH * more : 0
  return { beam: 40 + 3 * columns, threshold: 11 + 1.5 * more - narrower }
}

/** Characters of the table's beginning by which it is told whether the usual widths read it well. */
const SAMPLE = 900
/**
 * Cost of a character of the sample beyond running text below which it is read well (nats). Tables with the usual widths
 * come to -0.1 and less, others to about 0, unless their KPIs are known.
 */
const READS_WELL = -0.07
/**
 * Cost of a line's break above which widths do not fit a reading's lines (nats): the lines of 107 come to 0.43 at most,
 * those of tables with other widths mostly to over 1.
 */
const FITS_WELL = 0.6
/** The same with the usual widths, which do not allow for indents: 107 comes to 1.4 at most. */
const NEAR_USUAL = 2

/** Any other reading of a table in unfamiliar columns raises doubt where it is costlier by less (nats). */
const UNFAMILIAR_DOUBT = 1.6

/** Reads a table in two searches: the first finds widths and words in its beginning, the second reads it with them. */
export function analyse(input: TableInput, fluency: DocumentFluency): InterleavedAnalysis {
  const stream = readStream(input.pages, input.kind, fluency.alphabet)
  const specs = columnSpecs(input.kind, stream.headers, input.context)
  const usual = Widths.uniform(specs.map((s) => s.width))
  const head = headOf(stream, input, fluency)
  const likely = likelihoodsUnder(fluency.models, stream.ids)
  const { search } = prepareSearch(head, specs, fluency, likely, OwnText.ofStream(head, fluency.models, likely))
  let first = readWith(head, search, usual, 'usual')
  let widths = fitWidths(head, first.steps, usual, specs.length)
  const familiar = readsWell(head, first, widths, usual)
  if (!familiar) {
    const other = exploreWidths(head, specs, search, usual)
    if (other !== usual) {
      first = readWith(head, search, other, 'usual')
      widths = fitWidths(head, first.steps, other, specs.length)
    }
  }
  const texts = specs.map((spec, c) => (spec.titles ? new ColumnText(stream, first.steps, c) : undefined))
  const own = OwnText.ofReading(stream, first.steps, fluency.models, likely)
  const second = prepareSearch(stream, specs, fluency, likely, own, {
    texts,
    blanks: blankCosts(specs, first.steps),
    ends: endsOf(stream, specs, first.steps),
    lines: lineCosts(specs, first.steps),
  })
  const reading = readWith(stream, second.search, widths, 'fitted')
  const { steps, alternatives } = reconsider(
    stream,
    reading,
    first.steps,
    second.columns,
    fluency.alphabet,
    fluency.titles,
  )
  assertConserved(steps, stream.ids.length)
  const doubts = doubtsOf(steps, alternatives, specs, familiar ? 0 : UNFAMILIAR_DOUBT)
  const layout = layRows(
    steps,
    specs.map(({ form }) => ({ spans: form === 'span' || form === 'ordinal' })),
  )
  return { stream, specs, widths, steps, doubts, layout }
}

/** Pages from which on the first search reads half of them: KPIs say more by their lists than by their own words. */
const LONG: Readonly<Record<TableKind, number>> = { plan: 6, kpi: 3, 'common-kpi': 3 }

/**
 * The beginning of the table, from which the first search learns widths, words and titles: all of a short table,
 * half of a long one. Its places are those of the whole stream.
 */
function headOf(stream: Stream, { pages, kind }: TableInput, { alphabet }: DocumentFluency): Stream {
  return pages.length < LONG[kind] ? stream : readStream(pages.slice(0, Math.ceil(pages.length / 2)), kind, alphabet)
}

/**
 * What the first search found, by column: cells of columns of titles, what a blank cell costs, how cells end, and how
 * many lines they have.
 */
interface Found {
  texts: readonly (ColumnText | undefined)[]
  blanks: readonly number[]
  ends: readonly EndProbabilities[]
  lines: readonly LineCosts[]
}

/** Makes ready what does not depend on widths. */
function prepareSearch(
  stream: Stream,
  specs: readonly ColumnSpec[],
  { alphabet, models, titles }: DocumentFluency,
  likely: Float64Array,
  own: OwnText,
  found?: Found,
): { columns: readonly ColumnModel[]; search: PreparedSearch } {
  const { mixture, likelihoods } = Mixture.fitted(models, likely, own.model, stream.ids, own.depth)
  const columns = specs.map((spec, c) => {
    const { texts, blanks, ends, lines } = found ?? {}
    const text = texts?.[c]
    const model = spec.titles ? new TitleModel(alphabet, titles, text?.cells) : undefined
    const learnt = [text, blanks?.[c], ends?.[c], lines?.[c]] as const
    return new ColumnModel(spec, stream, alphabet, mixture, own, likelihoods, model, ...learnt)
  })
  const plain = new Float64Array(likelihoods.length + 1)
  likelihoods.forEach((p, i) => (plain[i + 1] = (plain[i] ?? 0) - Math.log(p)))
  const { beam, threshold } = searchLimits(columns.length, found === undefined)
  const search: PreparedSearch = (widths, known, changes = {}) =>
    new LayoutSearch(changes.stream ?? stream, columns, own, widths, plain, {
      beam: Math.round(beam * (changes.beam ?? 1)),
      threshold: threshold * (changes.threshold ?? 1),
      widths: known,
    })
  return { columns, search }
}

/** The cheapest reading. Where the beam loses every one, a wider beam; then none: all is kept outside of cells. */
function readWith(stream: Stream, prepared: PreparedSearch, widths: Widths, known: SearchOptions['widths']): Reading {
  return prepared(widths, known).run() ?? prepared(widths, known, { beam: 3, threshold: 3 }).run() ?? outside(stream)
}

function outside(stream: Stream): Reading {
  const steps = stream.pages.flatMap(({ start, end }): Step[] =>
    start === end
      ? []
      : [
          {
            kind: 'foreign',
            column: -1,
            start,
            end,
            line: 'on',
            lineStart: start,
            begins: false,
            ending: 'cell',
            lineClass: 0,
          },
        ],
  )
  return {
    steps,
    cost: Infinity,
    alternatives: [],
    excess: new Float64Array(stream.ids.length + 1),
  }
}

/** Whether the first search read the table's beginning as one does that knows its widths. */
function readsWell(head: Stream, { steps, excess }: Reading, fitted: Widths, usual: Widths): boolean {
  const length = Math.min(SAMPLE, head.ids.length)
  return (
    excessUntil(excess, length) <= READS_WELL * length &&
    misfit(head, steps, fitted) <= FITS_WELL &&
    misfit(head, steps, usual) <= NEAR_USUAL
  )
}

/**
 * The promise of every reading: its steps follow one another from the first character of the stream to the last, so
 * that each character is in one cell or outside of the table.
 */
export function assertConserved(steps: readonly Step[], length: number): void {
  let at = 0
  for (const { start, end } of steps) {
    if (start !== at || end < start) throw new Error(`a reading goes on at ${start} where ${at} was expected`)
    at = end
  }
  if (at !== length) throw new Error(`a reading ends at ${at} of ${length}`)
}

/** Cost of what was seen so often of so many times: log odds against it. The usual cost is worth so many times. */
function learntCost(seen: number, times: number, usual: number, worth: number): number {
  const share = (seen + worth / (1 + Math.exp(usual))) / (times + worth)
  return Math.log((1 - share) / share)
}

/** Rows that the usual share of blank cells is worth beside those that were found. */
const BLANK_WORTH = 5

/** Cost of a blank cell by column, by how often its cells are blank in a reading. */
function blankCosts(specs: readonly ColumnSpec[], steps: readonly Step[]): number[] {
  const { rows } = layRows(
    steps,
    specs.map(() => ({ spans: false })),
  )
  return specs.map(({ form, blank }, c) => {
    if (form !== 'entry' && form !== 'text') return blank
    const blanks = rows.filter(({ cells }) => cells[c]?.length === 0).length
    return learntCost(blanks, rows.length, blank, BLANK_WORTH)
  })
}

/** Ends that the usual probabilities are worth beside those that were found. */
const ENDS_WORTH = 3

/** How often a column's cells end after each kind of character in a reading, where they are running text. */
function endsOf(stream: Stream, specs: readonly ColumnSpec[], steps: readonly Step[]): EndProbabilities[] {
  return specs.map((spec, c) => {
    const usual = usualEnds(spec)
    if (!spec.sentences) return usual
    const seen = new Map<EndKind, { all: number; ends: number }>()
    for (const { column, start, end, ending } of steps) {
      if (column !== c) continue
      for (let i = start; i < end; i++) {
        const kind = endKind(stream.flags[i] ?? 0)
        const { all, ends } = seen.get(kind) ?? { all: 0, ends: 0 }
        seen.set(kind, { all: all + 1, ends: ends + (i === end - 1 && ending === 'cell' ? 1 : 0) })
      }
    }
    const learnt = (kind: EndKind) => {
      const { all, ends } = seen.get(kind) ?? { all: 0, ends: 0 }
      return (ends + ENDS_WORTH) / (all + ENDS_WORTH / usual[kind])
    }
    return {
      ...usual,
      stop: learnt('stop'),
      closing: learnt('closing'),
      latin: learnt('latin'),
      other: learnt('other'),
    }
  })
}

/** Lines that the usual costs are worth beside those that were found. */
const LINES_WORTH = 8

/** Cost of further lines of spanning cells, by how often their cells have them in a reading. */
function lineCosts(specs: readonly ColumnSpec[], steps: readonly Step[]): LineCosts[] {
  return specs.map((_, c) => {
    // by lines so far, at most 2: how often there was no further line, and how often there was
    const ended = [0, 0, 0]
    const further = [0, 0, 0]
    let lines = 0
    const count = (counts: number[]) => {
      const k = Math.min(lines, 2)
      counts[k] = (counts[k] ?? 0) + 1
    }
    for (const step of steps) {
      if (step.column !== c || step.kind !== 'cell') continue
      if (lines > 0) count(step.begins ? ended : further)
      lines = step.begins ? 1 : lines + 1
    }
    if (lines > 0) count(ended)
    const cost = (k: number, usual: number) => {
      const seen = further[k] ?? 0
      return Math.max(0, learntCost(seen, seen + (ended[k] ?? 0), usual, LINES_WORTH))
    }
    return { second: cost(1, COSTS.spanSecond), third: cost(2, COSTS.spanThird) }
  })
}
