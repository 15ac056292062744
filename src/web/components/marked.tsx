import type { Range } from '../../record.js'
import { segments } from '../layout/segments.js'

interface MarkedProps {
  text: string
  /** Of the whole text. */
  ranges: readonly Range[] | undefined
  /** The slice shown. */
  start?: number
  end?: number
}

/** A text with its ranges in <mark>. */
export function Marked({ text, ranges = [], start = 0, end = text.length }: MarkedProps) {
  return (
    <>
      {segments(text, ranges, start, end).map((part, index) =>
        part.marked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </>
  )
}
