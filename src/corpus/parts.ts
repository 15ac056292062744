import type { LineForm } from './lines.js'
import { linesOf, placedLines } from './lines.js'
import { leadingMarker, markersInside } from './markers.js'
import { normalise } from './normalise.js'
import { labelsIn, tableStart } from './tables/labels.js'
import type { TableKind } from './tables/table.js'
import type { Tracked } from './tracked.js'

/** A part of a chapter: running text, a table, or the note below one. */
export type Part =
  | { kind: 'preface'; text: Tracked }
  /** `text` begins with the part's heading (壹、年度施政目標) where there is one. */
  | { kind: 'text'; text: Tracked }
  | { kind: 'table'; table: TableKind; heading: Tracked | null; text: Tracked }
  | { kind: 'note'; heading: Tracked | null; text: Tracked }

/** Divides a chapter into its parts by headings 壹、貳、參、 and by the headers of tables. */
export function findParts(body: Tracked, form: LineForm): Part[] {
  const starts = form.form === 'flat' ? partsInStream(body) : partsOnLines(body)
  const parts: Part[] = []
  const before = body.slice(0, starts[0] ?? body.length)
  // What stands before the first part is the preface; where there are no parts it is simply the text.
  if (before.text.trim() !== '') parts.push(...textOrTable(before, form, starts.length > 0))
  starts.forEach((start, i) => parts.push(...textOrTable(body.slice(start, starts[i + 1]), form, false)))
  return parts
}

function partsOnLines(body: Tracked): number[] {
  return placedLines(body)
    .filter((line) => leadingMarker(line.text.text)?.style === 'part')
    .map((line) => line.start)
}

/** With line breaks lost, parts are found by counting up from 壹, each at the end of a sentence or the head of a page. */
function partsInStream(body: Tracked): number[] {
  const starts: number[] = []
  for (const marker of markersInside(body.text)) {
    if (marker.style !== 'part' || marker.value !== starts.length + 1) continue
    const { start } = marker
    const good =
      start === 0 ||
      /[。：:！？\n]/u.test(body.text.charAt(start - 1)) ||
      body.at(start) !== body.at(start - 1) + 1 ||
      TABLE_TITLE.test(body.text.slice(start, start + 40))
    if (good) starts.push(start)
  }
  return starts
}

const TABLE_TITLE =
  /^\s*[壹貳叁叄參肆伍陸柒捌玖拾]+\s*[、．.]\s*[\p{Script=Han}0-9０-９ ]{0,24}?(?:關鍵績效指標|共同性指標|重要(?:施政)?計畫(?:項目)?)/u

function textOrTable(text: Tracked, form: LineForm, preface: boolean): Part[] {
  const running = (t: Tracked): Part[] =>
    t.text.trim() === '' ? [] : [preface ? { kind: 'preface', text: t } : { kind: 'text', text: t }]
  const head = form.form === 'flat' ? text.slice(0, 80) : (linesOf(text)[0] ?? text)
  const title = TABLE_TITLE.exec(head.text)
  if (title && (labelsIn(text.text) >= 2 || text.text.includes('\t'))) {
    const end = form.form === 'flat' ? title[0].length : head.length
    return table(text.slice(end), normalise(text.slice(0, end)), kindOf(title[0]), form)
  }
  if (form.form === 'flat') return running(text)
  const start = tableStart(text)
  if (start === null) return running(text)
  return [...running(text.slice(0, start.offset)), ...table(text.slice(start.offset), null, start.kind, form)]
}

function kindOf(title: string): TableKind {
  return title.includes('共同性指標') ? 'common-kpi' : title.includes('關鍵績效指標') ? 'kpi' : 'plan'
}

/** Cuts off the note below a table: 註：評估體制之數字代號意義如下：… */
function table(text: Tracked, heading: Tracked | null, kind: TableKind, form: LineForm): Part[] {
  const note = form.form === 'flat' ? STREAM_NOTE.exec(text.text)?.index : noteLine(text)
  const end = note ?? text.length
  const parts: Part[] = [{ kind: 'table', table: kind, heading, text: text.slice(0, end) }]
  if (end < text.length) parts.push({ kind: 'note', heading, text: text.slice(end) })
  return parts
}

/** The note of the prescribed form; other notes stand in the cells of a flattened table and cannot be told apart. */
const STREAM_NOTE = /註[：:]\s*評估體制之數字代號意義(?!.*註[：:]\s*評估體制)/su
/** Lines of a note. */
const LONGEST_NOTE = 30

function noteLine(text: Tracked): number | null {
  const lines = placedLines(text).filter((line) => line.text.text.trim() !== '')
  // Where a header or a row follows, what looks like a note stood in a cell.
  const table = lines.findLastIndex(({ text: line }) => line.text.includes('\t') || labelsIn(line.text) >= 2)
  const note = lines.findIndex(
    ({ text: line }, i) => i > table && /^(?:備?註|附註|說明)\s*\d*\s*[：:]/u.test(line.text),
  )
  return note >= 0 && lines.length - note <= LONGEST_NOTE ? (lines[note]?.start ?? null) : null
}
