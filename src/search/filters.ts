import { RECORD_KINDS } from '../record.js'
import {
  both,
  emptyMask,
  fullMask,
  usualCategory,
  without,
  FACET_FIELDS,
  type Collection,
  type FacetField,
  type Mask,
} from './collection.js'
import type { Facets, FacetValue, Filters } from './types.js'

/** Names of an agency as documents print it, from any of its names. Empty where nobody knows the name. */
export type ResolveAgency = (name: string) => readonly string[]

/** Records that have one of the values in the field. */
function fieldMask(collection: Collection, field: FacetField, wanted: ReadonlySet<string | number>): Mask {
  const { values, codes } = collection.column(field)
  const hit = values.map((value) => wanted.has(value))
  const mask = emptyMask(collection.size)
  codes.forEach((own, ordinal) => {
    if (own.some((code) => hit[code])) mask[ordinal] = 1
  })
  return mask
}

/** The values that a filter names. An agency's printed name means itself; any other name stands for its lineage. */
function wantedValues(
  collection: Collection,
  filters: Omit<Filters, 'exclude'>,
  field: FacetField,
  resolve: ResolveAgency,
): Set<string | number> {
  const printed = new Set(collection.column('agency').values)
  switch (field) {
    case 'agency':
      return new Set((filters.agency ?? []).flatMap((name) => (printed.has(name) ? [name] : resolve(name))))
    case 'category':
      return new Set((filters.category ?? []).map(usualCategory))
    case 'kind':
    case 'year':
    case 'document':
      return new Set<string | number>(filters[field] ?? [])
  }
}

/**
 * Records that pass the filters: values of one field are an OR, fields among each other an AND.
 * `except` leaves out one field's own filter, as its facet counts need it.
 */
export function filterMask(
  collection: Collection,
  filters: Filters,
  resolve: ResolveAgency,
  except?: FacetField,
): Mask {
  return filtered(fullMask(collection.size), collection, filters, resolve, except)
}

/** Those of the records that pass the filters. */
function filtered(
  records: Mask,
  collection: Collection,
  filters: Filters,
  resolve: ResolveAgency,
  except?: FacetField,
): Mask {
  let mask = records
  const { exclude = {} } = filters
  for (const field of FACET_FIELDS) {
    if (field === except) continue
    if (filters[field]?.length) {
      const wanted = wantedValues(collection, filters, field, resolve)
      if (wanted.size > 0) mask = both(mask, fieldMask(collection, field, wanted))
    }
    if (exclude[field]?.length) {
      const unwanted = wantedValues(collection, exclude, field, resolve)
      if (unwanted.size > 0) mask = without(mask, fieldMask(collection, field, unwanted))
    }
  }
  return mask
}

/** How many of the records in the mask have each value: most frequent first, then in the order of the documents. */
export function countValues(collection: Collection, field: FacetField, mask: Mask): FacetValue<string | number>[] {
  const { values, codes } = collection.column(field)
  const counts = new Uint32Array(values.length)
  codes.forEach((own, ordinal) => {
    if (mask[ordinal]) for (const code of own) counts[code] = (counts[code] ?? 0) + 1
  })
  return values
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

/** Facet counts of a result: each field counted with its own filter left out, so that other values stay in sight. */
export function countFacets(collection: Collection, found: Mask, filters: Filters, resolve: ResolveAgency): Facets {
  const count = (field: FacetField) =>
    countValues(collection, field, filtered(found, collection, filters, resolve, field))
  const strings = (field: FacetField) => count(field).map(({ value, count: n }) => ({ value: String(value), count: n }))
  return {
    kind: count('kind').flatMap(({ value, count: n }) =>
      RECORD_KINDS.filter((kind) => kind === value).map((kind) => ({ value: kind, count: n })),
    ),
    agency: strings('agency'),
    year: count('year')
      .map(({ value, count: n }) => ({ value: Number(value), count: n }))
      .sort((a, b) => a.value - b.value),
    category: strings('category'),
    document: strings('document'),
  }
}
