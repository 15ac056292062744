import { createHash } from 'node:crypto'
import { ShizhengError } from '../errors.js'
import type { DocumentInfo, PlanRecord } from '../record.js'
import { findChapters, type Chapter } from './chapters.js'
import { readSource } from './decode.js'
import { ordinaryIdeograph } from '../text/index.js'
import { readTables, sectionOf, type DocumentTable } from './document-tables.js'
import { lineForm, type LineForm } from './lines.js'
import { leadingMarker } from './markers.js'
import { normalise } from './normalise.js'
import { readOutline, titleOf, type OutlineReading } from './outline.js'
import { findPages, type Page } from './pages.js'
import { findParts, type Part } from './parts.js'
import { sourceOf, withIds, type Origin, type RecordDraft } from './record-draft.js'
import type { SourceEntry } from './sources.js'
import { tableRecords } from './table-records.js'
import { TABLE_READERS } from './tables/registry.js'
import type { TableReader } from './tables/table.js'
import type { Tracked } from './tracked.js'

/** A document as it was read. */
export interface ReadDocument {
  info: DocumentInfo
  /** Decoded text, to which all offsets refer. */
  text: string
  records: PlanRecord[]
  /** Headings and titles: text that stands in no record's own text, but above some. */
  headings: Tracked[]
  /** Its tables as they were read, in order. */
  tables: DocumentTable[]
}

/** A chapter with what its headings or `sources.json` say, and its parts. */
export interface ChapterReading {
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
 * neither the text nor `entry` tells the agency or the year. `readers` are asked in order for each table; the text of
 * a table that none recognises is kept page by page as uncertain records.
 */
export function readDocument(
  bytes: Uint8Array,
  file: string,
  entry: SourceEntry = {},
  readers: readonly TableReader[] = TABLE_READERS,
): ReadDocument {
  const document = openDocument(bytes, file, entry)
  const read = document.chapters.map((chapter) => chapterRecords(chapter, document, readers))
  return {
    ...closeDocument(
      document,
      read.map((chapter) => chapter.drafts),
    ),
    tables: read.flatMap((chapter) => chapter.tables),
  }
}

/** A document with its outlines read and its tables still to be read. */
export interface OpenDocument {
  info: DocumentInfo
  text: string
  origin: Origin
  chapters: ChapterReading[]
  /** Running text of the whole document, from which its tables' readers learn how it reads. */
  prose: string
  headings: Tracked[]
}

/** Reads all of a document but its tables. Throws as `readDocument` does. */
export function openDocument(bytes: Uint8Array, file: string, entry: SourceEntry): OpenDocument {
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
  const headings = [
    ...found.flatMap((c) => c.heading ?? []),
    ...outlines.flatMap((o) => o.headings),
    ...chapters.flatMap((c) => c.parts).flatMap(({ part }) => ('heading' in part && part.heading ? part.heading : [])),
  ]
  const info = describe({ file, id, bytes, text, entry, pages, chapters, found })
  return { info, text, origin, chapters, prose, headings }
}

/** The document with the records of its chapters, in their order. */
export function closeDocument(
  { info, text, headings }: OpenDocument,
  drafts: readonly RecordDraft[][],
): Omit<ReadDocument, 'tables'> {
  return { info, text, records: withIds(drafts.flat()), headings }
}

/** How much longer a character of a table of KPIs, which has more columns, takes than one of a plan. */
const KPI_COST = 2

/** What reading a chapter costs: about the characters of its tables. */
export function readingCost({ parts }: ChapterReading): number {
  return parts.reduce((sum, { part }) => {
    if (part.kind !== 'table') return sum
    return sum + part.text.length * (part.table === 'plan' ? 1 : KPI_COST)
  }, 0)
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

/** The records of one chapter, without ids, and its tables as they were read. */
export function chapterRecords(
  chapter: ChapterReading,
  { origin, prose }: Pick<OpenDocument, 'origin' | 'prose'>,
  readers: readonly TableReader[],
): { drafts: RecordDraft[]; tables: DocumentTable[] } {
  const { agency, year, parts } = chapter
  const goals = parts.flatMap(({ part, outline }) => (part.kind === 'text' ? (outline?.goals ?? []) : []))
  const tableParts = parts.flatMap(({ part }) => (part.kind === 'table' ? [part] : []))
  const { tables, kpis } = readTables(tableParts, { agency, year, goals, prose }, origin.pages, readers)
  const drafts = parts.flatMap(({ part, outline }): RecordDraft[] => {
    switch (part.kind) {
      case 'preface':
      case 'text':
        return outline ? outlineRecords(outline, chapter, origin) : []
      case 'note':
        return noteRecord(part.text, sectionOf(part.heading), chapter, origin)
      case 'table': {
        const table = tables.get(part)
        if (!table) return []
        const { section, reading } = table
        return tableRecords(reading, { ...origin, kind: part.table, agency, year, section, kpis })
      }
    }
  })
  return { drafts, tables: tableParts.flatMap((part) => tables.get(part) ?? []) }
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
