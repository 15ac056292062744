import {
  closersOf,
  endsWord,
  isCloseParen,
  isColon,
  isEquals,
  isListSeparator,
  isMinus,
  isOpenParen,
  isQuote,
  isSearchable,
  isSpace,
} from './characters.js'
import type { FieldName } from './node.js'
import { fieldNamed, LONGEST_FIELD_NAME, operatorWord } from './operators.js'
import { QuotationReader } from './quotation-reader.js'
import type { PhraseToken, ValueToken, WordToken } from './token.js'

/** Reads what stands after a field's colon: lists, quoted and exact values, ranges of years, parentheses. */
export class FieldReader extends QuotationReader {
  protected emptyField(start: number, valueStart: number): void {
    const name = this.query.slice(start, valueStart).trim()
    this.notes.ignore(start, this.i, '欄位沒有值')
    this.notes.fix(start, this.i, `「${name}」後面沒有值，已略過`, start, this.i, '')
  }

  /** Items with `,` `、` or `|` between them and no white space. */
  protected list<T>(read: () => T | undefined, field: FieldName): T[] {
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

  protected titleItem(): WordToken | PhraseToken | undefined {
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
  protected firstValue(field: FieldName): ValueToken | undefined {
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
  protected parenthesised(field: FieldName): ValueToken[] {
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
