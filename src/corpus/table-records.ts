import { splitKpiNames } from './kpi-names.js'
import { normalise } from './normalise.js'
import { titleOf } from './outline.js'
import { sourceOf, type Origin, type RecordDraft } from './record-draft.js'
import type { TableKind, TableReading, TableRow } from './tables/table.js'
import { Tracked } from './tracked.js'

/** What the records of one table share. */
export interface TableOrigin extends Origin {
  kind: TableKind
  agency: string
  year: number
  section: string[]
  /** Names of the chapter's KPIs. */
  kpis: readonly string[]
}

/** The records of a table: a project or KPI a row, then what could not be placed, marked as uncertain. */
export function tableRecords(reading: TableReading, origin: TableOrigin): RecordDraft[] {
  const rows = reading.rows.map((row) => (origin.kind === 'plan' ? projectOf(row, origin) : kpiOf(row, origin)))
  const rest = reading.remainder.flatMap((r) => remainderOf(r.text, r.page, origin))
  return [...rows, ...rest]
}

/** Names of the KPIs in a table, in order. */
export function kpiNames(reading: TableReading): string[] {
  return reading.rows.map((row) => cell(row, 'name').text).filter((name) => name !== '')
}

function cell(row: TableRow, column: string): Tracked {
  return normalise(row.cells[column] ?? Tracked.empty)
}

function projectOf(row: TableRow, origin: TableOrigin): RecordDraft {
  const [work, item, category, content, kpi] = [
    cell(row, 'work'),
    cell(row, 'item'),
    cell(row, 'category'),
    cell(row, 'content'),
    cell(row, 'kpi'),
  ]
  return {
    kind: 'project',
    year: origin.year,
    agency: origin.agency,
    // Where a table has no column of items, its rows are called by their content.
    title: item.text || titleOf(content.text) || work.text,
    text: content.text,
    section: origin.section,
    work: work.text,
    category: category.text,
    kpis: splitKpiNames(kpi.text, origin.kpis),
    source: sourceOf(origin, content, [work, item, category, kpi], { first: row.page, last: row.lastPage }),
    uncertain: row.uncertain,
  }
}

function kpiOf(row: TableRow, origin: TableOrigin): RecordDraft {
  const measure = cell(row, 'measure')
  const others = ['goal', 'no', 'name', 'system', 'method', 'target', 'link'].map((column) => cell(row, column))
  return {
    kind: 'kpi',
    year: origin.year,
    agency: origin.agency,
    title: cell(row, 'name').text,
    text: measure.text,
    section: origin.section,
    goal: cell(row, 'goal').text,
    measure: measure.text,
    target: cell(row, 'target').text,
    method: cell(row, 'method').text,
    system: cell(row, 'system').text,
    link: cell(row, 'link').text,
    common: origin.kind === 'common-kpi',
    source: sourceOf(origin, measure, others, { first: row.page, last: row.lastPage }),
    uncertain: row.uncertain,
  }
}

function remainderOf(raw: Tracked, page: string | null, origin: TableOrigin): RecordDraft[] {
  const text = normalise(raw)
  if (text.length === 0) return []
  const shared = {
    year: origin.year,
    agency: origin.agency,
    title: titleOf(text.text),
    text: text.text,
    section: origin.section,
    source: sourceOf(origin, text, [], { first: page, last: page }),
    uncertain: true,
  }
  if (origin.kind === 'plan') return [{ kind: 'project', ...shared, work: '', category: '', kpis: [] }]
  const blank = { goal: '', target: '', method: '', system: '', link: '' }
  return [{ kind: 'kpi', ...shared, ...blank, measure: text.text, common: origin.kind === 'common-kpi' }]
}
