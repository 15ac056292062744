import { LIMITS } from '../limits.js'
import type { RecordKind } from '../record.js'
import type { QueryProblem } from '../search/types.js'
import { KIND_FORMS, kindNamed } from './kinds.js'
import {
  allOf,
  anyOf,
  noneOf,
  type FieldNode,
  type NearNode,
  type PhraseNode,
  type QueryNode,
  type Span,
  type WordNode,
  type YearRange,
} from './node.js'
import { Notes, type Ignored } from './notes.js'
import { printQuery } from './print.js'
import type { FieldToken, PhraseToken, TitleToken, Token, WordToken } from './token.js'
import { tokenize } from './tokens.js'
import { YEAR_FORMS, readYears } from './years.js'

export interface ParsedQuery {
  /** The query as typed. */
  text: string
  /** Canonical; `all` where nothing of the query could be used. */
  node: QueryNode
  /** Slips, at most MAX_PROBLEMS, each read in some sensible way. */
  problems: QueryProblem[]
  /** Parts that took no part, and why. */
  ignored: Ignored[]
}

/**
 * What the user typed → a query tree. Never throws: whatever stands there is read in some sensible way, and slips
 * are reported with their place and a corrected query. Time is linear in the length of the query.
 *
 * Precedence, tightest first: `-`, AND, OR, white space. `a b AND c OR d` is `a ((b AND c) OR d)`.
 */
export function parseQuery(text: string): ParsedQuery {
  const notes = new Notes(text)
  const node = new Parser(text, tokenize(text, notes), notes).parse()
  const problems = notes.problems(
    (query) => isClean(query),
    () => printQuery(node),
  )
  return { text, node, problems, ignored: notes.ignored }
}

function isClean(text: string): boolean {
  const notes = new Notes(text)
  new Parser(text, tokenize(text, notes), notes).parse()
  return (
    notes.problems(
      () => true,
      () => '',
    ).length === 0
  )
}

class Parser {
  private i = 0
  private inTitle = false
  private tooDeep = false

  private readonly tokens: readonly Token[]

  constructor(
    private readonly query: string,
    tokens: readonly Token[],
    private readonly notes: Notes,
  ) {
    this.tokens = this.withoutStrayClosers(tokens)
  }

  private withoutStrayClosers(tokens: readonly Token[]): Token[] {
    let depth = 0
    return tokens.filter(({ type, start, end }) => {
      if (type === 'open') depth++
      if (type !== 'close') return true
      if (depth > 0) {
        depth--
        return true
      }
      this.notes.ignore(start, end, '沒有開頭的括號')
      this.notes.fix(start, end, '多了一個右括號，已略過', start, end, '')
      return false
    })
  }

  parse(): QueryNode {
    return this.sequence(0, { start: 0, end: this.query.length })
  }

  private peek(): Token | undefined {
    return this.tokens[this.i]
  }

  /** Parts beside each other, up to the parenthesis that closes the group or the query's end. */
  private sequence(depth: number, span: Span): QueryNode {
    const nodes: QueryNode[] = []
    for (let token = this.peek(); token; token = this.peek()) {
      if (token.type === 'close') break
      nodes.push(this.alternatives(depth))
    }
    return allOf(nodes, false, spanOf(nodes, span))
  }

  private alternatives(depth: number): QueryNode {
    return this.joined('or', () => this.conjunction(depth), anyOf)
  }

  private conjunction(depth: number): QueryNode {
    const all = (nodes: QueryNode[], span: Span) => allOf(nodes, true, span)
    return this.joined('and', () => this.unary(depth), all)
  }

  /** Operands with such an operator between them. */
  private joined(
    type: 'or' | 'and',
    operand: () => QueryNode,
    build: (nodes: QueryNode[], span: Span) => QueryNode,
  ): QueryNode {
    const nodes = [operand()]
    for (let token = this.peek(); token?.type === type; token = this.peek()) {
      this.i++
      const next = this.peek()
      if (!next || next.type === 'close') this.dangling(token)
      else nodes.push(operand())
    }
    return build(nodes, spanOf(nodes, nodes[0] ?? { start: 0, end: 0 }))
  }

