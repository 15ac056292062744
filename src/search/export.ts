import type { PlanRecord } from '../record.js'

/** Formats in which records leave Shizheng. */
export const EXPORT_FORMATS = ['jsonl', 'json', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

type Column = readonly [heading: string, value: (record: PlanRecord) => string]

const kpi = (value: (record: Extract<PlanRecord, { kind: 'kpi' }>) => string) => (record: PlanRecord) =>
  record.kind === 'kpi' ? value(record) : ''
const project = (value: (record: Extract<PlanRecord, { kind: 'project' }>) => string) => (record: PlanRecord) =>
  record.kind === 'project' ? value(record) : ''

/** Columns of the CSV, the same for every kind of record so that one sheet holds them all. */
export const CSV_COLUMNS: readonly Column[] = [
  ['id', (r) => r.id],
  ['kind', (r) => r.kind],
  ['year', (r) => String(r.year)],
  ['agency', (r) => r.agency],
  ['work', project((r) => r.work)],
  ['title', (r) => r.title],
  ['category', project((r) => r.category)],
  ['text', (r) => r.text],
  ['kpis', project((r) => r.kpis.join('、'))],
  ['goal', kpi((r) => r.goal)],
  ['target', kpi((r) => r.target)],
  ['method', kpi((r) => r.method)],
  ['system', kpi((r) => r.system)],
  ['link', kpi((r) => r.link)],
  ['section', (r) => r.section.join(' > ')],
  ['document', (r) => r.source.document],
  ['page', (r) => r.source.page ?? ''],
  ['uncertain', (r) => (r.uncertain ? 'true' : 'false')],
]

/**
 * One CSV cell. A cell that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, "CSV Injection");
 * page labels such as `3-7` get one too, since they would become dates.
 */
export function csvCell(value: string): string {
  const guarded = /^[=+\-@\t\r＝＋－＠]|^\d+-\d+$/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',') + '\r\n'

/** Records in a format, piece by piece. CSV begins with a byte order mark, by which Excel knows UTF-8. */
export function* exportRecords(records: Iterable<PlanRecord>, format: ExportFormat): Generator<string> {
  switch (format) {
    case 'jsonl':
      for (const record of records) yield JSON.stringify(record) + '\n'
      return
    case 'json': {
      let separator = '['
      for (const record of records) {
        yield separator + '\n' + JSON.stringify(record)
        separator = ','
      }
      yield separator === '[' ? '[]\n' : '\n]\n'
      return
    }
    case 'csv':
      yield '\uFEFF' + csvLine(CSV_COLUMNS.map(([heading]) => heading))
      for (const record of records) yield csvLine(CSV_COLUMNS.map(([, value]) => value(record)))
  }
}

export const EXPORT_TYPES: Record<ExportFormat, string> = {
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}
