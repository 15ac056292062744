import { ordinaryIdeograph } from '../text/index.js'
import { Tracked } from './tracked.js'

/** Markup that extraction left in the text, such as the `<p>` of a table cell. */
const MARKUP =
  /<\/?(?:p|br|div|span|b|i|u|em|strong|sup|sub|li|ul|ol|t[drh]|table|tbody|thead)(?:\s+[a-z-]+(?:=(?:"[^"]*"|'[^']*'|[^\s<>"']+))?)*\s*\/?>/giu

/** Characters without a shape: zero width spaces and joiners, soft hyphens, byte order marks, control characters. */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]/gu

/** Characters that are set without spaces between them. */
const FULL_WIDTH =
  /[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6‧·・…—–―※◎○●■□◆◇]/u

/**
 * The text as it is stored: the author's characters, but compatibility ideographs and radicals as the ordinary
 * character, and without layout.
 *
 * White space goes at both ends, between two full-width characters (外 交 獎 學 金, a line break inside a sentence),
 * and where a line breaks next to a full-width character. Beside Latin letters and digits a run of white space in a
 * line stays as one space, since the author put it there.
 */
export function normalise(text: Tracked): Tracked {
  const clean = text.remove(MARKUP).remove(INVISIBLE).map(ordinaryIdeograph)
  const kept: Tracked[] = []
  let from = 0
  for (const run of clean.text.matchAll(/\s+/gu)) {
    kept.push(clean.slice(from, run.index))
    from = run.index + run[0].length
    if (spaceStays(run[0], before(clean.text, run.index), after(clean.text, from))) {
      kept.push(clean.slice(run.index, run.index + 1))
    }
  }
  kept.push(clean.slice(from))
  return Tracked.join(kept).map((c) => (/\s/u.test(c) ? ' ' : c))
}

type Side = 'edge' | 'full' | 'half'

function spaceStays(run: string, left: Side, right: Side): boolean {
  if (left === 'edge' || right === 'edge') return false
  const full = Number(left === 'full') + Number(right === 'full')
  return /[\n\r\t\f\v\u3000]/u.test(run) ? full === 0 : full < 2
}

/** What stands before `index`. A bracket is as wide as what it encloses: `(二) 鼓勵` is set without spaces. */
function before(text: string, index: number): Side {
  const chars = Array.from(text.slice(Math.max(0, index - 4), index))
  const last = chars.at(-1)
  if (last === undefined) return 'edge'
  return side(last === ')' ? (chars.at(-2) ?? last) : last)
}

function after(text: string, index: number): Side {
  const [first, second] = Array.from(text.slice(index, index + 4))
  if (first === undefined) return 'edge'
  return side(first === '(' ? (second ?? first) : first)
}

function side(char: string): Side {
  return FULL_WIDTH.test(char) ? 'full' : 'half'
}

/** Comparable form of a printed name: NFKC, without white space and sentence punctuation at its end. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[。.;:,、]+$/u, '')
}
