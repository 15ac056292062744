import { type DocumentFluency, type GeneralFluency, documentFluency } from '../fluency-statistics.js'
import { COLUMNS, type TableInput, type TableReader, type TableReading } from '../table.js'
import { type InterleavedAnalysis, analyse } from './analyse.js'
import { DOUBTFUL } from './doubt.js'
import { type LaidRow, nameRows } from './rows.js'

/** Reads a table whose columns were interleaved when its lines were flattened. */
export class InterleavedReader implements TableReader {
  readonly name = 'interleaved'
  private document: { prose: string; fluency: DocumentFluency } | undefined

  /** `general`: the models of the shipped statistics, asked for when a document's first table is read. */
  constructor(private readonly general: () => GeneralFluency) {}

  /** A page of such a table is one long line, or hardly more. */
  recognises({ pages }: TableInput): boolean {
    const lines = pages.flatMap((page) => page.lines.filter((line) => line.text.trim() !== ''))
    return lines.length > 0 && lines.length <= pages.length * 2 && lines.every((line) => !line.text.includes('\t'))
  }

  read(input: TableInput): TableReading {
    const { stream, specs, layout, doubts } = this.analyse(input)
    return nameRows(
      stream,
      layout,
      specs.map((s) => s.name),
      COLUMNS[input.kind],
      (row) => row.truncated || isUncertain(row, doubts),
    )
  }

  /** The reading with its lines, widths and doubts, for a person who checks it. */
  analyse(input: TableInput): InterleavedAnalysis {
    return analyse(input, this.fluencyOf(input.context.prose))
  }

  /** The models of the document whose prose it is; the last ones are kept, since a document's tables come together. */
  private fluencyOf(prose: string): DocumentFluency {
    if (this.document?.prose !== prose) {
      this.document = { prose, fluency: documentFluency(prose, this.general()) }
    }
    return this.document.fluency
  }
}

/** Doubt about a spanning cell that began in a row above marks all rows of its group. */
function isUncertain({ cells }: LaidRow, doubts: Float64Array): boolean {
  return cells.flat().some(({ start, end }) => doubts.subarray(start, end).some((doubt) => doubt < DOUBTFUL))
}
