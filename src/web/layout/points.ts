/**
 * The numbered points of a passage (一、…（一）…1、…), so that a page can lay it out as the plan does and give each
 * point an address of its own.
 */

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
  style: Style
  number: number
  start: number
  end: number
}

type Style = 'formal' | 'han' | 'bracket-han' | 'digit' | 'bracket-digit'

/** One alternative a style. Both full-width and half-width brackets and stops are printed. */
const MARK =
  /(?<formal>[壹貳參肆伍陸柒捌玖拾]{1,3})、|(?<han>[一二三四五六七八九十]{1,3})、|[（(](?<bracketHan>[一二三四五六七八九十]{1,3})[）)]、?|(?<digit>\d{1,2})(?:、|[.．](?!\d))|[（(](?<bracketDigit>\d{1,2})[）)]/gu

/** A point begins at the start, on a new line, or after the end of a clause. */
const BEFORE_POINT = /(?:^|[\n。；;：:！？!?」』）)])\s*$/u

/**
 * Cuts a text at its points. A mark counts where the numbering allows it: it opens a list with its first number, or
 * goes on from the one before in the same style. So 「第一、二階段」 or a year is no point.
 */
export function splitPoints(text: string): Point[] {
  const open: { style: Style; number: number }[] = []
  const points: Omit<Point, 'id' | 'end'>[] = []
  for (const mark of marksOf(text)) {
    if (!BEFORE_POINT.test(text.slice(Math.max(0, mark.start - 8), mark.start))) continue
    const depth = open.findLastIndex((one) => one.style === mark.style && mark.number === one.number + 1)
    const opens = mark.number === 1 || text.slice(0, mark.start).trim() === ''
    if (depth >= 0) {
      open.length = depth + 1
      open[depth] = { style: mark.style, number: mark.number }
    } else if (opens) {
      const same = open.findIndex((one) => one.style === mark.style)
      if (same >= 0) open.length = same
      open.push({ style: mark.style, number: mark.number })
    } else {
      continue
    }
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

function* marksOf(text: string): Generator<Mark> {
  for (const match of text.matchAll(MARK)) {
    const [style, digits] = styleOf(match.groups ?? {})
    yield { style, number: numeral(digits), start: match.index, end: match.index + match[0].length }
  }
}

function styleOf(groups: Record<string, string | undefined>): [Style, string] {
  if (groups['formal'] !== undefined) return ['formal', groups['formal']]
  if (groups['han'] !== undefined) return ['han', groups['han']]
  if (groups['bracketHan'] !== undefined) return ['bracket-han', groups['bracketHan']]
  if (groups['digit'] !== undefined) return ['digit', groups['digit']]
  return ['bracket-digit', groups['bracketDigit'] ?? '']
}

/** 1 to 99: `十二` is 12, `貳` is 2, `7` is 7; 0 for what is no numeral. */
function numeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace(/[壹貳參肆伍陸柒捌玖拾]/gu, (one) =>
    '一二三四五六七八九十'.charAt('壹貳參肆伍陸柒捌玖拾'.indexOf(one)),
  )
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain]
  const digit = (one: string | undefined) => '一二三四五六七八九'.indexOf(one ?? '') + 1
  if (!plain.includes('十')) return plain.length === 1 ? digit(plain) : 0
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))
}
