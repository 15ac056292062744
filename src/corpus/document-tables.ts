import { linesOf } from './lines.js'
import { pageAt, type Page } from './pages.js'
import type { Part } from './parts.js'
import { kpiNames } from './table-records.js'
import { readTable } from './tables/registry.js'
import type { TableContext, TableInput, TablePage, TableReader, TableReading } from './tables/table.js'
import type { Tracked } from './tracked.js'

/** A table of a document, as its reader got and read it. */
export interface DocumentTable {
  agency: string
  year: number
  section: string[]
  input: TableInput
  reading: TableReading
}

export type TablePart = Part & { kind: 'table' }

export interface ChapterTables {
  tables: Map<TablePart, DocumentTable>
  /** Names of the chapter's KPIs, from its KPI tables. */
  kpis: string[]
}

/**
 * Reads the tables of one chapter. The KPI tables come first, since the names in them help to read the tables of
 * projects.
 */
export function readTables(
  parts: readonly TablePart[],
  chapter: { agency: string; year: number; goals: readonly string[]; prose: string },
  pages: readonly Page[],
  readers: readonly TableReader[],
): ChapterTables {
  const { agency, year, goals, prose } = chapter
  const tables = new Map<TablePart, DocumentTable>()
  const read = (part: TablePart, kpis: readonly string[]): void => {
    const context: TableContext = { agency, goals, kpis, prose }
    const input: TableInput = { kind: part.table, pages: tablePages(part.text, pages), context }
    tables.set(part, { agency, year, section: sectionOf(part.heading), input, reading: readTable(input, readers) })
  }
  for (const part of parts) if (part.table !== 'plan') read(part, [])
  const kpis = [...tables.values()].flatMap((table) => kpiNames(table.reading))
  for (const part of parts) if (part.table === 'plan') read(part, kpis)
  return { tables, kpis }
}

/** The section of what stands below a heading, if there is one. */
export function sectionOf(heading: Tracked | null): string[] {
  return heading ? [heading.text] : []
}

/** Divides the text of a table into its pages; a text without pages is one of unknown label. */
export function tablePages(text: Tracked, pages: readonly Page[]): TablePage[] {
  const cuts = pages.map((page) => firstFrom(text, page.end)).filter((i) => i > 0 && i < text.length)
  const bounds = [0, ...cuts, text.length]
  return bounds
    .slice(0, -1)
    .flatMap((start, i) => {
      const part = text.slice(start, bounds[i + 1])
      return part.length === 0 ? [] : [{ label: pageAt(pages, part.at(0)), lines: linesOf(part) }]
    })
    .filter((page) => page.lines.some((line) => line.text.trim() !== ''))
}

/** Index of the first code unit that stands at `offset` of the source or behind it. */
function firstFrom(text: Tracked, offset: number): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (text.at(middle) < offset) low = middle + 1
    else high = middle
  }
  return low
}
