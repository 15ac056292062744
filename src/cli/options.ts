import { InvalidArgumentError, Option, type Command } from 'commander'
import { LIMITS } from '../limits.js'
import { parseFilters } from '../query/index.js'
import { RECORD_KINDS } from '../record.js'
import type { SearchEngine } from '../search/index.js'
import type { Filters } from '../search/types.js'
import type { Folders } from './paths.js'

/** A whole number option. Commander shows the message and ends with exit code 2. */
export const wholeNumber =
  (minimum: number, maximum: number) =>
  (value: string): number => {
    const number = /^\d{1,9}$/u.test(value) ? Number(value) : Number.NaN
    if (!(number >= minimum && number <= maximum))
      throw new InvalidArgumentError(`要是 ${minimum} 到 ${maximum} 的整數，收到「${value}」。`)
    return number
  }

const collect = (value: string, before: string[]): string[] => [...before, value]

/** Options of a command that reads the index. */
export const withIndex = (command: Command, folders: Folders): Command =>
  command
    .option('--index <DIR>', '索引資料夾', folders.index)
    .option('--models <DIR>', '語意模型資料夾', folders.models)

/** The filters, each of which may stand several times. */
export const withFilters = (command: Command): Command =>
  command
    .option('--kind <KIND>', `種類：${RECORD_KINDS.join('、')}`, collect, [])
    .option('--agency <NAME>', '機關，全名或簡稱', collect, [])
    .option('--year <YEAR>', '年度，民國或西元，可寫範圍 105-107', collect, [])
    .option('--category <NAME>', '計畫類別', collect, [])
    .option('--document <ID>', '文件編號', collect, [])

export const limitOption = (fallback: number): Option =>
  new Option('--limit <N>', '最多幾筆').argParser(wholeNumber(1, LIMITS.hits)).default(fallback)

export interface FilterOptions {
  kind: string[]
  agency: string[]
  year: string[]
  category: string[]
  document: string[]
}

/** The filters that the options ask for. Throws `bad-option`. */
export const filtersOf = (
  { kind, agency, year, category, document }: FilterOptions,
  { directory, known }: SearchEngine,
): Filters => parseFilters({ kind, agency, year, category, document }, directory, known)

export interface IndexOptions {
  index: string
  models: string
}
