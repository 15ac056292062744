import { endsSentence, displayWidth, placedLines, type LineForm } from './lines.js'
import { leadingMarker, markerRank, markersInside, type Marker, type MarkerStyle } from './markers.js'
import { Tracked } from './tracked.js'

/** A heading, numbered point or paragraph, in the order of the text. */
export interface Block {
  marker: { style: MarkerStyle; value: number } | null
  /** The sign before a heading such as ※關鍵策略目標. */
  sign: string | null
  /** The text with its number, as in the source (not normalised). */
  text: Tracked
}

const SIGN = /^\s*([※◎●○■□◆◇★☆▲△►▪])\s*\S/u

/** Cuts a text that has its lines into blocks. */
export function blocksOfLines(text: Tracked, form: LineForm): Block[] {
  const blocks: Block[] = []
  const open = new Map<MarkerStyle, number>()
  let parts: Tracked[] = []
  let last = ''
  const close = (): void => {
    const block = blocks.at(-1)
    if (block && parts.length > 0) block.text = Tracked.join(parts)
    parts = []
  }
  const begin = (block: Omit<Block, 'text'>, line: Tracked): void => {
    close()
    blocks.push({ ...block, text: line })
    parts = [line]
    last = line.text
  }
  for (const { text: line, start } of placedLines(text)) {
    // A line goes with the line break before it, so that joined lines can be told from spaces.
    const withBreak = text.slice(Math.max(0, start - 1), start + line.length)
    if (line.text.trim() === '') continue
    const marker = leadingMarker(line.text)
    const sign = SIGN.exec(line.text)?.[1] ?? null
    const broken = blocks.length > 0 && isBroken(last, form)
    if (marker && (!broken || follows(marker, open))) {
      remember(marker, open)
      begin({ marker: { style: marker.style, value: marker.value }, sign: null }, line)
    } else if (sign !== null && displayWidth(line.text.trim()) <= 60 && !endsSentence(line.text)) {
      open.clear()
      begin({ marker: null, sign }, line)
    } else if (blocks.length > 0 && goesOn(last, blocks.at(-1), form)) {
      parts.push(withBreak)
      last = line.text
    } else {
      begin({ marker: null, sign: null }, line)
    }
  }
  close()
  return blocks
}

/** Whether a line breaks off in the middle of a sentence. */
function isBroken(line: string, form: LineForm): boolean {
  if (/[。！？；：:;]\s*$/u.test(line)) return false
  return form.form === 'wrapped' ? displayWidth(line.trim()) > form.width * 0.7 : displayWidth(line.trim()) > 90
}

/** Whether the line after `last`, which has no number of its own, belongs to the same block. */
function goesOn(last: string, block: Block | undefined, form: LineForm): boolean {
  if (block?.sign != null) return false
  const numbered = block?.marker != null
  // A numbered heading that announces its text: （一）加強雙方政要互訪：
  if (numbered && /[：:]\s*$/u.test(last)) return true
  if (form.form === 'wrapped') return !endsSentence(last) || displayWidth(last.trim()) > form.width * 0.85
  return isBroken(last, form)
}

/** Whether a marker may come next: it opens a deeper list or counts up in an open one. */
function follows(marker: Marker, open: ReadonlyMap<MarkerStyle, number>): boolean {
  const value = open.get(marker.style)
  return value === undefined ? marker.value === 1 : marker.value === value + 1
}

function remember(marker: Marker, open: Map<MarkerStyle, number>): void {
  open.set(marker.style, marker.value)
  for (const style of open.keys()) if (markerRank(style) > markerRank(marker.style)) open.delete(style)
}

/** What precedes a number where a new point begins; with line breaks lost, a page's end can stand before it too. */
const SENTENCE_END = /[。！？：:]$/u

interface FlatOptions {
  /** Prose with lists in it: a list is cut out only where each of its items is a sentence. */
  prose: boolean
}

/**
 * Cuts a text without line breaks into blocks: of everything that looks like a number, those are taken that count up
 * from 1 within the point above them.
 */
