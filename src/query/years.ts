import { parseNumeral, toRocYear } from '../text/index.js'
import type { YearRange } from './node.js'

/** The first year that a filter takes, 民國元年 (1912). */
export const MIN_YEAR = 1
/** The last year that a filter takes (2110). */
export const MAX_YEAR = 199
const NUMERAL = '(?:[0-9０-９]{1,4}|[〇零○一二三四五六七八九十百]{2,6})'
const YEAR = `(?:民國|中華民國|西元|公元)?\\s*(${NUMERAL})\\s*(?:年度|年)?`
const ONE = new RegExp(`^${YEAR}$`)
const RANGE = new RegExp(`^${YEAR}\\s*(?:\\.{2,3}|…|[-－–—−~～〜]|至|到)\\s*${YEAR}$`)
const FROM = new RegExp(`^${YEAR}\\s*(?:\\.{2,3}|…|起|以後|之後|[-~～]$)$`)
const UNTIL = new RegExp(`^(?:\\.{2,3}|…|[~～])\\s*${YEAR}$`)
const COMPARED = new RegExp(`^(>=|=>|≥|>|<=|=<|≤|<|＞＝|＜＝|＞|＜)\\s*${YEAR}$`)

/** What a year expression says; `swapped` where a range was written backwards. */
export type YearReading = { range: YearRange; swapped: boolean } | { range: undefined }

const NOTHING: YearReading = { range: undefined }

/**
 * Reads one year or one range as a filter's value: `107`, `107年度`, `民國107年`, `2018`, `105..110`, `105-110`,
 * `2016~2021`, `105至110`, `>=107`, `107..`, `..107`. Both ends are included.
 */
export function readYears(text: string): YearReading {
  const value = text.trim().replace(/^[=＝](?![<>＜＞])\s*/, '')
  // No year takes more; the patterns below are not linear in white space.
  if (value.length > 40) return NOTHING
  const one = ONE.exec(value)
  if (one) return between(yearIn(one[1]), yearIn(one[1]))
  const range = RANGE.exec(value)
  if (range) return between(yearIn(range[1]), lastYear(range[1], range[2]))
  const from = FROM.exec(value)
  if (from) return between(yearIn(from[1]), MAX_YEAR)
  const until = UNTIL.exec(value)
  if (until) return between(MIN_YEAR, yearIn(until[1]))
  const compared = COMPARED.exec(value)
  if (!compared) return NOTHING
  const year = yearIn(compared[2])
  if (year === undefined) return NOTHING
  const sign = (compared[1] ?? '').normalize('NFKC')
  if (sign === '>') return between(year + 1, MAX_YEAR)
  if (sign === '<') return between(MIN_YEAR, year - 1)
  return sign.includes('>') || sign === '≥' ? between(year, MAX_YEAR) : between(MIN_YEAR, year)
}

function yearIn(text: string | undefined): number | undefined {
  const value = parseNumeral(text ?? '')
  return value === null ? undefined : (toRocYear(value) ?? undefined)
}

/** The end of a range; `2016-21` leaves the century out. */
function lastYear(first: string | undefined, last: string | undefined): number | undefined {
  const from = parseNumeral(first ?? '')
  const to = parseNumeral(last ?? '')
  if (from !== null && to !== null && from >= 1_000 && to < 100) {
    return toRocYear(Math.floor(from / 100) * 100 + to) ?? undefined
  }
  return yearIn(last)
}

function between(from: number | undefined, to: number | undefined): YearReading {
  if (from === undefined || to === undefined) return NOTHING
  if (from > MAX_YEAR || to < MIN_YEAR) return NOTHING
  return from <= to ? { range: { from, to }, swapped: false } : { range: { from: to, to: from }, swapped: true }
}

/** How a filter's value writes a range, the shortest way that `readYears` takes. */
export function printYears({ from, to }: YearRange): string {
  if (from === to) return String(from)
  if (to === MAX_YEAR) return `>=${from}`
  if (from === MIN_YEAR) return `<=${to}`
  return `${from}..${to}`
}

/** Every year of the ranges, ascending, each once. */
export function yearsOf(ranges: readonly YearRange[]): number[] {
  const years = new Set<number>()
  for (const { from, to } of ranges) for (let year = from; year <= to; year++) years.add(year)
  return [...years].sort((a, b) => a - b)
}

/** What a year may be, for error messages. */
export const YEAR_FORMS = '107、民國107年、2018、105..110、2016-2021、>=107'
