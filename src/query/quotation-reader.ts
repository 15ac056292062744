import { closersOf, isCloseParen, isCloser, isDoubleQuote, isQuote, isSpace, isTilde } from './characters.js'
import { MAX_DISTANCE } from './node.js'
import { Scanner } from './scanner.js'
import type { PhraseToken } from './token.js'

/** Reads quotations, however they are closed, and the distance after them. */
export class QuotationReader extends Scanner {
  /** Opening marks of quotations that are closed nowhere in the rest of the query. */
  private readonly neverClosed = new Set<string>()

  /** The phrase whose opening mark stands here; `start` is where its token begins, a `=` before it included. */
  protected phrase(start: number): PhraseToken | undefined {
    const { text, closed, problemAt } = this.quoted()
    const exact = start !== problemAt
    if (!closed) this.unclosed(problemAt, text)
    if (text === '') {
      this.notes.ignore(start, this.i, '引號裡沒有字')
      if (closed) this.notes.fix(start, this.i, '引號裡沒有字，已略過', start, this.i, '')
      return undefined
    }
    const distance = closed ? this.distance() : undefined
    const token: PhraseToken = { type: 'phrase', text, exact, start, end: this.i }
    if (distance !== undefined) token.distance = distance
    return token
  }

  protected unclosed(start: number, text: string): void {
    const open = this.at(start)
    const close = open === '“' ? '”' : (closersOf(open) ?? open).charAt(0)
    if (text === '') {
      this.notes.fix(start, this.i, `「${open}」之後沒有字，已略過`, start, this.i, '')
      return
    }
    const last = this.at(this.i - 1)
    const wrong = this.i - 1 > start && isQuote(last) && !isEscaped(this.query, this.i - 1)
    const message = wrong
      ? `引號「${open}」用「${last}」結束，已當作一組`
      : `引號「${open}」沒有結束，已當作到「${text.slice(-6)}」為止`
    this.notes.fix(start, this.i, message, wrong ? this.i - 1 : this.i, this.i, close)
  }

  /**
   * Reads the quotation that begins here. Without its closing mark it goes on to the next quotation mark of any
   * kind (read as its end where it can be one), or to the end of the query.
   */
  protected quoted(): { text: string; closed: boolean; problemAt: number } {
    const problemAt = this.i
    const open = this.at(problemAt)
    const closers = closersOf(open) ?? open
    const kind = closers.charAt(0)
    let stop = this.neverClosed.has(kind) ? undefined : this.find(problemAt + 1, (char) => closers.includes(char))
    const closed = stop !== undefined
    if (stop === undefined) {
      this.neverClosed.add(kind)
      stop = this.find(problemAt + 1, isQuote)
    }
    const end = stop ?? this.query.length
    const consumed = closed || this.closesAnyhow(end) ? end + 1 : end
    const text = unescape(this.query.slice(problemAt + 1, end), isQuote).trim()
    this.i = Math.min(consumed, this.query.length)
    return { text, closed, problemAt }
  }

  /** Whether a quotation mark of another kind ends a quotation: 」 for 『, or " with nothing but white space after it. */
  private closesAnyhow(i: number): boolean {
    const next = this.at(i + 1)
    return isCloser(this.at(i)) || (isDoubleQuote(this.at(i)) && (next === '' || isSpace(next) || isCloseParen(next)))
  }

  /** First place at or after `from` with such a character that no backslash stands before. */
  private find(from: number, is: (char: string) => boolean): number | undefined {
    for (let i = from; i < this.query.length; i++) {
      const char = this.at(i)
      if (char === '\\' && (isQuote(this.at(i + 1)) || this.at(i + 1) === '\\')) i++
      else if (is(char)) return i
    }
    return undefined
  }

  /** `~20` after a quotation. */
  private distance(): number | undefined {
    const start = this.i
    if (!isTilde(this.at(start))) return undefined
    const digits = /^[0-9０-９]+/.exec(this.query.slice(start + 1, start + 12))?.[0]
    if (digits === undefined) {
      this.i++
      this.notes.ignore(start, this.i, '「~」後面沒有字數')
      this.notes.hint(start, this.i, '「~」後面要有字數，例如 ~20；已當作完整的詞句', start, this.i, '~20')
      return undefined
    }
    this.i = start + 1 + digits.length
    const distance = Number(digits.normalize('NFKC'))
    if (distance <= MAX_DISTANCE) return distance
    const message = `相隔字數最多 ${MAX_DISTANCE}，已改用 ${MAX_DISTANCE}`
    this.notes.fix(start, this.i, message, start, this.i, `~${MAX_DISTANCE}`)
    return MAX_DISTANCE
  }
}

/** Whether an odd number of backslashes stands before unit `i`. */
function isEscaped(text: string, i: number): boolean {
  let from = i
  while (text.charAt(from - 1) === '\\') from--
  return (i - from) % 2 === 1
}

/** Takes away the backslash before a backslash and before such characters. */
function unescape(text: string, is: (char: string) => boolean): string {
  if (!text.includes('\\')) return text
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const next = text.charAt(i + 1)
    if (text.charAt(i) === '\\' && (next === '\\' || is(next))) i++
    result += text.charAt(i)
  }
  return result
}
