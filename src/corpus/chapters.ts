import type { LineForm } from './lines.js'
import { placedLines } from './lines.js'
import { normalise } from './normalise.js'
import { rocYear } from './numerals.js'
import type { Page } from './pages.js'
import { pageAt } from './pages.js'
import { Tracked } from './tracked.js'

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

const YEAR = '[0-9０-９]{2,4}|[一二三四五六七八九十百零〇○]{2,6}'
const WHAT = '(?<what>施政計畫(?:書|概要)?|施政方針|施政目標[與及]重點|施政綱要|工作計畫)'
const HEADING = `(?:中華民國)?(?<agency>[\\p{Script=Han}]{2,20}?)(?<again>\\k<agency>)?(?:中華民國)?(?<year>${YEAR})年度${WHAT}`
/** 中華民國110年度外交部施政計畫 */
const YEAR_FIRST = `(?:中華民國)?(?<year>${YEAR})年度(?<agency>[\\p{Script=Han}]{2,20}?)${WHAT}`
const HEADING_LINES = [new RegExp(`^${HEADING}$`, 'u'), new RegExp(`^${YEAR_FIRST}$`, 'u')]
const HEADING_START = new RegExp(`^${HEADING}`, 'u')
/** Longest heading, in characters; it may be printed twice, as a title page and as a heading. */
const LONGEST_HEADING = 60

/** Divides a document into chapters by headings such as 外交部110年度施政計畫. */
export function findChapters(body: Tracked, form: LineForm, pages: readonly Page[]): Chapter[] {
  const found = form.form === 'flat' ? headingsInStream(body, pages) : headingsOnLines(body)
  // A heading that is printed on every page is a running head, not a new chapter: it goes out of the text.
  const isNew = (h: Heading, i: number): boolean => h.agency !== found[i - 1]?.agency || h.kind !== found[i - 1]?.kind
  const chapters: Chapter[] = []
  found.forEach((h, i) => {
    const text = body.slice(h.end, found[i + 1]?.start ?? body.length)
    const last = chapters.at(-1)
    if (last && !isNew(h, i)) last.body = Tracked.join([last.body, text])
    else {
      const { kind, agency, year } = h
      chapters.push({ kind, agency, year, heading: normalise(body.slice(h.start, h.end)), body: text })
    }
  })
  const before = body.slice(0, found[0]?.start ?? body.length)
  if (before.text.trim() === '') return chapters
  const [first] = chapters
  if (!first) return [{ kind: 'plan', ...statedInText(before.text), heading: null, body: before }]
  // A title page or a few words above the first heading belong to its preface.
  first.body = Tracked.join([before, first.body])
  return chapters
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
  for (const { text: line, start } of placedLines(body)) {
    if (line.length <= LONGEST_HEADING && line.text.trim() !== '') {
      const compact = normalise(line).text.replace(/^#+|\*\*|\s/gu, '')
      const match = HEADING_LINES.map((pattern) => pattern.exec(compact)).find((m) => m !== null)
      if (match) headings.push(...toHeading(match, start, start + line.length))
    }
  }
  return headings
}

/** With line breaks lost, a chapter begins at the head of a page, and its heading is printed twice. */
function headingsInStream(body: Tracked, pages: readonly Page[]): Heading[] {
  const headings: Heading[] = []
  for (let start = 0; start < body.length; start++) {
    const atPageHead = start === 0 || body.at(start) !== body.at(start - 1) + 1 || body.text.charAt(start - 1) === '\n'
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
