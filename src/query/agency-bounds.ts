/** Whether a name that stands in running text is the agency there, judged by the characters around it. */

/**
 * What goes on as another word, by the last character of a name: 教育部分 is 教育 and 部分, but 教育部分配 and 教育部落實
 * are the ministry.
 */
const GOES_ON: Readonly<Record<string, RegExp>> = {
  部: /^(?:[門份隊件族]|分(?![配擔年期區級析])|位(?!於)|落(?!實)|署(?!名))/u,
  會: /^[議員計]/u,
  處: /^[理置罰方]/u,
  局: /^[勢部限面]/u,
  院: /^[士校區]/u,
}

const HAN = /\p{Script=Han}/u
const LATIN = /[\p{Script=Latin}\p{N}]/u
/** Words after which a name begins. */
const BEFORE = /[的之與和及或由向在從請問是找查跟對]$/u
/** Words that follow a name. */
const AFTER = /^[的之在於對與和及或由從是有推辦補編主所怎如為做]/u

/**
 * `before` and `after` are the texts around the name, a few characters suffice. `ambiguous`: the name is an ordinary
 * word as well, and so counts only between clear bounds.
 */
export function isName(name: string, before: string, after: string, ambiguous: boolean): boolean {
  const last = name.at(-1) ?? ''
  if (LATIN.test(last) && LATIN.test(after.charAt(0))) return false
  if (LATIN.test(name.charAt(0)) && LATIN.test(before.at(-1) ?? '')) return false
  if (GOES_ON[last]?.test(after)) return false
  const begins = !HAN.test(before.at(-1) ?? '') || BEFORE.test(before)
  // Two characters of running text are a name by chance too often: 中央行政機關 holds 央行.
  if (name.length < 3 && !begins) return false
  return !ambiguous || (begins && (!HAN.test(after.charAt(0)) || AFTER.test(after)))
}
