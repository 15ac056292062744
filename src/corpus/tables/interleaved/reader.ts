import {
  type DocumentFluency,
  type FluencyStatistics,
  type GeneralFluency,
  documentFluency,
  generalFluency,
  loadFluencyStatistics,
} from '../fluency-statistics.js'
import { COLUMNS, type TableInput, type TableReader, type TableReading } from '../table.js'
import { type InterleavedAnalysis, analyse } from './analyse.js'
import { type LaidRow, nameRows } from './rows.js'

/** A row is uncertain where another reading of one of its cells costs hardly more (nats). */
const UNCERTAIN_MARGIN = 2

/** Reads a table whose columns were interleaved when its lines were flattened. */
export class InterleavedReader implements TableReader {
  readonly name = 'interleaved'
  private general: GeneralFluency | undefined
  private document: { prose: string; fluency: DocumentFluency } | undefined

  /** `statistics`: where the character statistics come from; read when the first table is. */
  constructor(private readonly statistics: () => FluencyStatistics | undefined = loadFluencyStatistics) {}

  /** A page of such a table is one long line, or hardly more. */
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
      (row) => row.truncated || rowMargin(row, reading.margins) < UNCERTAIN_MARGIN,
    )
  }

  /** The reading with its lines, widths and margins, for a person who checks it. */
  analyse(input: TableInput): InterleavedAnalysis {
    return analyse(input, this.fluencyOf(input.context.prose))
  }

  /** The models of the document whose prose it is; the last ones are kept, since a document's tables come together. */
  private fluencyOf(prose: string): DocumentFluency {
    if (this.document?.prose !== prose) {
      this.general ??= generalFluency(this.statistics())
      this.document = { prose, fluency: documentFluency(prose, this.general) }
    }
    return this.document.fluency
  }
}

/** How much costlier (nats) the best reading is that differs in a cell of the row. */
export function rowMargin(row: LaidRow, margins: Float64Array): number {
  let least = Infinity
  for (const step of row.cells.flat()) {
    for (let i = step.start; i < step.end; i++) least = Math.min(least, margins[i] ?? Infinity)
  }
  return least
}