  private unary(depth: number): QueryNode {
    const first = this.peek()
    let negations = 0
    let last: Token | undefined
    while (this.peek()?.type === 'not') {
      last = this.peek()
      negations++
      this.i++
    }
    const next = this.peek()
    if (last && first && (!next || next.type === 'close')) {
      // 「地雷 排除」: a verb like any other, where nothing follows that could be left out.
      const text = this.query.slice(last.start, last.end)
      if (text === '排除') return { type: 'word', text, exact: false, start: last.start, end: last.end }
      this.dangling(first, last.end)
      return { type: 'all', start: first.start, end: last.end }
    }
    const node = this.primary(depth)
    return negations % 2 === 0 || !first ? node : noneOf(node, { start: first.start, end: node.end })
  }

  private primary(depth: number): QueryNode {
    const token = this.peek()
    if (!token) return { type: 'all', start: this.query.length, end: this.query.length }
    switch (token.type) {
      case 'or':
      case 'and':
      case 'not':
        this.i++
        this.dangling(token)
        return { type: 'all', start: token.start, end: token.end }
      case 'close':
        return { type: 'all', start: token.start, end: token.start }
      case 'open':
        return this.group(depth, token)
      case 'title':
        this.i++
        return this.title(depth, token)
      case 'word':
      case 'phrase':
        this.i++
        return this.text(token)
      case 'field':
        this.i++
        return this.field(token)
    }
  }

  private dangling(token: Token, end = token.end): void {
    const text = this.query.slice(token.start, end)
    this.notes.ignore(token.start, end, '運算符號旁邊沒有要找的字')
    this.notes.fix(token.start, end, `「${text}」旁邊沒有要找的字，已略過`, token.start, end, '')
  }

  private group(depth: number, open: Span): QueryNode {
    this.i++
    if (depth >= LIMITS.queryDepth) return this.deepGroup(open)
    const node = this.sequence(depth + 1, open)
    const close = this.peek()
    const end = close?.end ?? this.query.length
    if (close) this.i++
    else {
      const text = this.query[open.start] === '（' ? '）' : ')'
      this.notes.fix(open.start, open.end, '括號沒有結束，已當作到最後為止', end, end, text)
    }
    if (node.type === 'all') {
      this.notes.ignore(open.start, end, '括號裡沒有要找的字')
      if (close && this.tokens[this.i - 2]?.start === open.start) {
        this.notes.fix(open.start, end, '括號裡沒有要找的字，已略過', open.start, end, '')
      }
    }
    return node
  }

  /** Inside groups nested too deep, parentheses mean nothing; what stands in them is read as one sequence. */
  private deepGroup(open: Span): QueryNode {
    if (!this.tooDeep) {
      this.tooDeep = true
      const message = `括號最多 ${LIMITS.queryDepth} 層，更裡面的已略過`
      this.notes.ignore(open.start, open.end, message)
      this.notes.say(open.start, open.end, message)
    }
    const nodes: QueryNode[] = []
    let depth = 1
    for (let token = this.peek(); token; token = this.peek()) {
      if (token.type === 'close') {
        depth--
        this.i++
        if (depth === 0) break
      } else if (token.type === 'open') {
        depth++
        this.i++
      } else if (token.type === 'word' || token.type === 'phrase') {
        nodes.push(this.text(token))
        this.i++
      } else {
        this.notes.ignore(token.start, token.end, '括號太多層')
        this.i++
      }
    }
    return allOf(nodes, false, spanOf(nodes, open))
  }

