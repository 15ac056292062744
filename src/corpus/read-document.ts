import { createHash } from 'node:crypto'
import { ShizhengError } from '../errors.js'
import type { DocumentInfo, PlanRecord } from '../record.js'
import { findChapters, type Chapter } from './chapters.js'
import { readSource } from './decode.js'
import { ordinaryIdeograph } from './ideographs.js'
import { lineForm, linesOf, type LineForm } from './lines.js'
import { leadingMarker } from './markers.js'
import { normalise } from './normalise.js'
import { readOutline, titleOf, type OutlineReading } from './outline.js'
import { findPages, pageAt, type Page } from './pages.js'
import { findParts, type Part } from './parts.js'
import { sourceOf, withIds, type Origin, type RecordDraft } from './record-draft.js'
import type { SourceEntry } from './sources.js'
import { kpiNames, tableRecords } from './table-records.js'
import { readTable } from './tables/registry.js'
import type { TableContext, TableInput, TablePage, TableReading } from './tables/table.js'
import type { Tracked } from './tracked.js'

/** A document as it was read. */
export interface ReadDocument {
  info: DocumentInfo
  /** Decoded text, to which all offsets refer. */
  text: string
  records: PlanRecord[]
  /** Headings and titles: text that stands in no record's own text, but above some. */
  headings: Tracked[]
}

/** A chapter with what its headings or `sources.json` say, and its parts. */
interface ChapterReading {
  kind: Chapter['kind']
  agency: string
  year: number
  parts: { part: Part; outline: OutlineReading | null }[]
}

/** Heading of the paragraphs before the first part. */
const PREFACE = '前言'

/**
 * Reads one document: bytes in, records out.
 *
 * Throws `document-not-text` or `document-unreadable` for bytes that cannot be read, and `document-metadata` where
 * neither the text nor `entry` tells the agency or the year.
 */
export function readDocument(bytes: Uint8Array, file: string, entry: SourceEntry = {}): ReadDocument {
  const text = readSource(bytes, file)
  const id = documentId(file)
  const { body: printed, pages } = findPages(text)
  // Headings and labels are looked for in ordinary characters, whatever code the font gave them.
  const body = printed.map(ordinaryIdeograph)
  const form = lineForm(body)
  const origin: Origin = { document: id, source: text, pages }
  const found = findChapters(body, form, pages)
  const chapters = found.map((chapter) => readChapter(chapter, file, entry, form))
  const outlines = chapters.flatMap((c) => c.parts).flatMap((p) => p.outline ?? [])
  const prose = outlines.flatMap((o) => o.points.map((p) => p.text.text)).join('\n')
  const drafts = chapters.flatMap((chapter) => chapterRecords(chapter, origin, prose))
  const headings = [
    ...found.flatMap((c) => c.heading ?? []),
    ...outlines.flatMap((o) => o.headings),
    ...chapters.flatMap((c) => c.parts).flatMap(({ part }) => ('heading' in part && part.heading ? part.heading : [])),
  ]
  const info = describe({ file, id, bytes, text, entry, pages, chapters, found })
  return { info, text, records: withIds(drafts), headings }
}

/** File name without its extension, URL-safe. */
export function documentId(file: string): string {
  const name = file.replace(/\.[^.]*$/u, '')
  return /^[\w.-]+$/u.test(name) ? name : encodeURIComponent(name).replace(/%/gu, '_')
}

function readChapter(chapter: Chapter, file: string, entry: SourceEntry, form: LineForm): ChapterReading {
  const agency = chapter.agency ?? entry.agency
  const year = chapter.year ?? entry.year
  if (agency === undefined || year === undefined) throw metadataMissing(file, { agency, year })
  const parts = findParts(chapter.body, form).map((part) => ({ part, outline: outlineOf(part, form) }))
  return { kind: chapter.kind, agency, year, parts }
}

function metadataMissing(file: string, known: { agency: string | undefined; year: number | undefined }): ShizhengError {
  const missing = [
    known.agency === undefined ? 'agency（機關）' : [],
    known.year === undefined ? 'year（民國年）' : [],
  ].flat()
  const example = JSON.stringify({ [file]: { agency: known.agency ?? '外交部', year: known.year ?? 106 } })
  return new ShizhengError(
    'document-metadata',
    `「${file}」的文字沒有說明${missing.join('與')}。請在文件資料夾的 sources.json 補上，例如 ${example}。`,
    { file, missing },
  )
}

