/** Which characters mean something in a query. Everything else is text. */

/** Marks that close a quotation, by the mark that opens it. */
const DOUBLE = '"“”＂〝〞„‟'
const CORNER: ReadonlyMap<string, string> = new Map([
  ['「', '」'],
  ['『', '』'],
  ['﹁', '﹂'],
  ['﹃', '﹄'],
])
const CORNER_CLOSERS = new Set(CORNER.values())

/** The marks that close what `char` opens; undefined where it opens nothing. “ may be closed with ” " or ＂. */
export function closersOf(char: string): string | undefined {
  if (char !== '' && DOUBLE.includes(char)) return DOUBLE
  return CORNER.get(char)
}

/** A mark that opens or closes a quotation. */
export function isQuote(char: string): boolean {
  return char !== '' && (DOUBLE.includes(char) || CORNER.has(char) || CORNER_CLOSERS.has(char))
}

/** A mark that can only close a quotation: 」 and the like. */
export function isCloser(char: string): boolean {
  return CORNER_CLOSERS.has(char)
}

export function isDoubleQuote(char: string): boolean {
  return char !== '' && DOUBLE.includes(char)
}

export function isOpenParen(char: string): boolean {
  return char === '(' || char === '（'
}

export function isCloseParen(char: string): boolean {
  return char === ')' || char === '）'
}

/** Hyphens that exclude what follows: ASCII, full-width, and the minus sign of Chinese keyboards. Not dashes. */
export function isMinus(char: string): boolean {
  return char === '-' || char === '－' || char === '−'
}

export function isEquals(char: string): boolean {
  return char === '=' || char === '＝'
}

export function isColon(char: string): boolean {
  return char === ':' || char === '：'
}

export function isTilde(char: string): boolean {
  return char === '~' || char === '～' || char === '〜'
}

export function isBar(char: string): boolean {
  return char === '|' || char === '｜'
}

export function isAmpersand(char: string): boolean {
  return char === '&' || char === '＆'
}

/** Between the values of a field. */
export function isListSeparator(char: string): boolean {
  return char === ',' || char === '，' || char === '、' || isBar(char)
}

/** Letters, digits and ideographs, by far most of a query: they mean nothing to the parser. */
function isPlain(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a)
  )
}

// Control characters and the zero-width space separate too; the zero-width joiner belongs to emoji.
const SPACE = /[\s\p{Cc}\u200b]/u
export function isSpace(char: string): boolean {
  return char === ' ' || (char !== '' && !isPlain(char, 0) && SPACE.test(char))
}

// Sentence marks and brackets of titles part words, as white space does.
const SEPARATORS = new Set('，、。；！？：…《》〈〉【】〔〕［］﹝﹞')
const WEAK_SEPARATORS = new Set(',;!?')
const ALPHANUMERIC = /[\p{L}\p{N}]/u
const LATIN = /[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]/

/** Whether unit `i` of the text parts words, though it is no operator: white space, sentence marks. */
export function isSeparator(text: string, i: number): boolean {
  if (isPlain(text, i)) return false
  const char = text.charAt(i)
  if (isSpace(char) || SEPARATORS.has(char)) return true
  return WEAK_SEPARATORS.has(char) && !(ALPHANUMERIC.test(text.charAt(i - 1)) && ALPHANUMERIC.test(text.charAt(i + 1)))
}

/** Whether unit `i` of the text ends a word: a separator, quote, parenthesis, `|`, or an `&` that is not R&D's. */
export function endsWord(text: string, i: number): boolean {
  if (isPlain(text, i)) return false
  const char = text.charAt(i)
  if (isQuote(char) || isOpenParen(char) || isCloseParen(char) || isBar(char)) return true
  if (isAmpersand(char)) return !(LATIN.test(text.charAt(i - 1)) && LATIN.test(text.charAt(i + 1)))
  return isSeparator(text, i)
}

const SEARCHABLE = /[^\p{P}\p{Z}\p{Cc}\p{Cf}\p{Cs}]/u

/** Whether the text holds anything to look for: a letter, a digit, a symbol; not punctuation alone. */
export function isSearchable(text: string): boolean {
  return SEARCHABLE.test(text)
}

/** Whether a backslash before `char` makes it plain wherever it stands: anything but letters and digits. */
export function isEscapable(char: string): boolean {
  return char !== '' && !ALPHANUMERIC.test(char)
}