  private text(token: WordToken | PhraseToken): QueryNode {
    const { text, exact, start, end } = token
    if (token.type === 'word') return { type: 'word', text, exact, start, end } satisfies WordNode
    if (token.distance === undefined) return { type: 'phrase', text, exact, start, end } satisfies PhraseNode
    const words = nearWords(text)
    if (words.length > 1) {
      return { type: 'near', words, distance: token.distance, exact, start, end } satisfies NearNode
    }
    const quoted = this.query.slice(start, end).replace(/[~～〜][0-9０-９]+$/, '')
    this.notes.fix(start, end, '相隔字數要有兩個以上的詞，已當作完整的詞句', start, end, quoted)
    return { type: 'phrase', text, exact, start, end } satisfies PhraseNode
  }

  private title(depth: number, token: TitleToken): QueryNode {
    const outer = this.inTitle
    this.inTitle = true
    let node: QueryNode
    let end = token.end
    if (token.items) {
      const items = token.items.map((item) => this.text(item))
      node = anyOf(items, spanOf(items, token))
    } else {
      const open = this.peek()
      node = this.group(depth, open ?? token)
      end = this.tokens[this.i - 1]?.end ?? end
    }
    this.inTitle = outer
    if (outer || node.type === 'all') return node
    return { type: 'field', field: 'title', node, start: token.start, end }
  }

  private field(token: FieldToken): QueryNode {
    const { start, end } = token
    const none: QueryNode = { type: 'all', start, end }
    if (this.inTitle) {
      this.notes.ignore(start, end, '標題的括號裡不能有其他欄位')
      this.notes.fix(start, end, '標題的括號裡不能有其他欄位，已略過', start, end, '')
      return none
    }
    let node: FieldNode
    switch (token.field) {
      case 'year': {
        const ranges = this.ranges(token)
        if (ranges.length === 0) return none
        node = { type: 'field', field: 'year', ranges, start, end }
        break
      }
      case 'kind': {
        const kinds = this.kinds(token)
        if (kinds.length === 0) return none
        node = { type: 'field', field: 'kind', kinds, start, end }
        break
      }
      case 'agency':
      case 'category':
      case 'document':
        node = {
          type: 'field',
          field: token.field,
          values: token.values.map(({ text, exact }) => ({ text, exact })),
          start,
          end,
        }
    }
    return node
  }

  private ranges(token: FieldToken): YearRange[] {
    const ranges: YearRange[] = []
    for (const { text, start, end } of token.values) {
      const reading = readYears(text)
      if (!reading.range) {
        this.notes.ignore(start, end, '不是年度')
        this.notes.say(start, end, `「${text}」不是年度，已略過；年度可以寫成 ${YEAR_FORMS}`)
        continue
      }
      const { from, to } = reading.range
      if (reading.swapped) {
        this.notes.fix(start, end, `年度範圍前後顛倒，已當作 ${from} 到 ${to}`, start, end, `${from}..${to}`)
      }
      ranges.push(reading.range)
    }
    return ranges
  }

  private kinds(token: FieldToken): RecordKind[] {
    const kinds: RecordKind[] = []
    for (const { text, start, end } of token.values) {
      const kind = kindNamed(text)
      if (!kind) {
        this.notes.ignore(start, end, '沒有這個種類')
        this.notes.say(start, end, `沒有種類「${text}」，已略過；可以用的是 ${KIND_FORMS}`)
      } else if (!kinds.includes(kind)) kinds.push(kind)
    }
    return kinds
  }
}

/** The words of a proximity: what stands between white space and list marks. */
export function nearWords(text: string): string[] {
  return text.split(/[\s、，,]+/u).filter((word) => word !== '')
}

/** From the first node to the last; `otherwise` where there is none. */
function spanOf(nodes: readonly QueryNode[], otherwise: Span): Span {
  const used = nodes.filter((node) => node.type !== 'all')
  const first = used[0]
  const last = used.at(-1)
  return first && last ? { start: first.start, end: last.end } : { start: otherwise.start, end: otherwise.end }
}
