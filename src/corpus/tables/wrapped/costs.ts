import { splitKpiNames } from '../../kpi-names.js'
import { nameKey } from '../../normalise.js'
import { COLUMNS, type TableContext, type TableKind } from '../table.js'
import type { Mark, Stream } from './stream.js'

/**
 * What a reading costs. Costs are negative logarithms of odds (nats): a reading that costs 3 more is twenty times less
 * likely. They say how this form of table is printed, and come from reasons, not from training.
 */

/** A column whose cells follow one another in a row, from left to right. */
export interface FlowColumn {
  name: string
  /** Cost of leaving its cell out. */
  skip: number
  /** Most units of a cell; infinite for the column of running text, whose cell is read line by line. */
  longest: number
}

/** How the columns of a kind of table are read. */
export interface Layout {
  kind: TableKind
  flow: readonly FlowColumn[]
  /** The column whose cells span rows. */
  spanning: string
  longestSpanning: number
}

const FLOW: Readonly<Record<string, Omit<FlowColumn, 'name'>>> = {
  item: { skip: 6, longest: 70 },
  category: { skip: 2, longest: 14 },
  content: { skip: 7, longest: Infinity },
  kpi: { skip: 1, longest: 150 },
  no: { skip: 3, longest: 3 },
  name: { skip: 7, longest: 120 },
  system: { skip: 3, longest: 5 },
  method: { skip: 3, longest: 16 },
  measure: { skip: 6, longest: Infinity },
  target: { skip: 5, longest: 60 },
  link: { skip: 1, longest: 80 },
}
/** Columns that tables of this form have where no header names them. */
const USUAL: Readonly<Record<TableKind, readonly string[]>> = {
  plan: ['work', 'item', 'content'],
  kpi: ['goal', 'name', 'system', 'method', 'measure', 'target'],
  'common-kpi': ['goal', 'name', 'system', 'method', 'measure', 'target'],
}

/** The columns to read: those that the headers name; where they name too few, the usual ones. */
export function layoutOf(kind: TableKind, named: ReadonlySet<string>): Layout {
  const needed = kind === 'plan' ? ['item', 'content'] : ['name', 'measure']
  const printed = needed.every((c) => named.has(c)) ? named : new Set(USUAL[kind])
  const spanning = kind === 'plan' ? 'work' : 'goal'
  const flow = COLUMNS[kind].flatMap((name): FlowColumn[] => {
    const column = FLOW[name]
    // The numbers of KPIs stand in a column that shares the label of their names.
    const has = printed.has(name) || (name === 'no' && printed.has('name'))
    return column && has ? [{ name, ...column }] : []
  })
  return { kind, flow, spanning, longestSpanning: printed.has(spanning) ? 70 : 0 }
}

/** Cost of each row: fewer rows explain a table better. */
export const ROW = 1
/** Of a cell that goes on at the head of a page: one that is owed, running text, any other. */
export const CONTINUED = { owed: 0.5, running: 1.2, other: 3 } as const
/** Of a paragraph without a number in running text that has numbered points. */
export const UNNUMBERED = 1
/** Of running text whose first point is number 1; of another number. */
export const FIRST_POINT = { one: -1.5, other: 2 } as const
/** Of a point that counts on, begins again with 1, or has any other number. */
export const NEXT_POINT = { next: 0, again: 3.5, other: 1 } as const
/** Of a row that begins below a line in the middle of a paragraph, more than for any other cell. */
export const ROW_BELOW_SOFT = 1.5
/** Of a spanning cell that interrupts a row instead of standing before one. */
export const INTERRUPTION = 3
/** Of a row in which a justified line ended a cell, so that the cell should go on, and it does not. */
export const UNFINISHED = 4
/** Of running text that goes on after it was interrupted. */
export const RESUMED = 3
/** Of leaving text to the remainder: a start, each line, each unit. */
export const REMAINDER = { start: 6, line: 2, unit: 0.03 } as const

const FULL_WIDTH = /[^\u0000-\u024f]/u
const NO_START = /[、，。；：！？）」』》】％%)]/u
const NO_END = /[、，（「『《【(]/u
const SENTENCE_END = /[。！？；」）)％%]/u

/** Cost of ending one cell and beginning another at a mark. */
export function betweenCells(stream: Stream, mark: Mark): number {
  const before = stream.text.charAt(mark.at - 1)
  const after = stream.text.charAt(mark.at)
  let cost = { none: 2, 'spaced-end': 1, space: 0.7, wide: 0.1, line: 0.1, page: 0.2 }[mark.gap]
  if (mark.gap === 'line') {
    const line = stream.lines[mark.line - 1]
    if (line?.spaced) cost += 6
    else if (stream.endsTell && !line?.ended) cost += 1.5
  }
  if (NO_START.test(after)) cost += 5
  if (NO_END.test(before)) cost += mark.gap === 'page' ? 1 : 4
  return cost
}

/** Cost of a cell that goes on over a mark. `running`: in a column of running text, which has paragraphs. */
export function insideCell(stream: Stream, mark: Mark, running: boolean): number {
  const before = stream.text.charAt(mark.at - 1)
  const after = stream.text.charAt(mark.at)
  const full = FULL_WIDTH.test(before) && FULL_WIDTH.test(after)
  switch (mark.gap) {
    case 'none':
      return 0
    case 'spaced-end':
      return 3
    case 'space':
      return full ? (running ? 1 : 3) : 0.1
    case 'wide':
      return full ? 4.5 : 1.5
    case 'page':
      return running ? 0.2 : 3
    case 'line': {
      const line = stream.lines[mark.line - 1]
      if (!stream.endsTell && !line?.spaced) return running ? 0.1 : 1.5
      if (line?.spaced || !line?.ended) return 0.1
      return running ? 0.5 : 4
    }
  }
}

