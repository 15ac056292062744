import {
  closersOf,
  endsWord,
  isAmpersand,
  isBar,
  isCloseParen,
  isCloser,
  isColon,
  isDoubleQuote,
  isEquals,
  isEscapable,
  isListSeparator,
  isMinus,
  isOpenParen,
  isQuote,
  isSearchable,
  isSeparator,
  isSpace,
  isTilde,
} from './characters.js'
import { MAX_DISTANCE, type FieldName, type FieldValue, type Span } from './node.js'
import type { Notes } from './notes.js'
import {
  FIELD_NAMES,
  LONGEST_FIELD_NAME,
  LOWER_CASE_OPERATORS,
  fieldLike,
  fieldNamed,
  operatorWord,
} from './operators.js'

export interface WordToken extends Span {
  type: 'word'
  text: string
  exact: boolean
}

export interface PhraseToken extends Span {
  type: 'phrase'
  text: string
  exact: boolean
  /** Of `~20`, within 0 to MAX_DISTANCE. */
  distance?: number
}

/** A value of a field, with its place. */
export type ValueToken = FieldValue & Span

export interface FieldToken extends Span {
  type: 'field'
  field: Exclude<FieldName, 'title'>
  /** One or more. */
  values: ValueToken[]
}

export interface TitleToken extends Span {
  type: 'title'
  /** Alternatives, one or more; undefined where a parenthesis follows. */
  items: (WordToken | PhraseToken)[] | undefined
}

export interface OperatorToken extends Span {
  type: 'open' | 'close' | 'or' | 'and' | 'not'
}

export type Token = WordToken | PhraseToken | FieldToken | TitleToken | OperatorToken

/**
 * The query's tokens in order. Never throws; slips go into `notes`. Time is linear in the length of the query.
 */
export function tokenize(query: string, notes: Notes): Token[] {
  return new Tokenizer(query, notes).run()
}

class Tokenizer {
  private i = 0
  private readonly tokens: Token[] = []
  /** Opening marks of quotations that are closed nowhere in the rest of the query. */
  private readonly neverClosed = new Set<string>()

  constructor(
    private readonly query: string,
    private readonly notes: Notes,
  ) {}

  run(): Token[] {
    while (this.i < this.query.length) this.step()
    return this.tokens
  }

  private at(i: number): string {
    return this.query.charAt(i)
  }

  private step(): void {
    const start = this.i
    const char = this.at(start)
    if (isSeparator(this.query, start)) this.i++
    else if (isQuote(char)) this.quotation()
    else if (isOpenParen(char)) this.operator('open', 1)
    else if (isCloseParen(char)) this.operator('close', 1)
    else if (isBar(char)) this.operator('or', this.runOf(isBar))
    else if (isAmpersand(char)) this.operator('and', this.runOf(isAmpersand))
    else if (isMinus(char)) this.minus()
    else if (isEquals(char)) this.equals()
    else if (!this.field()) this.word()
  }

  private operator(type: OperatorToken['type'], length: number): void {
    this.tokens.push({ type, start: this.i, end: this.i + length })
    this.i += length
  }

  /** Length of the run of such characters that begins here. */
  private runOf(is: (char: string) => boolean, from = this.i): number {
    let end = from
    while (is(this.at(end))) end++
    return end - from
  }

  private quotation(): void {
    const start = this.i
    if (isCloser(this.at(start))) {
      this.i++
      this.notes.ignore(start, this.i, '沒有開頭的引號')
      this.notes.fix(start, this.i, `多了一個「${this.at(start)}」，已略過`, start, this.i, '')
      return
    }
    const phrase = this.phrase(start)
    if (phrase) this.tokens.push(phrase)
  }

