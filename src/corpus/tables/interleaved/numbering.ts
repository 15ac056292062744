import { numeralValue } from './numerals.js'

/**
 * Numbering of points in running text, the levels that government plans use: 一、 （一） 1. (1).
 * A cell's points count up, which tells a cell's next point from the first point of another cell.
 */
export interface NumberingMark {
  /** 0: 一、 · 1: （一） · 2: 1. １、 · 3: (1) ① */
  level: number
  value: number
  /** Code points of the mark. */
  length: number
}

export const NUMBERING_LEVELS = 4

const FORMS: readonly { level: number; pattern: RegExp }[] = [
  { level: 0, pattern: /^([一二三四五六七八九十]{1,3})、/u },
  { level: 1, pattern: /^[（(]([一二三四五六七八九十]{1,3})[)）]/u },
  { level: 2, pattern: /^([0-9０-９]{1,2})[.．、](?![0-9０-９])/u },
  { level: 3, pattern: /^[（(]([0-9０-９]{1,2})[)）]/u },
]

/** The mark that a text begins with, if it begins with one. */
export function numberingMark(text: string): NumberingMark | undefined {
  for (const { level, pattern } of FORMS) {
    const match = pattern.exec(text)
    const value = match?.[1] === undefined ? undefined : numeralValue(match[1])
    if (match && value !== undefined) return { level, value, length: match[0].length }
  }
  return undefined
}

const BITS = 5
const FIELD = (1 << BITS) - 1

/** Points counted so far, a level in five bits; 0 is a cell without points. */
export type Counters = number

export function counterOf(counters: Counters, level: number): number {
  return (counters >>> (BITS * level)) & FIELD
}

/** The counters after a mark: its level takes its value, the levels below begin again. */
export function advance(counters: Counters, { level, value }: NumberingMark): Counters {
  const kept = counters & ((1 << (BITS * level)) - 1)
  return kept | (Math.min(value, FIELD) << (BITS * level))
}
