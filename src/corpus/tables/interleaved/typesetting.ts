/**
 * Widths and line breaking as a word processor sets Chinese text (W3C, Requirements for Chinese Text Layout, 3.1.1):
 * a closing mark may not begin a line (避頭點), an opening one may not end it, Latin words and numbers stay whole.
 * Widths are counted in halves of a full-width character.
 */
const CLOSING = new Set('，。、；：？！）〕】」』》〉﹞］｝％%)],.;:?!}’”…─')
const OPENING = new Set('（〔【「『《〈﹝［｛([{‘“')

/** Width of a character (one code point) in half-widths: 1 or 2. */
export function halfWidths(character: string): 1 | 2 {
  const c = character.codePointAt(0) ?? 0
  return c < 0x2000 && !isWideLowSymbol(c) ? 1 : c >= 0xff61 && c <= 0xffdc ? 1 : 2
}

/** × ÷ ± · and the Greek letters are set full-width in Chinese fonts. */
function isWideLowSymbol(c: number): boolean {
  return c === 0xd7 || c === 0xf7 || c === 0xb1 || c === 0xb7 || (c >= 0x370 && c < 0x400)
}

export function isClosing(character: string): boolean {
  return CLOSING.has(character)
}

export function isOpening(character: string): boolean {
  return OPENING.has(character)
}

const WORD = /[A-Za-z0-9.,%/+&'\-_:]/u

/**
 * Width of the piece that cannot be broken at each place, in half-widths: a character with the closing marks that
 * follow it, an opening mark with what it opens, a Latin word or number. At most `limit`.
 */
export function unbreakableWidths(characters: readonly string[], limit = 24): Uint8Array {
  const widths = new Uint8Array(characters.length)
  for (let i = characters.length - 1; i >= 0; i--) {
    const c = characters[i] ?? ''
    const next = characters[i + 1]
    let width: number = halfWidths(c)
    const glued =
      next !== undefined && (isClosing(next) || isOpening(c) || (WORD.test(c) && WORD.test(next) && c.length === 1))
    if (glued) width += widths[i + 1] ?? 0
    widths[i] = Math.min(width, limit)
  }
  return widths
}
