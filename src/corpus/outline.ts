import type { LineForm } from './lines.js'
import { leadingMarker, markerRank } from './markers.js'
import { normalise } from './normalise.js'
import { blocksOfLines, blocksOfStream, type Block } from './outline-blocks.js'
import { Tracked } from './tracked.js'

/** A point or paragraph of running text: the lowest-level ones, and headings that say something themselves. */
export interface OutlinePoint {
  /** Headings above it, outermost first, as printed. */
  section: string[]
  /** Heading or first words, without the number. */
  title: string
  /** Normalised, with its number. */
  text: Tracked
}

export interface OutlineReading {
  points: OutlinePoint[]
  /** Headings, with where they stand. */
  headings: Tracked[]
  /** Names of the goals: the points numbered 一、二、, with their number, without what follows a colon. */
  goals: string[]
}

interface Node {
  block: Block
  rank: number
  text: Tracked
  children: Node[]
}

/** Reads running text: headings and numbered points in every common form. */
export function readOutline(
  text: Tracked,
  options: { form: LineForm; section?: readonly string[]; prose?: boolean },
): OutlineReading {
  const prose = options.prose ?? false
  const blocks = options.form.form === 'flat' ? blocksOfStream(text, { prose }) : blocksOfLines(text, options.form)
  const reading: OutlineReading = { points: [], headings: [], goals: [] }
  for (const node of tree(blocks)) collect(node, [...(options.section ?? [])], reading)
  return reading
}

/** Rank of a paragraph: below everything. */
const PARAGRAPH = 100

function tree(blocks: readonly Block[]): Node[] {
  const roots: Node[] = []
  const stack: Node[] = []
  const signs: string[] = []
  for (const block of blocks) {
    const node: Node = { block, rank: rankOf(block, signs), text: tidy(block), children: [] }
    if (node.rank === PARAGRAPH && !announces(node)) {
      // A paragraph after a complete point stands beside it, not below.
      const point = stack.at(-1)
      if (point && isStatement(point)) stack.pop()
      // Nor does it belong to the list that an earlier paragraph announced.
      const list = stack.at(-1)
      if (list && announces(list) && list.children.some((child) => child.rank < PARAGRAPH)) stack.pop()
    }
    while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= node.rank) stack.pop()
    const parent = stack.at(-1)
    ;(parent ? parent.children : roots).push(node)
    if (node.rank < PARAGRAPH) stack.push(node)
  }
  return roots
}

function rankOf(block: Block, signs: string[]): number {
  if (block.marker) return block.marker.style === 'part' ? 1 : 10 + markerRank(block.marker.style)
  if (block.sign === null) return isAnnouncement(block) ? 9 : PARAGRAPH
  if (!signs.includes(block.sign)) signs.push(block.sign)
  return 2 + signs.indexOf(block.sign)
}

/** A paragraph that announces a list (…納入計畫具體推動：) is the heading of what follows. */
function isAnnouncement(block: Block): boolean {
  return /[：:]\s*$/u.test(block.text.text) && block.text.text.trim().length <= 60
}

function announces(node: Node): boolean {
  return node.rank === 9
}

function isStatement(node: Node): boolean {
  return node.children.length === 0 && /[。！？]$/u.test(node.text.text)
}

function collect(node: Node, section: string[], reading: OutlineReading): void {
  if (node.block.marker?.style === 'han') reading.goals.push(goalName(node.text.text))
  const leaf = node.children.length === 0
  // What has nothing below it is a point, unless it is a mere sign heading.
  if (leaf ? node.block.sign === null : !isHeadingOnly(node)) {
    reading.points.push({ section, title: titleOf(node.text.text), text: node.text })
  } else {
    reading.headings.push(node.text)
  }
  if (leaf) return
  for (const child of node.children) collect(child, [...section, sectionName(node.text.text)], reading)
}

/** Whether the text is a mere heading, which says nothing apart from what stands below it. */
function isHeadingOnly(node: Node): boolean {
  const { text } = node.text
  if (node.block.sign !== null) return true
  if (node.block.marker === null) return node.rank < PARAGRAPH
  // A clause that ends with a full stop is still a heading: （一）強化 NGO 國際合作與國際援助。
  return !/[，。；！？].*。|[；！？]|[：:].*\S/su.test(text.replace(/[：:]$/u, ''))
}

/** Longest heading that is shown in full above a point, in characters. */
const LONGEST_SECTION = 80

function sectionName(text: string): string {
  if (text.length <= LONGEST_SECTION) return text
  const end = text.search(/[：:。]/u)
  return end > 0 && end <= LONGEST_SECTION ? text.slice(0, end) : cutAtClause(text, LONGEST_SECTION)
}

function goalName(text: string): string {
  return text.replace(/(?:[：:]|。.).*$/su, '').replace(/[。：:]$/u, '')
}

const LONGEST_TITLE = 40

/** What a point is called: its heading (the part before a colon), or its first words up to a break. */
export function titleOf(text: string): string {
  const marker = leadingMarker(text)
  const words = (marker ? text.slice(marker.end) : text).replace(/^[※◎●○■□◆◇★☆▲△►▪]\s*/u, '')
  const end = breaksOutside(words).find(({ char }) => /[：:。；！？]/u.test(char))?.index ?? words.length
  return cutAtClause(words.slice(0, end), LONGEST_TITLE).trim()
}

/** The text, or its first clauses that fit; brackets and quotation marks stay whole. */
function cutAtClause(text: string, limit: number): string {
  if (text.length <= limit) return text
  const breaks = breaksOutside(text).filter(({ index }) => index >= limit / 4 && index <= limit)
  const last = breaks.findLast(({ char }) => !/[、（(「『《]/u.test(char)) ?? breaks.at(-1)
  return text.slice(0, last?.index ?? limit).replace(/[\ud800-\udbff]$/u, '')
}

/** Punctuation outside brackets and quotation marks, and opening ones, at which a text can be cut. */
function breaksOutside(text: string): { index: number; char: string }[] {
  const breaks: { index: number; char: string }[] = []
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index)
    if (/[）)」』》]/u.test(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && index > 0 && /[，、；。：:！？（(「『《]/u.test(char)) breaks.push({ index, char })
    if (/[（(「『《]/u.test(char)) depth++
  }
  return breaks
}

/** Without bullet and layout white space, none after the number either. */
function tidy(block: Block): Tracked {
  const text = normalise(block.text.slice(bulletLength(block.text.text)))
  const marker = leadingMarker(text.text)
  if (!marker) return text
  const head = text.slice(0, marker.end).remove(/\s+/gu)
  return Tracked.join([head, text.slice(marker.end)])
}

function bulletLength(text: string): number {
  return /^\s*(?:[-*+•‧]\s+|#{1,6}\s*)?/u.exec(text)?.[0].length ?? 0
}