function outlineOf(part: Part, form: LineForm): OutlineReading | null {
  if (part.kind === 'preface') return readOutline(part.text, { form, section: [PREFACE], prose: true })
  return part.kind === 'text' ? readOutline(part.text, { form }) : null
}

function chapterRecords(chapter: ChapterReading, origin: Origin, prose: string): RecordDraft[] {
  const { agency, year, parts } = chapter
  const goals = parts.flatMap(({ part, outline }) => (part.kind === 'text' ? (outline?.goals ?? []) : []))
  const context = (kpis: readonly string[]): TableContext => ({ agency, goals, kpis, prose })
  // The KPI tables are read first: their names help to read the tables of projects.
  const readings = new Map<Part, TableReading>()
  for (const { part } of parts) {
    if (part.kind === 'table' && part.table !== 'plan')
      readings.set(part, readTable(inputOf(part, origin, context([]))))
  }
  const kpis = [...readings.values()].flatMap(kpiNames)
  return parts.flatMap(({ part, outline }): RecordDraft[] => {
    switch (part.kind) {
      case 'preface':
      case 'text':
        return outline ? outlineRecords(outline, chapter, origin) : []
      case 'note':
        return noteRecord(part.text, sectionOf(part.heading), chapter, origin)
      case 'table': {
        const reading = readings.get(part) ?? readTable(inputOf(part, origin, context(kpis)))
        const section = sectionOf(part.heading)
        return tableRecords(reading, { ...origin, kind: part.table, agency, year, section, kpis })
      }
    }
  })
}

function sectionOf(heading: Tracked | null): string[] {
  return heading ? [heading.text] : []
}

function outlineRecords(outline: OutlineReading, chapter: ChapterReading, origin: Origin): RecordDraft[] {
  return outline.points.map((point) => ({
    kind: chapter.kind === 'guidelines' ? 'guideline' : 'goal',
    year: chapter.year,
    agency: chapter.agency,
    title: point.title,
    text: point.text.text,
    section: point.section,
    source: sourceOf(origin, point.text),
    // A paragraph under no heading, without a number, and in no preface fits nowhere.
    uncertain: point.section.length === 0 && leadingMarker(point.text.text) === null,
  }))
}

/** The note below a table explains it but is no row of it. */
function noteRecord(raw: Tracked, section: string[], chapter: ChapterReading, origin: Origin): RecordDraft[] {
  const text = normalise(raw)
  const shared = { year: chapter.year, agency: chapter.agency, text: text.text, section }
  return [{ kind: 'goal', ...shared, title: titleOf(text.text), source: sourceOf(origin, text), uncertain: false }]
}

function inputOf(part: Part & { kind: 'table' }, origin: Origin, context: TableContext): TableInput {
  return { kind: part.table, pages: tablePages(part.text, origin.pages), context }
}

function tablePages(text: Tracked, pages: readonly Page[]): TablePage[] {
  const result: TablePage[] = []
  let start = 0
  const close = (end: number): void => {
    if (end > start) result.push({ label: pageAt(pages, text.at(start)), lines: linesOf(text.slice(start, end)) })
    start = end
  }
  for (const page of pages) {
    if (page.end <= (text.length > 0 ? text.at(start < text.length ? start : text.length - 1) : 0)) continue
    let end = start
    while (end < text.length && text.at(end) < page.end) end++
    close(end)
    if (end >= text.length) break
  }
  close(text.length)
  return result.filter((page) => page.lines.some((line) => line.text.trim() !== ''))
}

function describe(from: {
  file: string
  id: string
  bytes: Uint8Array
  text: string
  entry: SourceEntry
  pages: Page[]
  chapters: readonly ChapterReading[]
  found: readonly Chapter[]
}): DocumentInfo {
  const { file, id, bytes, text, entry, pages, chapters, found } = from
  const [first] = chapters
  if (!first) throw metadataMissing(file, { agency: entry.agency, year: entry.year })
  const plans = chapters.filter((c) => c.kind === 'plan')
  const title = entry.title ?? found[0]?.heading?.text ?? `${first.agency}${first.year}年度施政計畫`
  return {
    id,
    file,
    title,
    publisher: entry.publisher ?? first.agency,
    year: first.year,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(entry.url === undefined ? {} : { url: entry.url }),
    characters: text.length,
    agencies: [...new Set((plans.length > 0 ? plans : chapters).map((c) => c.agency))],
    pages,
  }
}
