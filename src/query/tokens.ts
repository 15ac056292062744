import {
  closersOf,
  isAmpersand,
  isBar,
  isCloseParen,
  isCloser,
  isColon,
  isEquals,
  isMinus,
  isOpenParen,
  isQuote,
  isSearchable,
  isSeparator,
  isSpace,
} from './characters.js'
import { FieldReader } from './field-reader.js'
import type { Notes } from './notes.js'
import {
  FIELD_NAMES,
  LONGEST_FIELD_NAME,
  LOWER_CASE_OPERATORS,
  fieldLike,
  fieldNamed,
  operatorWord,
} from './operators.js'
import type { OperatorToken, Token } from './token.js'

/**
 * The query's tokens in order. Never throws; slips go into `notes`. Time is linear in the length of the query.
 */
export function tokenize(query: string, notes: Notes): Token[] {
  return new Tokenizer(query, notes).run()
}

class Tokenizer extends FieldReader {
  private readonly tokens: Token[] = []

  run(): Token[] {
    while (this.i < this.query.length) this.step()
    return this.tokens
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
}
