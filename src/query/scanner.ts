import { endsWord, isCloseParen, isEscapable, isMinus, isOpenParen, isQuote, isSpace } from './characters.js'
import type { Span } from './node.js'
import type { Notes } from './notes.js'

/** A place in a query that moves on, and what can be read there without knowing what it is for. */
export class Scanner {
  protected i = 0

  constructor(
    protected readonly query: string,
    protected readonly notes: Notes,
  ) {}

  protected at(i: number): string {
    return this.query.charAt(i)
  }

  /** Length of the run of such characters that begins here. */
  protected runOf(is: (char: string) => boolean, from = this.i): number {
    let end = from
    while (is(this.at(end))) end++
    return end - from
  }

  /** The word after white space, where one follows. */
  protected nextWord(from: number): Span | undefined {
    let start = from
    while (isSpace(this.at(start))) start++
    let end = start
    while (end < this.query.length && !endsWord(this.query, end)) end++
    return end > start && !isMinus(this.at(start)) ? { start, end } : undefined
  }

  /** Reads to the end of a word. `plain`: a backslash took a sign's meaning, or the word's, away. */
  protected readWord(): { text: string; plain: boolean } {
    const start = this.i
    let text = ''
    let plain = false
    while (this.i < this.query.length) {
      const char = this.at(this.i)
      const next = this.at(this.i + 1)
      if (char === '\\' && next !== '' && (this.i === start || isEscapable(next))) {
        plain = true
        text += next
        this.i += 2
      } else if (endsWord(this.query, this.i)) break
      else {
        text += char
        this.i++
      }
    }
    return { text, plain }
  }

  /** Whether white space, a parenthesis, a quote or the query's end stands on both sides. */
  protected standsAlone(start: number, end: number): boolean {
    const bounds = (char: string) =>
      char === '' || isSpace(char) || isOpenParen(char) || isCloseParen(char) || isQuote(char)
    return bounds(this.at(start - 1)) && bounds(this.at(end))
  }
}
