import type { DocumentInfo, Range, RecordSource } from '../../record.js'
import { merged, segments, type Segment } from './segments.js'

/** A passage in its source, with what stands around it. */
export interface SourceView {
  /** Text before and after the record's place, cut at `context` characters. */
  before: string
  after: string
  /** From the record's first to its last character; what is marked belongs to the record. */
  parts: SourcePart[]
  /** Characters of the source before and after what is shown. */
  cutBefore: number
  cutAfter: number
}

export interface SourcePart extends Segment {
  /** Characters left out here, between two stretches of the record that stand far apart. */
  omitted: number
}

/** Characters of other text shown around the record's own; longer stretches between its parts are shortened. */
const CONTEXT = 240

export function sourceView(text: string, source: RecordSource, context = CONTEXT): SourceView {
  const start = clamp(source.start, text.length)
  const end = Math.max(start, clamp(source.end, text.length))
  const from = Math.max(0, start - context)
  const to = Math.min(text.length, end + context)
  const spans: Range[] = source.spans.length > 0 ? source.spans : [[start, end]]
  return {
    before: text.slice(from, start),
    after: text.slice(end, to),
    parts: segments(text, spans, start, end).flatMap((part) => shortened(part, context)),
    cutBefore: from,
    cutAfter: text.length - to,
  }
}

/** The records' places within a page of a document, for marking all of them. */
export function pageSegments(text: string, range: Range, spans: readonly Range[]): Segment[] {
  return segments(text, merged(spans), range[0], range[1])
}

/** The page of a document with a label; where a label is printed twice (once for each part), the first. */
export function pageOf(document: DocumentInfo, label: string): DocumentInfo['pages'][number] | undefined {
  return document.pages.find((page) => page.label === label)
}

function shortened(part: Segment, context: number): SourcePart[] {
  const whole = { ...part, omitted: 0 }
  if (part.marked || part.text.length <= context) return [whole]
  const shown = Math.floor(context / 4)
  return [
    { ...part, text: part.text.slice(0, shown), omitted: part.text.length - 2 * shown },
    { ...part, text: part.text.slice(-shown), omitted: 0 },
  ]
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(offset, 0), length)
}
