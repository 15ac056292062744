import type { Range } from '../record.js'
import { Tracked } from './tracked.js'

/** A page: the part `[start, end)` of the source text that stands on it, its printed label included. */
export interface Page {
  label: string
  start: number
  end: number
}

export interface PagedText {
  /** The text without what tells the pages: labels and form feeds. */
  body: Tracked
  pages: Page[]
  /** Where the labels stand. */
  labels: Range[]
}

/**
 * Finds the pages of a source text and takes their labels out of it.
 *
 * Labels are known by their sequence, never by their look alone, since `1-2館處` and `106-109年` look like labels too:
 * of all number pairs `n-m` the longest chain is taken in which m counts up by one and begins anew with each chapter.
 * Where there is none, numbers alone on a line that count up are tried, then form feeds.
 */
export function findPages(source: string): PagedText {
  const found = chapterLabels(source) ?? lineLabels(source)
  if (found) {
    return {
      body: without(
        source,
        found.map((l) => [l.start, l.end]),
      ),
      pages: pagesOf(source, found),
      labels: found.map((l): Range => [l.start, l.end]),
    }
  }
  return { body: without(source, []), pages: formFeedPages(source), labels: [] }
}

/** Label of the page on which an offset of the source text stands; null where the text tells none. */
export function pageAt(pages: readonly Page[], offset: number): string | null {
  let low = 0
  let high = pages.length
  while (low < high) {
    const middle = (low + high) >> 1
    const page = pages[middle]
    if (page && page.end <= offset) low = middle + 1
    else high = middle
  }
  const page = pages[low]
  return page && page.start <= offset ? page.label : null
}

interface Label {
  label: string
  start: number
  end: number
}

interface Candidate extends Label {
  chapter: number
  page: number
  /** What speaks for it apart from the sequence. */
  weight: number
}

/** A chain shorter than this is no page numbering. */
const SHORTEST_CHAIN = 3
/** Characters after a label that are compared to see whether a repeated header follows. */
const CONTEXT = 8

function chapterLabels(source: string): Label[] | null {
  const groups = candidateGroups(source)
  interface Link {
    candidate: Candidate
    score: number
    length: number
    before: Link | null
  }
  /** Best chain that ends with page m of chapter n, by `n-m`; for chapters, by n. */
  const byPage = new Map<string, Link>()
  const byChapter = new Map<number, Link>()
  let best: Link | null = null
  for (const group of groups) {
    const links: Link[] = []
    for (const candidate of group) {
      const options: { before: Link | null; penalty: number }[] = [
        { before: null, penalty: candidate.page === 1 ? 0 : 2 },
      ]
      const previous = byPage.get(`${candidate.chapter}-${candidate.page - 1}`)
      if (previous) options.push({ before: previous, penalty: 0 })
      const skipped = byPage.get(`${candidate.chapter}-${candidate.page - 2}`)
      if (skipped) options.push({ before: skipped, penalty: 2 })
      // A chapter follows the one before it; plans repeat or skip a chapter's number now and then.
      for (let n = candidate.chapter - 2; candidate.page === 1 && n <= candidate.chapter; n++) {
        const chapter = byChapter.get(n)
        if (!chapter) continue
        const order = n === candidate.chapter - 1 ? 0 : 0.5
        options.push({ before: chapter, penalty: order + (chapter.candidate.page === 1 ? 1 : 0) })
      }
      let link: Link | null = null
      for (const { before, penalty } of options) {
        if (before && before.candidate.end > candidate.start) continue
        const score = (before?.score ?? 0) + 1 + candidate.weight - penalty
        if (!link || score > link.score) link = { candidate, score, length: (before?.length ?? 0) + 1, before }
      }
      if (link) links.push(link)
    }
    // Readings of the same hyphen are alternatives: none may follow another.
    for (const link of links) {
      const { chapter, page } = link.candidate
      const key = `${chapter}-${page}`
      if ((byPage.get(key)?.score ?? 0) < link.score) byPage.set(key, link)
      if ((byChapter.get(chapter)?.score ?? 0) < link.score) byChapter.set(chapter, link)
      if (!best || link.score > best.score) best = link
    }
  }
  if (!best || best.length < SHORTEST_CHAIN) return null
  const labels: Label[] = []
  for (let link: Link | null = best; link; link = link.before) labels.push(link.candidate)
  return labels.reverse()
}