  /** The phrase whose opening mark stands here; `start` is where its token begins, a `=` before it included. */
  private phrase(start: number): PhraseToken | undefined {
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

  private unclosed(start: number, text: string): void {
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
  private quoted(): { text: string; closed: boolean; problemAt: number } {
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

  private minus(): void {
    const start = this.i
    const length = this.runOf(isMinus)
    const before = this.at(start - 1)
    const next = this.at(start + length)
    const bound = start === 0 || isSeparator(this.query, start - 1) || !(isCloseParen(before) || isQuote(before))
    const operand = next !== '' && !isSeparator(this.query, start + length) && !isCloseParen(next) && !isCloser(next)
    if (length === 1 && bound && operand) {
      this.operator('not', 1)
      return
    }
    this.i += length
    this.notes.ignore(start, this.i, '「-」在這裡只是標點')
    const following = this.nextWord(this.i)
    if (following === undefined) {
      this.notes.fix(start, this.i, '「-」後面沒有要排除的字，已略過', start, this.i, '')
    } else {
      const message = '「-」在這裡當作標點；要排除後面的字，「-」前面要有空格、後面不能有空格'
      this.notes.hint(
        start,
        following.start,
        message,
        start,
        following.start,
        start === 0 || isSpace(before) ? '-' : ' -',
      )
    }
  }

  /** The word after white space, where one follows. */
  private nextWord(from: number): Span | undefined {
    let start = from
    while (isSpace(this.at(start))) start++
    let end = start
    while (end < this.query.length && !endsWord(this.query, end)) end++
    return end > start && !isMinus(this.at(start)) ? { start, end } : undefined
  }

  private equals(): void {
    const start = this.i
    this.i++
    if (closersOf(this.at(this.i)) !== undefined) {
      const phrase = this.phrase(start)
      if (phrase) this.tokens.push(phrase)
      return
    }
    const word = this.readWord()
    if (word.text !== '' && (word.plain || isSearchable(word.text))) {
      this.tokens.push({ type: 'word', text: word.text, exact: true, start, end: this.i })
      return
    }
    this.notes.ignore(start, this.i, '「=」後面沒有字')
    this.notes.fix(start, this.i, '「=」要緊接著字或引號，已略過', start, this.i, '')
  }

  /** Reads to the end of a word. `plain`: a backslash took a sign's meaning, or the word's, away. */
  private readWord(): { text: string; plain: boolean } {
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

  private word(): void {
    const start = this.i
    const word = this.readWord()
    if (!word.plain) {
      const operator = this.standsAlone(start, this.i) ? operatorWord(word.text) : undefined
      if (operator) {
        this.tokens.push({ type: operator, start, end: this.i })
        return
      }
      if (!isSearchable(word.text)) {
        // A dash between words or a full stop after them says nothing; alone it is all that was typed.
        this.notes.ignore(start, this.i, '只有標點，沒有可以找的字')
        return
      }
      if (this.standsAlone(start, this.i)) this.lowerCase(start, word.text)
      this.misspeltField(start, word.text)
    }
    this.tokens.push({ type: 'word', text: word.text, exact: false, start, end: this.i })
  }

  /** Whether white space, a parenthesis, a quote or the query's end stands on both sides. */
  private standsAlone(start: number, end: number): boolean {
    const bounds = (char: string) =>
      char === '' || isSpace(char) || isOpenParen(char) || isCloseParen(char) || isQuote(char)
    return bounds(this.at(start - 1)) && bounds(this.at(end))
  }

  private lowerCase(start: number, text: string): void {
    if (!LOWER_CASE_OPERATORS.has(text) || start === 0 || this.nextWord(this.i) === undefined) return
    const upper = text.toUpperCase()
    this.notes.hint(start, this.i, `小寫的 ${text} 當作一般的字；要當作運算請寫 ${upper}`, start, this.i, upper)
  }

  private misspeltField(start: number, text: string): void {
    const colon = text.search(/[:：]/)
    const end = colon < 0 ? this.i : start + colon
    // A full-width colon ends the word, and so stands after it.
    if (colon < 0 && !isColon(this.at(end))) return
    const field = fieldLike(this.query.slice(start, end))
    if (!field) return
    const [name] = FIELD_NAMES[field]
    const written = this.query.slice(start, end)
    this.notes.hint(start, end, `沒有欄位「${written}」，已當作一般的字；是不是 ${name}？`, start, end, name)
  }

  /** Reads a field that begins here, its values included. False: none does. */
  private field(): boolean {
    const start = this.i
    let colon = start
    while (colon - start <= LONGEST_FIELD_NAME && !isColon(this.at(colon))) colon++
    if (!isColon(this.at(colon))) return false
    const field = fieldNamed(this.query.slice(start, colon))
    if (!field) return false
    this.i = colon + 1
    this.i += this.runOf(isSpace)
    const before = this.i
    if (field === 'title') {
      if (isOpenParen(this.at(this.i))) {
        this.tokens.push({ type: 'title', items: undefined, start, end: this.i })
        return true
      }
      const items = this.list(() => this.titleItem(), field)
      if (items.length > 0) this.tokens.push({ type: 'title', items, start, end: this.i })
      else this.emptyField(start, before)
      return true
    }
    const values = isOpenParen(this.at(this.i))
      ? this.parenthesised(field)
      : this.list(() => this.firstValue(field), field)
    if (values.length > 0) this.tokens.push({ type: 'field', field, values, start, end: this.i })
    else this.emptyField(start, before)
    return true
  }

  private emptyField(start: number, valueStart: number): void {
    const name = this.query.slice(start, valueStart).trim()
    this.notes.ignore(start, this.i, '欄位沒有值')
    this.notes.fix(start, this.i, `「${name}」後面沒有值，已略過`, start, this.i, '')
  }

  /** Items with `,` `、` or `|` between them and no white space. */
  private list<T>(read: () => T | undefined, field: FieldName): T[] {
    const items: T[] = []
    for (;;) {
      const from = this.i
      const item = this.startsField(from) ? undefined : read()
      if (item !== undefined) items.push(item)
      if (this.i === from) break
      const separator = this.i
      if (!isListSeparator(this.at(separator))) break
      const next = this.at(separator + 1)
      if (next === '' || (endsWord(this.query, separator + 1) && !isQuote(next))) break
      if (this.startsField(separator + 1) || (field !== 'year' && isMinus(next))) break
      this.i = separator + 1
    }
    return items
  }

  private startsField(from: number): boolean {
    let colon = from
    while (colon - from <= LONGEST_FIELD_NAME && !isColon(this.at(colon)) && colon < this.query.length) colon++
    return isColon(this.at(colon)) && fieldNamed(this.query.slice(from, colon)) !== undefined
  }

  private titleItem(): WordToken | PhraseToken | undefined {
    const start = this.i
    if (isEquals(this.at(start))) this.i++
    if (closersOf(this.at(this.i)) !== undefined) return this.phrase(start)
    const exact = this.i > start
    const word = this.readWord()
    if (!exact && !word.plain && this.standsAlone(start, this.i) && operatorWord(word.text)) this.i = start
    else if (word.plain || isSearchable(word.text)) {
      return { type: 'word', text: word.text, exact, start, end: this.i }
    } else if (this.i > start) this.notes.ignore(start, this.i, '只有標點，沒有可以找的字')
    return undefined
  }

  private value(field: FieldName): ValueToken | undefined {
    const start = this.i
    // `=` begins an exact name, but in `>=107` and `=107` it belongs to the year.
    const exact = field !== 'year' && isEquals(this.at(start))
    if (exact) this.i++
    if (closersOf(this.at(this.i)) !== undefined) {
      const { text, closed, problemAt } = this.quoted()
      if (!closed) this.unclosed(problemAt, text)
      if (text !== '') return { text, exact, start, end: this.i }
      this.notes.ignore(start, this.i, '引號裡沒有字')
      return undefined
    }
    const from = this.i
    while (this.i < this.query.length && !this.endsValue()) this.i++
    const text = this.query.slice(from, this.i)
    if (text === '') return undefined
    if (field === 'year') this.spacedRange()
    return { text: this.query.slice(from, this.i), exact, start, end: this.i }
  }

  /** The same, but `agency: OR` is an empty field before an operator. */
  private firstValue(field: FieldName): ValueToken | undefined {
    const start = this.i
    const value = this.value(field)
    if (!value || value.exact || !isSpace(this.at(start - 1)) || !operatorWord(value.text)) return value
    this.i = start
    return undefined
  }

  /** `105 - 110`: goes on to the end of the range. */
  private spacedRange(): void {
    const rest = /^\s+(?:\.{2,3}|[-~～–—至到])\s+[0-9０-９]+(?:年度|年)?/.exec(this.query.slice(this.i, this.i + 24))
    if (rest) this.i += rest[0].length
  }

  private endsValue(): boolean {
    const char = this.at(this.i)
    return (
      isSpace(char) ||
      isListSeparator(char) ||
      isQuote(char) ||
      isOpenParen(char) ||
      isCloseParen(char) ||
      /[;；。]/.test(char)
    )
  }

  /** `(外交部 OR 教育部)`, `（外交部、教育部）` */
  private parenthesised(field: FieldName): ValueToken[] {
    const open = this.i
    this.i++
    const values: ValueToken[] = []
    while (this.i < this.query.length && !isCloseParen(this.at(this.i))) {
      const from = this.i
      const value = this.value(field)
      const operator = value && !value.exact && !isQuote(this.at(from)) && operatorWord(value.text)
      if (value && !operator) values.push(value)
      if (this.i === from) this.i++
    }
    if (this.i < this.query.length) this.i++
    else {
      const close = this.at(open) === '（' ? '）' : ')'
      this.notes.fix(open, this.i, '括號沒有結束，已當作到最後為止', this.i, this.i, close)
    }
    return values
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