/** Widths of columns in half-width columns of print; null where they are not known yet. */
export type Widths = ReadonlyMap<string, number>

/**
 * A full line is this much narrower than its column at most: a full-width character or two do not fit any more, and
 * points in running text are indented.
 */
const SLACK = { short: 4, running: 6 } as const
const RUNNING: readonly string[] = ['content', 'measure']
/** A line may hang out of its column by a punctuation mark. */
const HANGING = 2

/**
 * Cost of a piece of a line in a cell of a column. `ends`: how the piece ends, in the middle of a paragraph (soft), with
 * a paragraph, or with the cell.
 */
export function pieceWidth(width: number, column: string, ends: 'soft' | 'paragraph' | 'cell', widths: Widths): number {
  const full = widths.get(column)
  if (full === undefined) return 0
  if (width > full + HANGING) return 1.5 + 0.3 * (width - full - HANGING)
  const slack = RUNNING.includes(column) ? Math.max(SLACK.running, full / 6) : SLACK.short
  return ends === 'soft' && width < full - slack ? 3 : 0
}

const METHODS = ['統計數據', '進度控管', '問卷調查', '其他', '其它']
const CATEGORIES = ['社會發展', '公共建設', '科技發展', '其他', '其它']

/**
 * Cost of the text of a cell, without where it stands, against that of the same text as part of running text: what is
 * usual in its column but rare in a sentence (one of the known methods, the next number) costs less than nothing. `state` is the number of the row before. */
export function cellText(column: string, text: string, state: number, context: TableContext): number {
  switch (column) {
    case 'no': {
      const value = /^(\d{1,2})[.、]?$/u.exec(text.normalize('NFKC'))?.[1]
      if (value === undefined) return Infinity
      return Number(value) === state + 1 ? -2 : Number(value) === 1 ? -1.5 : 3
    }
    case 'system':
      return /^[1-5１-５](?:[、,，][1-5１-５])*$/u.test(text) ? -1.5 : 6
    case 'method':
      return METHODS.includes(text) ? -8 : 2 + unlikeName(text)
    case 'category':
      return text.split(/[、/]/u).every((part) => CATEGORIES.includes(part)) ? -8 : 3 + unlikeName(text)
    case 'target':
      if (
        /^[\d０-９][\d０-９.,，]*(?:[^\d，。；：（）「」]{0,7}[^\d，。；：（）「」一二三四五六七八九十])?$/u.test(text)
      )
        return -2
      return 2.5 + text.length * 0.08
    case 'goal':
      return goalText(text, context.goals)
    case 'link':
      return text === '無' || text.split(/[、/]/u).every((part) => CATEGORIES.includes(part))
        ? -4
        : 1 + unlikeName(text)
    case 'kpi':
      return kpiText(text, context.kpis)
    case 'content':
    case 'measure':
      return 0.5
    case 'work':
      return unlikeName(text)
    default:
      return 0.5 + unlikeName(text)
  }
}

/** Cost of where running text ends. */
export function runningTextEnds(text: string, at: number): number {
  return SENTENCE_END.test(text.charAt(at - 1)) ? 0 : 1.2
}

/** How little a text looks like a name: numbering, sentences, length. */
function unlikeName(text: string): number {
  let cost = 0.1 * Math.max(0, text.length - 12)
  if (text.length < 2) cost += 2
  if (/^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d)/u.test(text)) cost += 3
  cost += 1.5 * (text.match(/[。；：](?=.)/gu)?.length ?? 0)
  cost += 0.5 * (text.match(/[，。：、]/gu)?.length ?? 0)
  return cost
}

/** Names of the chapter's KPIs joined by 、: the more of the text they make up, the less of an accident it is. */
function kpiText(text: string, kpis: readonly string[]): number {
  if (/^[無－-]$/u.test(text)) return -2
  const known = new Set(kpis.map(nameKey))
  const parts = splitKpiNames(text, kpis)
  const share = parts.filter((part) => known.has(nameKey(part))).join('').length / text.length
  return 4 + text.length * 0.03 - 16 * share
}

/** A goal has a number; where the chapter's goals are known, it is one of them or near to it. */
function goalText(text: string, goals: readonly string[]): number {
  const numeral = /^(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?=[\D]))[、.]?/u.exec(text)?.[0] ?? ''
  const name = text.slice(numeral.length)
  const likely = likeness(name, goals.map(withoutNumeral))
  const other = 2 + unlikeName(name) * 0.5
  // A goal in the words of its heading is no accident; one in other words is a goal of its own.
  const known = goals.length === 0 ? other : Math.min(other + 1, 8 - 16 * likely)
  return (numeral === '' ? 3.5 : 0) + known
}

function withoutNumeral(goal: string): string {
  return goal.replace(/^(?:[一二三四五六七八九十]{1,3}、?|\d{1,2}[、.])/u, '')
}

/** Likeness of a text to the nearest of some names, 0 to 1: Dice coefficient of their pairs of characters. */
export function likeness(text: string, names: readonly string[]): number {
  const key = nameKey(text)
  const pairs = pairsOf(key)
  let best = 0
  for (const name of names) {
    const other = nameKey(name)
    if (other === key) return 1
    const theirs = pairsOf(other)
    let both = 0
    for (const pair of pairs) if (theirs.has(pair)) both++
    best = Math.max(best, (2 * both) / Math.max(1, pairs.size + theirs.size))
  }
  return best
}

/** The set of pairs of neighbouring characters. */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}