/** Every reading of every hyphen between digits as `n-m`, hyphen by hyphen. */
function candidateGroups(source: string): Candidate[][] {
  const groups: Candidate[][] = []
  const following = new Map<string, Set<string>>()
  for (const match of source.matchAll(/[-－–]/gu)) {
    const left = /[0-9]{1,3}$/u.exec(source.slice(Math.max(0, match.index - 3), match.index))?.[0] ?? ''
    const right = /^[0-9]{1,3}/u.exec(source.slice(match.index + 1, match.index + 4))?.[0] ?? ''
    const group: Candidate[] = []
    for (let l = 1; l <= left.length; l++) {
      for (let r = 1; r <= right.length; r++) {
        const chapter = left.slice(-l)
        const page = right.slice(0, r)
        if (chapter.startsWith('0') || page.startsWith('0')) continue
        const start = match.index - l
        const end = match.index + 1 + r
        const weight = surroundings(source, start, end)
        group.push({ label: `${chapter}-${page}`, chapter: Number(chapter), page: Number(page), start, end, weight })
      }
    }
    if (group.length === 0) continue
    groups.push(group)
    for (const { end, label } of group) {
      const context = source.slice(end, end + CONTEXT)
      following.set(context, (following.get(context) ?? new Set()).add(label))
    }
  }
  const repeated = new Map<string, number>()
  const withContext = (c: Candidate): string =>
    `${c.label} ${source.slice(c.start - 2, c.start)} ${source.slice(c.end, c.end + 2)}`
  for (const c of groups.flat()) repeated.set(withContext(c), (repeated.get(withContext(c)) ?? 0) + 1)
  for (const candidate of groups.flat()) {
    // A label is met once; a phrase such as 1-2館處 comes again.
    if ((repeated.get(withContext(candidate)) ?? 0) > 1) candidate.weight -= 0.5
    // A page often begins with a table's header: what follows one label follows others.
    if ((following.get(source.slice(candidate.end, candidate.end + CONTEXT))?.size ?? 0) >= 3) candidate.weight += 0.5
  }
  return groups
}

function surroundings(source: string, start: number, end: number): number {
  const before = source[start - 1] ?? '\n'
  const after = source[end] ?? '\n'
  const alone =
    /(?:^|\n)[^\S\n]*$/u.test(source.slice(Math.max(0, start - 20), start)) &&
    /^[^\S\n]*(?:\n|$)/u.test(source.slice(end, end + 20))
  // A label cut out of a longer number is the last resort: 20-3 of 10720-3年.
  const whole = (/[0-9.]/u.test(before) ? -0.3 : 0.3) + (/[0-9.]/u.test(after) ? -0.6 : 0)
  return whole + (/[%％年月日號條]/u.test(after) ? 0 : 0.2) + (alone ? 0.5 : 0)
}

/** Numbers alone on a line that count up by one through the whole text, no page more than four times the usual length. */
function lineLabels(source: string): Label[] | null {
  const candidates = [
    ...source.matchAll(/^[^\S\n]*(?:第\s*)?[-–—]?\s*([0-9]{1,4})\s*[-–—]?(?:\s*頁)?[^\S\n]*$/gmu),
  ].map((match) => {
    const lead = match[0].length - match[0].trimStart().length
    const start = match.index + lead
    return { label: match[1] ?? '', start, end: start + match[0].trim().length }
  })
  let best: Label[] = []
  for (let i = 0; i < candidates.length; i++) {
    const first = candidates[i]
    if (!first) continue
    const chain = [first]
    for (const next of candidates.slice(i + 1)) {
      if (Number(next.label) === Number(chain.at(-1)?.label) + 1) chain.push(next)
    }
    if (chain.length > best.length) best = chain
  }
  if (best.length < SHORTEST_CHAIN) return null
  const lengths = best.map((l, i) => l.start - (best[i - 1]?.end ?? 0))
  const usual = [...lengths].sort((a, b) => a - b)[lengths.length >> 1] ?? 0
  const rest = source.length - (best.at(-1)?.end ?? 0)
  return [...lengths, rest].every((n) => n <= usual * 4) ? best : null
}

/** Labels stand below their pages, unless the text begins with one. */
function pagesOf(source: string, labels: readonly Label[]): Page[] {
  const above = source.slice(0, labels[0]?.start ?? 0).trim() === ''
  return labels.map(({ label, start, end }, i) =>
    above
      ? { label, start, end: labels[i + 1]?.start ?? source.length }
      : { label, start: labels[i - 1]?.end ?? 0, end },
  )
}

function formFeedPages(source: string): Page[] {
  if (!source.includes('\f')) return []
  const pages: Page[] = []
  let start = 0
  for (const part of source.split('\f')) {
    pages.push({ label: String(pages.length + 1), start, end: start + part.length + 1 })
    start += part.length + 1
  }
  return pages.filter((p) => source.slice(p.start, p.end).trim() !== '')
}

function without(source: string, ranges: readonly Range[]): Tracked {
  const parts: Tracked[] = []
  let from = 0
  for (const [start, end] of ranges) {
    parts.push(Tracked.of(source, from, start))
    from = end
  }
  parts.push(Tracked.of(source, from))
  return Tracked.join(parts).map((c) => (c === '\f' ? '\n' : c))
}
