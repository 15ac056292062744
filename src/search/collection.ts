import { ShizhengError } from '../errors.js'
import { RECORD_KINDS, type DocumentInfo, type PlanRecord, type RecordKind } from '../record.js'
import { siblingsOf } from './siblings.js'

/** What results can be filtered and counted by. */
export const FACET_FIELDS = ['kind', 'agency', 'year', 'category', 'document'] as const
export type FacetField = (typeof FACET_FIELDS)[number]

/** A set of records: one byte a record, 1 where it belongs to the set. */
export type Mask = Uint8Array

/** The values of one facet field over all records: each record has the values `values[code]` of its codes. */
export interface FacetColumn<T extends string | number = string | number> {
  values: T[]
  /** Codes by record; most records have one, a record without the field has none. */
  codes: readonly number[][]
}

/**
 * The categories of a plan item, one by one and in the field's usual spelling: 「社會發展/科技發展」 is two, and
 * documents print both 其它 and 其他 for the same.
 */
export function categoriesOf(record: PlanRecord): string[] {
  if (record.kind !== 'project') return []
  const parts = record.category.split(/[/／、，,;；]/u).map((part) => usualCategory(part))
  return [...new Set(parts.filter(Boolean))]
}

export const usualCategory = (category: string): string => category.trim().replaceAll('其他', '其它')

/** All records of an index with their facet values. A record's ordinal is its place in `records`. */
export class Collection {
  private readonly byId: Map<string, number>
  private readonly columns: Record<FacetField, FacetColumn>
  /** For each record the other plan items of its 工作計畫. */
  readonly siblings: readonly (readonly number[])[]

  constructor(
    readonly records: readonly PlanRecord[],
    readonly documents: readonly DocumentInfo[],
  ) {
    this.byId = new Map(records.map((record, ordinal) => [record.id, ordinal]))
    this.siblings = siblingsOf(records)
    this.columns = {
      kind: column(records, (r) => [r.kind]),
      agency: column(records, (r) => [r.agency]),
      year: column(records, (r) => [r.year]),
      category: column(records, categoriesOf),
      document: column(records, (r) => [r.source.document]),
    }
  }

  get size(): number {
    return this.records.length
  }

  /** The record with this ordinal. Throws RangeError outside `0 ≤ ordinal < size`. */
  at(ordinal: number): PlanRecord {
    const record = this.records[ordinal]
    if (!record) throw new RangeError(`no record ${ordinal} among ${this.size}`)
    return record
  }

  /** The record with this id, where there is one. */
  find(id: string): PlanRecord | undefined {
    const ordinal = this.byId.get(id)
    return ordinal === undefined ? undefined : this.records[ordinal]
  }

  /** Ordinal of a record. Throws `not-found`. */
  ordinal(id: string): number {
    const ordinal = this.byId.get(id)
    if (ordinal === undefined)
      throw new ShizhengError('not-found', `索引裡沒有編號為「${id}」的資料。編號可由搜尋結果取得。`, { id })
    return ordinal
  }

  /** Those of the names that are kinds. */
  kindsNamed(names: readonly string[]): RecordKind[] {
    return RECORD_KINDS.filter((kind) => names.includes(kind))
  }

  column(field: FacetField): FacetColumn {
    return this.columns[field]
  }

  /** A document. Throws `not-found`. */
  document(id: string): DocumentInfo {
    const document = this.documents.find((d) => d.id === id)
    if (!document)
      throw new ShizhengError(
        'not-found',
        `索引裡沒有文件「${id}」。現有文件：${this.documents.map((d) => d.id).join('、')}。`,
        { id },
      )
    return document
  }
}

function column(
  records: readonly PlanRecord[],
  valuesOf: (record: PlanRecord) => readonly (string | number)[],
): FacetColumn {
  const codeOf = new Map<string | number, number>()
  const codes = records.map((record) =>
    valuesOf(record).map((value) => {
      let code = codeOf.get(value)
      if (code === undefined) codeOf.set(value, (code = codeOf.size))
      return code
    }),
  )
  return { values: [...codeOf.keys()], codes }
}

export const emptyMask = (size: number): Mask => new Uint8Array(size)
export const fullMask = (size: number): Mask => new Uint8Array(size).fill(1)

export function maskOf(size: number, ordinals: Iterable<number>): Mask {
  const mask = emptyMask(size)
  for (const ordinal of ordinals) mask[ordinal] = 1
  return mask
}

export const both = (a: Mask, b: Mask): Mask => combined(a, b, (x, y) => x & y)
export const either = (a: Mask, b: Mask): Mask => combined(a, b, (x, y) => x | y)
export const without = (a: Mask, b: Mask): Mask => combined(a, b, (x, y) => x & (1 - y))

function combined(a: Mask, b: Mask, combine: (x: number, y: number) => number): Mask {
  const mask = emptyMask(a.length)
  for (let i = 0; i < mask.length; i++) mask[i] = combine(a[i] ?? 0, b[i] ?? 0)
  return mask
}

export function countMask(mask: Mask): number {
  let count = 0
  for (const value of mask) count += value
  return count
}
