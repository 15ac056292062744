/**
 * The numbered points of a passage (一、…（一）…1、…) with their depth, so that a page can lay it out as the plan does and
 * give each point an address of its own.
 */
import { parseNumeral } from '../../text/numerals.js'

/** One point. Points follow one another without gaps: together they are the whole text. */
export interface Point {
  /** Fragment of its address: `p1`, `p2`, … in the order of the text. */
  id: string
  /** Depth below the text itself: 0 for words without a mark before the first point, 1 for the outermost points. */
  level: number
  /** The mark as printed: `一、`, `(二)`; empty where there is none. */
  mark: string
  /** Range in the text, mark included. */
  start: number
  end: number
}

interface Mark {
  /** Which form of mark: the index of its pattern. */
  form: number
  number: number
  start: number
  end: number
}

const HAN = '[一二三四五六七八九十]{1,3}'
const DIGITS = '[0-9０-９]{1,2}'
/** The forms of marks, each with its numeral in a group. Full-width and half-width brackets, digits and stops are printed. */
const FORMS = [
  '([壹貳參肆伍陸柒捌玖拾]{1,3})、',
  `(${HAN})、`,
  `[（(](${HAN})[）)]、?|[㈠-㈩]`,
  `(${DIGITS})(?:、|[.．](?![0-9０-９]))`,
  `[（(](${DIGITS})[）)]|[⑴-⒇]`,
  '[①-⑳]',
]
const MARK = new RegExp(FORMS.map((form, index) => `(?<form${index}>${form})`).join('|'), 'gu')

/** A point begins at the start, on a new line, or after the end of a clause. */
const BEFORE_POINT = /(?:^|[\n。；;：:！？!?」』）)])\s*$/u

/**
 * Cuts a text at its points. A mark counts where the numbering allows it: it opens a list with its first number, or
 * goes on from the one before in the same form. So 「第一、二階段」 or a year is no point.
 */
export function splitPoints(text: string): Point[] {
  const open: { form: number; number: number }[] = []
  const points: Omit<Point, 'id' | 'end'>[] = []
  for (const mark of marksOf(text)) {
    if (!BEFORE_POINT.test(text.slice(Math.max(0, mark.start - 8), mark.start))) continue
    const depth = open.findLastIndex((one) => one.form === mark.form && mark.number === one.number + 1)
    const opens = mark.number === 1 || text.slice(0, mark.start).trim() === ''
    if (depth >= 0) open.length = depth
    else if (opens) open.splice(firstOf(open, mark.form))
    else continue
    open.push({ form: mark.form, number: mark.number })
    points.push({ level: open.length, mark: text.slice(mark.start, mark.end), start: mark.start })
  }
  if (points[0]?.start !== 0) points.unshift({ level: 0, mark: '', start: 0 })
  return points.map((point, index) => ({
    id: `p${index + 1}`,
    ...point,
    end: points[index + 1]?.start ?? text.length,
  }))
}

/** The point in which an offset of the text stands. */
export function pointAt(points: readonly Point[], offset: number): Point | undefined {
  return points.find((point) => offset >= point.start && offset < point.end)
}

/** Depth at which a list of this form is open already: a new one of the same form takes its place. */
function firstOf(open: readonly { form: number }[], form: number): number {
  const at = open.findIndex((one) => one.form === form)
  return at < 0 ? open.length : at
}

function* marksOf(text: string): Generator<Mark> {
  for (const match of text.matchAll(MARK)) {
    const groups = match.groups ?? {}
    const form = FORMS.findIndex((_, index) => groups[`form${index}`] !== undefined)
    const number = parseNumeral(
      match[0].normalize('NFKC').replace(/[^\d一二三四五六七八九十壹貳參肆伍陸柒捌玖拾]/gu, ''),
    )
    if (number !== null) yield { form, number, start: match.index, end: match.index + match[0].length }
  }
}
