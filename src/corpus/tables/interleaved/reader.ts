import { type DocumentFluency, type FluencyStatistics, documentFluency } from '../fluency-statistics.js'
import { EMPTY_HISTORY, Mixture, pushHistory } from '../fluency.js'
import { COLUMNS, type TableInput, type TableReader, type TableReading } from '../table.js'
import { ColumnModel } from './column-model.js'
import { type ColumnSpec, columnSpecs } from './columns.js'
import { OwnText } from './own-text.js'
import { type LaidRow, type Layout, layRows, nameRows } from './rows.js'
import { LayoutSearch, type Reading, type Step } from './search.js'
import { type Stream, readStream } from './stream.js'
import { Widths, fitWidths } from './widths.js'

/**
 * How wide the beam is. More columns mean more that can be doubted before the next line tells. Wider beams find
 * nothing better: of plan tables, 25 readings within 10 nats and 200 within 20 read the same rows.
 */
function searchLimits(columns: number): { beam: number; threshold: number } {
  return { beam: 15 + 3 * columns, threshold: 10 + Math.max(0, columns - 5) }
}
/** Searches of a table: the first to find its widths and words, the last to read it. */
const PASSES = 2

export interface InterleavedAnalysis {
  stream: Stream
  specs: ColumnSpec[]
  widths: Widths
  reading: Reading
  layout: Layout
}

/** Reads a table whose columns were interleaved when its lines were flattened. */
export class InterleavedReader implements TableReader {
  readonly name = 'interleaved'
  private prose: string | undefined
  private fluency: DocumentFluency | undefined

  constructor(private readonly statistics?: FluencyStatistics) {}

  recognises({ pages }: TableInput): boolean {
    const lines = pages.flatMap((page) => page.lines.filter((line) => line.text.trim() !== ''))
    return lines.length > 0 && lines.length <= pages.length * 2 && lines.every((line) => !line.text.includes('\t'))
  }

  read(input: TableInput): TableReading {
    const { stream, specs, layout, reading } = this.analyse(input)
    return nameRows(
      stream,
      layout,
      specs.map((s) => s.name),
      COLUMNS[input.kind],
      (row) => uncertain(row, reading.margins),
    )
  }

  analyse(input: TableInput): InterleavedAnalysis {
    const fluency = this.fluencyOf(input.context.prose)
    const stream = readStream(input.pages, input.kind, fluency.alphabet)
    const specs = columnSpecs(input.kind, stream.headers, input.context)
    let widths = Widths.uniform(specs.map((s) => s.width))
    let found: readonly string[][] = []
    let own = OwnText.ofStream(stream, fluency.models)
    const search = () => {
      const mixture = Mixture.fitted(fluency.models, own.model, stream.ids, own.depth)
      const columns = specs.map(
        (s, c) =>
          new ColumnModel(s, stream, fluency.alphabet, mixture, own, s.titles ? fluency.titles : undefined, found[c]),
      )
      const plain = plainCosts(stream, mixture, own)
      return new LayoutSearch(stream, columns, own, widths, plain, {
        ...searchLimits(columns.length),
        guessed: pass === 0,
      }).run()
    }
    let pass = 0
    let reading = search()
    for (pass = 1; pass < PASSES; pass++) {
      widths = fitWidths(stream, reading.steps, widths, specs.length)
      own = OwnText.ofReading(stream, reading.steps)
      found = specs.map((_, c) => cellTexts(stream, reading.steps, c))
      reading = search()
    }
    const layout = layRows(
      reading.steps,
      specs.map(({ form }) => ({ spans: form === 'span' || form === 'ordinal' })),
    )
    return { stream, specs, widths, reading, layout }
  }

  /** The model of the document whose prose it is; the last one is kept, since a document's tables come together. */
  private fluencyOf(prose: string): DocumentFluency {
    if (this.fluency === undefined || this.prose !== prose) {
      this.fluency = documentFluency(prose, this.statistics)
      this.prose = prose
    }
    return this.fluency
  }
}

/** A row is uncertain where another reading of one of its cells costs hardly more (nats). */
const UNCERTAIN_MARGIN = 2

export function rowMargin(row: LaidRow, margins: Float64Array): number {
  let least = Infinity
  for (const step of row.cells.flat()) {
    for (let i = step.start; i < step.end; i++) least = Math.min(least, margins[i] ?? Infinity)
  }
  return least
}

function uncertain(row: LaidRow, margins: Float64Array): boolean {
  return row.truncated || rowMargin(row, margins) < UNCERTAIN_MARGIN
}

/** The cells that a reading found in a column, each once. */
function cellTexts(stream: Stream, steps: readonly Step[], column: number): string[] {
  const texts: string[] = []
  for (const step of steps) {
    if (step.column !== column) continue
    const text = stream.characters.slice(step.start, step.end).join('')
    if (step.begins || texts.length === 0) texts.push(text)
    else texts.push((texts.pop() ?? '') + text)
  }
  return texts
}

/** Cost of the first k characters as running text. */
function plainCosts(stream: Stream, mixture: Mixture, own: OwnText): Float64Array {
  const costs = new Float64Array(stream.ids.length + 1)
  let history = EMPTY_HISTORY
  stream.ids.forEach((id, i) => {
    costs[i + 1] = (costs[i] ?? 0) - Math.log(mixture.probability(history, id, (own.depth[i] ?? 0) + 1))
    history = pushHistory(history, id)
  })
  return costs
}
