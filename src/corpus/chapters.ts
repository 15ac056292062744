import type { LineForm } from './lines.js'
import { linesOf } from './lines.js'
import { normalise } from './normalise.js'
import { rocYear } from './numerals.js'
import type { Page } from './pages.js'
import { pageAt } from './pages.js'
import type { Tracked } from './tracked.js'

/** One agency's plan, or the guidelines of the government as a whole, within a document. */
export interface Chapter {
  kind: 'plan' | 'guidelines'
  /** As printed; null where the text does not say it. */
  agency: string | null
  /** ROC year; null where the text does not say it. */
  year: number | null
  /** 外交部110年度施政計畫; null where the chapter has no heading. */
  heading: Tracked | null
  /** What follows the heading. */
  body: Tracked
}

const WHAT = '(?<what>施政計畫|施政方針|施政目標[與及]重點|施政綱要|工作計畫)'
const HEADING = `(?:中華民國)?(?<agency>[\\p{Script=Han}]{2,20}?)(?<again>\\k<agency>)?(?:中華民國)?(?<year>[0-9０-９]{2,4})年度${WHAT}`
const HEADING_LINE = new RegExp(`^${HEADING}$`, 'u')
const HEADING_START = new RegExp(`^${HEADING}`, 'u')
/** Longest heading, in characters; it may be printed twice, as a title page and as a heading. */
const LONGEST_HEADING = 60

/** Divides a document into chapters by headings such as 外交部110年度施政計畫. */
export function findChapters(body: Tracked, form: LineForm, pages: readonly Page[]): Chapter[] {
  const found = form.form === 'flat' ? headingsInStream(body, pages) : headingsOnLines(body)
  // A heading that is printed on every page is a running head, not a new chapter.
  const starts = found.filter((h, i) => i === 0 || h.agency !== found[i - 1]?.agency || h.kind !== found[i - 1]?.kind)
  const chapters: Chapter[] = starts.map((h, i) => ({
    kind: h.kind,
    agency: h.agency,
    year: h.year,
    heading: normalise(body.slice(h.start, h.end)),
    body: body.slice(h.end, starts[i + 1]?.start ?? body.length),
  }))
  const before = body.slice(0, starts[0]?.start ?? body.length)
  if (before.text.trim() === '') return chapters
  return [{ kind: 'plan', ...statedInText(before.text), heading: null, body: before }, ...chapters]
}

interface Heading {
  kind: Chapter['kind']
  agency: string
  year: number
  start: number
  end: number
}

function headingsOnLines(body: Tracked): Heading[] {
  const headings: Heading[] = []
  let start = 0
  for (const line of linesOf(body)) {
    const end = start + line.length
    if (line.length <= LONGEST_HEADING && line.text.trim() !== '') {
      const match = HEADING_LINE.exec(normalise(line).text.replace(/^#+|\*\*|\s/gu, ''))
      if (match) headings.push(...toHeading(match, start, end))
    }
    start = end + 1
  }
  return headings
}

/** With line breaks lost, a chapter begins at the head of a page, and its heading is printed twice. */
function headingsInStream(body: Tracked, pages: readonly Page[]): Heading[] {
  const headings: Heading[] = []
  for (let start = 0; start < body.length; start++) {
    const atPageHead = start === 0 || body.at(start) !== body.at(start - 1) + 1
    if (!atPageHead) continue
    const match = HEADING_START.exec(body.text.slice(start, start + LONGEST_HEADING * 2))
    if (!match) continue
    const printed = match[0]
    const twice = body.text.startsWith(printed, start + printed.length)
    const firstPage = /-1$/u.test(pageAt(pages, body.at(start)) ?? '') || start === 0
    if (!twice && match.groups?.['again'] === undefined && !firstPage) continue
    headings.push(...toHeading(match, start, start + printed.length * (twice ? 2 : 1)))
  }
  return headings
}

function toHeading(match: RegExpExecArray, start: number, end: number): Heading[] {
  const { agency, year, what } = match.groups ?? {}
  const roc = rocYear(year ?? '')
  if (agency === undefined || roc === null) return []
  return [{ kind: what === '施政方針' ? 'guidelines' : 'plan', agency, year: roc, start, end }]
}

/** Agency and year where no heading tells them: 編定105年度施政計畫, 肆、行政院大陸委員會年度重要施政計畫. */
function statedInText(text: string): { agency: string | null; year: number | null } {
  const year = /編[定訂擬]\s*(?:中華民國)?([0-9０-９]{2,4})\s*年度\s*施政計畫/u.exec(text)?.[1]
  const agency =
    /^\s*[壹貳參肆伍陸柒捌玖拾]+、\s*(\p{Script=Han}{2,20}?)\s*(?:[0-9０-９]{2,4}\s*)?年度重要(?:施政)?計畫/mu.exec(
      text,
    )?.[1]
  return { agency: agency ?? null, year: year === undefined ? null : rocYear(year) }
}
