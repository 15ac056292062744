import type { Range } from '../record.js'
import { parseNumeral } from './numerals.js'

/** ROC year 1 is 1912 CE. */
const OFFSET = 1911

/** Years taken for ROC where no era is named; beyond, a number before 年 is a count (3年) or CE. */
const ROC_MIN = 38
const ROC_MAX = 199
const CE_MIN = 1912
const CE_MAX = 2110

/** A year or a range of years named in a text. */
export interface YearMention {
  /** First and last ROC year; the same for a single year. */
  from: number
  to: number
  /** Where it stands in the text, UTF-16 code units. */
  range: Range
  /** As written. */
  text: string
  /** How it was written: `named` with the era (民國, 西元), `number` without. */
  era: 'named' | 'number'
}

/** The ROC year for a year in either era; null outside 1912 CE to 2110 CE. Numbers below 200 are ROC. */
export function toRocYear(year: number): number | null {
  if (!Number.isInteger(year)) return null
  if (year >= 1 && year <= ROC_MAX) return year
  return year >= CE_MIN && year <= CE_MAX ? year - OFFSET : null
}

/** The CE year of a ROC year. */
export function toCeYear(rocYear: number): number {
  return rocYear + OFFSET
}

const NUMERAL = '[\\d０-９]{1,4}|[〇○零一二三四五六七八九十百千]{2,9}|元'
const ERA = '中華民國|民國|中华民国|民国|西元|公元|西曆'
const YEAR = new RegExp(
  `(?<![\\d０-９第〇○零一二三四五六七八九十百千])(?<!\\d[.,，．])(?<era>${ERA})?\\s*(?<from>${NUMERAL})\\s*(?<mark1>年度|年)?` +
    `(?:\\s*(?:[-－–—~～〜至到]|\\.\\.)\\s*(?<era2>${ERA})?\\s*(?<to>${NUMERAL})\\s*(?<mark2>年度|年))?`,
  'gu',
)

/**
 * Years in a text: 107年, 107年度, 民國107年, 中華民國一百零七年, 一○七年度, 2018年, 105-107年, 105至107年度, 2016年到2018年.
 * A number without 年 is one only with its era named (民國107, 西元2018). Durations (3年, 10年) are none.
 */
export function findYears(text: string): YearMention[] {
  const found: YearMention[] = []
  for (const match of text.matchAll(YEAR)) {
    const { era, from = '', mark1, era2, to, mark2 } = match.groups ?? {}
    if (era === undefined && mark1 === undefined && mark2 === undefined) continue
    const first = readYear(from, era)
    const last = to === undefined ? first : readYear(to, era2 ?? era)
    if (first === null || last === null || last < first) continue
    const written = match[0].trim()
    const start = match.index + match[0].indexOf(written)
    found.push({
      from: first,
      to: last,
      range: [start, start + written.length],
      text: written,
      era: era === undefined ? 'number' : 'named',
    })
  }
  return found
}

function readYear(numeral: string, era: string | undefined): number | null {
  const value = numeral === '元' ? 1 : parseNumeral(numeral)
  if (value === null || (numeral === '元' && era === undefined)) return null
  if (era !== undefined && /民[國国]/u.test(era)) return value >= 1 && value <= ROC_MAX ? value : null
  if (era !== undefined || value > ROC_MAX) return value >= CE_MIN && value <= CE_MAX ? value - OFFSET : null
  return value >= ROC_MIN ? value : null
}
