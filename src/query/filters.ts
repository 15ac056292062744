import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { MODES, SORTS, type Filters, type Mode, type Sort } from '../search/types.js'
import { foldText } from '../text/index.js'
import type { AgencyDirectory } from './agencies.js'
import { isEquals } from './characters.js'
import { KIND_FORMS, kindNamed } from './kinds.js'
import { YEAR_FORMS, readYears, yearsOf } from './years.js'

/** Filters as the command line and the address write them: one text or several, each perhaps a list. */
export type FilterParameters = Partial<
  Record<'kind' | 'agency' | 'year' | 'category' | 'document', string | readonly string[] | undefined>
>

/** Values that the index holds. A filter by any other value is refused; without the list every value passes. */
export interface KnownValues {
  categories?: readonly string[]
  documents?: readonly string[]
}

type Fields = Omit<Filters, 'exclude'>
type Field = keyof Fields

const FIELDS: readonly Field[] = ['kind', 'agency', 'year', 'category', 'document']

/**
 * Filters from the parameters of a request or a command. Repeated values and values with `,` `，` `、` between them are
 * alternatives; `-` or `!` before a value leaves its records out. Agencies may go by any of their names and stand for
 * their whole lineage, as printed names; `=` before one means this very name. Years may be ROC or CE, and ranges.
 *
 * @throws ShizhengError `bad-option`, with the parameter and what it takes, for a value that the index cannot have,
 * or more than LIMITS.filterValues values
 */
export function parseFilters(
  parameters: FilterParameters,
  directory: AgencyDirectory,
  known: KnownValues = {},
): Filters {
  const filters: Fields = {}
  const exclude: Fields = {}
  for (const field of FIELDS) {
    const values = listed(parameters[field])
    if (values.length > LIMITS.filterValues) {
      const message = `參數 ${field} 最多 ${LIMITS.filterValues} 個值，收到 ${values.length} 個。`
      throw new ShizhengError('bad-option', message, { parameter: field })
    }
    for (const value of values) {
      const negated = /^[-!－−！]/u.test(value)
      add(negated ? exclude : filters, field, negated ? value.slice(1).trim() : value, directory, known)
    }
  }
  return Object.keys(exclude).length > 0 ? { ...filters, exclude } : filters
}

/** @throws ShizhengError `bad-option` for a mode that does not exist */
export function parseMode(value: string | undefined): Mode | undefined {
  return choice('mode', value, MODES)
}

/** @throws ShizhengError `bad-option` for an order that does not exist */
export function parseSort(value: string | undefined): Sort | undefined {
  return choice('sort', value, SORTS)
}

function choice<T extends string>(parameter: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined || value === '') return undefined
  const found = allowed.find((one) => one === value.trim().toLowerCase())
  if (found !== undefined) return found
  throw refused(parameter, value, allowed.join('、'), [...allowed])
}

function listed(parameter: string | readonly string[] | undefined): string[] {
  const texts = parameter === undefined ? [] : typeof parameter === 'string' ? [parameter] : parameter
  return texts.flatMap((text) => text.split(/[,，、]/u)).flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
}

function add(filters: Fields, field: Field, value: string, directory: AgencyDirectory, known: KnownValues): void {
  switch (field) {
    case 'kind': {
      const kind = kindNamed(value)
      if (!kind) throw refused(field, value, KIND_FORMS)
      filters.kind = merged(filters.kind, [kind])
      break
    }
    case 'year': {
      const { range } = readYears(value)
      if (!range) throw refused(field, value, YEAR_FORMS)
      filters.year = merged(filters.year, yearsOf([range]))
      break
    }
    case 'agency':
      filters.agency = merged(filters.agency, agencyNames(value, directory))
      break
    case 'category':
      filters.category = merged(filters.category, among(field, value, known.categories))
      break
    case 'document':
      filters.document = merged(filters.document, among(field, value, known.documents))
  }
}

/**
 * Printed names of an agency by any of its names, with `=` before it only those of this very name.
 *
 * @throws ShizhengError `bad-option` with the nearest names where the index holds nothing of it
 */
function agencyNames(value: string, directory: AgencyDirectory): readonly string[] {
  const exact = isEquals(value.charAt(0))
  const name = exact ? value.slice(1).trim() : value
  const names = exact ? directory.exactly(name) : directory.resolve(name)
  if (names.length > 0) return names
  const suggestions = directory.suggest(name)
  throw new ShizhengError('bad-option', unknownAgency(name, directory), {
    parameter: 'agency',
    value: name,
    suggestions,
  })
}

/** What to say about an agency that the index holds nothing of. */
export function unknownAgency(name: string, directory: AgencyDirectory): string {
  const suggestions = directory.suggest(name)
  const what = directory.knows(name) ? `索引裡沒有「${name}」的文件` : `沒有機關「${name}」`
  const meant =
    suggestions.length > 0
      ? `是不是：${suggestions.join('、')}？`
      : '請用文件上的全名或常用簡稱，例如「外交部」「陸委會」。'
  return `${what}。${meant}`
}

/** The value as the index writes it; itself where nothing is known of the index. */
function among(field: Field, value: string, allowed: readonly string[] | undefined): string[] {
  if (!allowed) return [value]
  const key = usual(value)
  const found = allowed.filter((one) => usual(one) === key)
  if (found.length === 0) throw refused(field, value, allowed.join('、'), [...allowed])
  return found
}

/** The same for two spellings of a category or a document; 其他 and 其它 are one category. */
export function usual(value: string): string {
  return foldText(value).replace(/^其他$/u, '其它')
}

function merged<T>(before: readonly T[] | undefined, more: readonly T[]): T[] {
  return [...new Set([...(before ?? []), ...more])]
}

function refused(parameter: string, value: string, forms: string, allowed?: string[]): ShizhengError {
  const message = `參數 ${parameter} 不能是「${value}」，可以用的是：${forms}。`
  return new ShizhengError('bad-option', message, allowed ? { parameter, value, allowed } : { parameter, value })
}
