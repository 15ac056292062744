import type { DocumentInfo, PlanRecord } from '../../record.js'

/** What a citation needs beside the record: the document's title is as published, the address permanent. */
export interface Cited {
  record: PlanRecord
  document: DocumentInfo | undefined
  /** Absolute address of the record's page, with the passage's fragment where one passage is cited. */
  address: string
}

export const CITATION_STYLES = ['plain', 'apa', 'bibtex'] as const
export type CitationStyle = (typeof CITATION_STYLES)[number]

/** A citation in one style, ready to paste. */
export function citation(cited: Cited, style: CitationStyle): string {
  if (style === 'plain') return plain(cited)
  if (style === 'apa') return apa(cited)
  return bibtex(cited)
}

/** 外交部，〈參與國際組織活動〉，《外交部110年度施政計畫》，頁5，https://… */
function plain({ record, document, address }: Cited): string {
  const place = [
    record.agency,
    `〈${record.title}〉`,
    `《${documentTitle(record, document)}》`,
    pages(record) && `頁${pages(record)}`,
  ]
  return `${place.filter(Boolean).join('，')}，${address}。`
}

/** After the Chinese use of APA 7: group author, Gregorian year, title, part, page, publisher where it is another, address. */
function apa({ record, document, address }: Cited): string {
  const publisher = document !== undefined && document.publisher !== record.agency ? `${document.publisher}。` : ''
  const page = pages(record) === '' ? '' : `（頁 ${pages(record)}）`
  return `${record.agency}（${gregorian(record.year)}）。${record.title}。載於${documentTitle(record, document)}${page}。${publisher}${address}`
}

function bibtex({ record, document, address }: Cited): string {
  const fields: [string, string][] = [
    ['author', `{${escapeTex(record.agency)}}`],
    ['title', escapeTex(record.title)],
    ['booktitle', escapeTex(documentTitle(record, document))],
    ['publisher', escapeTex(document?.publisher ?? record.agency)],
    ['year', String(gregorian(record.year))],
    ['pages', escapeTex(pages(record).replace('–', '--'))],
    ['url', escapeUrl(address)],
    ['note', escapeTex(`民國${record.year}年度`)],
  ]
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}}`)
  return `@incollection{${record.id.replace(/[^\w:-]/g, '')},\n${lines.join(',\n')}\n}`
}

function documentTitle(record: PlanRecord, document: DocumentInfo | undefined): string {
  return document?.title ?? `${record.agency}${record.year}年度施政計畫`
}

function pages(record: PlanRecord): string {
  const { page, lastPage } = record.source
  if (page === null) return ''
  return lastPage === undefined || lastPage === page ? page : `${page}–${lastPage}`
}

/** Year 1 of the Republic of China is 1912. */
function gregorian(year: number): number {
  return year + 1911
}

function escapeTex(text: string): string {
  const names: Record<string, string> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
  }
  return text.replace(/[\\~^{}%&$#_]/g, (one) => names[one] ?? `\\${one}`)
}

/** Within a url field, braces would end it and a percent sign would begin a comment in older styles. */
function escapeUrl(address: string): string {
  return address.replace(/[{}]/g, encodeURIComponent).replaceAll('%', '\\%')
}