export function blocksOfStream(text: Tracked, options: FlatOptions): Block[] {
  const markers = markersInside(text.text).filter((m) => m.style !== 'part' || m.start === 0)
  const candidates = markers.map((m, i) => ({ ...m, index: i, good: isGood(text, m.start) }))
  type Candidate = (typeof candidates)[number]
  const open: { style: MarkerStyle; value: number; end: number }[] = []
  const taken: Candidate[] = []

  /** Next candidate of the style and value after `from`, before one that goes on with a list further out. */
  const later = (from: number, style: MarkerStyle, value: number): Candidate | undefined => {
    const outer = open.filter((o) => markerRank(o.style) < markerRank(style))
    for (const c of candidates.slice(from + 1)) {
      if (c.style === style && c.value === value && c.good) return c
      if (c.good && outer.some((o) => o.style === c.style && o.value + 1 === c.value)) return undefined
    }
    return undefined
  }
  /** Whether the list goes on behind `c`; a next item that follows no full stop counts if the one after it does. */
  const goesOnBehind = (c: Candidate): boolean =>
    later(c.index, c.style, c.value + 1) !== undefined ||
    (!options.prose &&
      candidates.some((d) => d.index > c.index && d.style === c.style && d.value === c.value + 1) &&
      later(c.index, c.style, c.value + 2) !== undefined)
  const accepts = (c: Candidate): boolean => {
    if (c.style === 'part') return open.length === 0
    const bracketed = c.style === 'han-paren' || c.style === 'digit-paren'
    const current = open.find((o) => o.style === c.style)
    if (current) {
      if (c.value !== current.value + 1) return false
      if (c.good) return true
      if (options.prose) return false
      const better = later(c.index, c.style, c.value)
      const next = later(c.index, c.style, c.value + 1)
      if (better && (!next || better.start < next.start)) return false
      return bracketed || next !== undefined
    }
    const top = open.at(-1)
    if (c.value !== 1 || (top && markerRank(c.style) <= markerRank(top.style))) return false
    if (c.style === 'digit-dot' || c.style === 'stem') return false
    if (options.prose) return c.good && goesOnBehind(c)
    const heading = text.text.slice(top?.end ?? 0, c.start)
    if (!c.good && endsOrHoldsSentence(heading)) return false
    return bracketed || goesOnBehind(c)
  }

  for (const c of candidates) {
    if (!accepts(c)) continue
    while (open.length > 0 && markerRank(open.at(-1)?.style ?? 'part') >= markerRank(c.style)) open.pop()
    open.push({ style: c.style, value: c.value, end: c.end })
    taken.push(c)
  }
  const blocks: Block[] = []
  const paragraphs = (start: number, end: number): void => {
    let from = start
    for (const to of [...(options.prose ? paragraphStarts(text.text, start, end) : []), end]) {
      const part = text.slice(from, to)
      if (part.text.trim() !== '') blocks.push({ marker: null, sign: null, text: part })
      from = to
    }
  }
  paragraphs(0, taken[0]?.start ?? text.length)
  taken.forEach((c, i) => {
    const end = taken[i + 1]?.start ?? text.length
    // Behind the last item of a list in prose the text goes on with a paragraph of its own.
    const last = options.prose && i === taken.length - 1
    const stop = (last ? paragraphStarts(text.text, c.end, end)[0] : undefined) ?? end
    blocks.push({ marker: { style: c.style, value: c.value }, sign: null, text: text.slice(c.start, stop) })
    paragraphs(stop, end)
  })
  return blocks
}

/** Phrases with which a paragraph of the prescribed form of a preface begins. */
const PARAGRAPH_START = /(?<=。)(?:以上|綜上|爰本此旨|本(?:[部會署院府局處行所校]|總處)依據行政院)/gu

/** Where paragraphs must have begun before the line breaks were lost. */
function paragraphStarts(text: string, start: number, end: number): number[] {
  return [...text.matchAll(PARAGRAPH_START)].map((m) => m.index).filter((i) => i > start && i < end)
}

function isGood(text: Tracked, start: number): boolean {
  if (start === 0 || text.at(start) !== text.at(start - 1) + 1) return true
  const before = text.text.slice(Math.max(0, start - 20), start)
  return SENTENCE_END.test(before.trimEnd()) || /\n\s*$/u.test(before)
}

function endsOrHoldsSentence(text: string): boolean {
  return text.includes('。')
}
