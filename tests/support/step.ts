import type { Step } from '../../src/corpus/tables/interleaved/reading.js'

/** A step of a reading that puts a stretch of the stream in a column. */
export const step = (column: number, start: number, end: number, more: Partial<Step> = {}): Step => ({
  kind: 'cell',
  column,
  start,
  end,
  line: 'on',
  lineStart: start,
  begins: false,
  ending: 'cell',
  lineClass: 0,
  ...more,
})
