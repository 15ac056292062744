import type { InterleavedAnalysis } from './analyse.js'

/** One line of a flattened table as it was read. */
export interface ExplainedLine {
  /** How it begins: goes on · a row · a row with a new spanning cell · text that is in no cell. */
  kind: 'on' | 'row' | 'group' | 'outside'
  page: string | null
  /** Places in the stream, half-open. */
  start: number
  end: number
  /** The fragment in each column, empty where there is none. */
  fragments: string[]
}

/** The lines of a reading in the order of the source. */
export function explainLines({ stream, specs, steps }: InterleavedAnalysis): ExplainedLine[] {
  const lines: ExplainedLine[] = []
  const text = (start: number, end: number) => stream.characters.slice(start, end).join('')
  for (const step of steps) {
    if (step.kind === 'truncated') continue
    const page = stream.pages[stream.pageOf[step.start] ?? 0]?.label ?? null
    if (step.kind !== 'cell') {
      const { start, end } = step
      lines.push({ kind: 'outside', page, start, end, fragments: [text(start, end)] })
      continue
    }
    let line = lines.at(-1)
    if (line?.start !== step.lineStart || line.kind === 'outside') {
      line = { kind: step.line, page, start: step.lineStart, end: step.end, fragments: specs.map(() => '') }
      lines.push(line)
    }
    line.end = step.end
    line.fragments[step.column] = text(step.start, step.end)
  }
  return lines
}

const MARKS = { on: ' ', row: '─', group: '═', outside: '×' } as const

/** A reading as text, a printed line on each line, for a person to compare with the source. */
export function explainText(analysis: InterleavedAnalysis, page?: string): string {
  return explainLines(analysis)
    .filter((line) => page === undefined || line.page === page)
    .map(({ kind, fragments }) => `${MARKS[kind]} ${fragments.join('│')}`)
    .join('\n')
}
