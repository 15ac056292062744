import type { PlanRecord } from '../../record.js'
import { csvCell } from '../../search/export.js'
import type { BasketEntry } from '../storage/basket.js'
import { BASKET_COLUMNS, type BasketColumn, type Texts } from '../texts/index.js'
import { Addresses, DEFAULT_LOCALE } from '../urls.js'
import { citation } from './citation.js'

/** A kept record as it leaves the page. `record` is missing where it is no longer indexed or the server is away. */
export interface KeptRecord {
  entry: BasketEntry
  record: PlanRecord | undefined
}

/** CSV for spreadsheets: byte order mark, cells that would be formulas guarded (see `csvCell`). */
export function basketCsv(kept: readonly KeptRecord[], t: Texts, origin: string): string {
  const lines = [
    BASKET_COLUMNS.map((column) => t.basket.columns[column]),
    ...kept.map((one) => BASKET_COLUMNS.map((column) => cell(one, column, t, origin))),
  ]
  return '\uFEFF' + lines.map((line) => line.map(csvCell).join(',') + '\r\n').join('')
}

export function basketJson(kept: readonly KeptRecord[], origin: string): string {
  const items = kept.map(({ entry, record }) => ({
    ...(record ?? { id: entry.id, kind: entry.kind, agency: entry.agency, year: entry.year, title: entry.title }),
    note: entry.note ?? '',
    query: entry.query ?? '',
    address: addressOf(entry, origin),
  }))
  return JSON.stringify(items, null, 2) + '\n'
}

/** Markdown to paste into notes: a heading a record, its text as a quotation, the note, the citation. */
export function basketMarkdown(kept: readonly KeptRecord[], t: Texts, origin: string): string {
  const parts = kept.map(({ entry, record }) => {
    const text = record?.text ?? ''
    const target = record?.kind === 'kpi' && record.target !== '' ? `${t.record.target}：${escaped(record.target)}` : ''
    const cited =
      record === undefined
        ? addressOf(entry, origin)
        : citation({ record, document: undefined, address: addressOf(entry, origin) }, 'plain')
    return [
      `## ${escaped(entry.title)}`,
      `${escaped(entry.agency)}・${t.rocYear(entry.year)}・${t.kind[entry.kind]}${record?.uncertain === true ? `・${t.uncertain.mark}` : ''}`,
      text === ''
        ? ''
        : text
            .split('\n')
            .map((line) => `> ${escaped(line)}`)
            .join('\n'),
      target,
      entry.note === undefined || entry.note === '' ? '' : `**${t.basket.note}**：${escaped(entry.note)}`,
      escaped(cited),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  })
  return `# ${t.basket.title}\n\n${parts.join('\n\n')}\n`
}

function cell({ entry, record }: KeptRecord, column: BasketColumn, t: Texts, origin: string): string {
  switch (column) {
    case 'id':
      return entry.id
    case 'kind':
      return t.kind[entry.kind]
    case 'agency':
      return entry.agency
    case 'year':
      return String(entry.year)
    case 'title':
      return entry.title
    case 'work':
      return record?.kind === 'project' ? record.work : ''
    case 'category':
      return record?.kind === 'project' ? record.category : ''
    case 'kpis':
      return record?.kind === 'project' ? record.kpis.join('、') : ''
    case 'text':
      return record?.text ?? ''
    case 'target':
      return record?.kind === 'kpi' ? record.target : ''
    case 'document':
      return record?.source.document ?? ''
    case 'page':
      return record?.source.page ?? ''
    case 'uncertain':
      return record?.uncertain === true ? t.uncertain.mark : ''
    case 'note':
      return entry.note ?? ''
    case 'address':
      return addressOf(entry, origin)
  }
}

function addressOf(entry: BasketEntry, origin: string): string {
  return origin + new Addresses(DEFAULT_LOCALE).record(entry.id)
}

/** Text that Markdown must not read as its own marks or as HTML. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/gu, '\\$&').replaceAll('\r', '')
}
