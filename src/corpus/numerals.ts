/** Numbers in front of headings and points, in every form that plans use. */

const HAN_DIGITS = '〇一二三四五六七八九'
const FORMAL_DIGITS = '零壹貳參肆伍陸柒捌玖'

/** 1 to 99 in everyday (十一, 廿三) or formal (拾壹, 貳拾) Chinese numerals; null for anything else. */
export function hanNumber(numeral: string): number | null {
  const plain = Array.from(numeral, (c) => {
    const formal = FORMAL_DIGITS.indexOf(c === '叁' || c === '叄' ? '參' : c)
    if (formal >= 0) return HAN_DIGITS[formal] ?? c
    return c === '拾' ? '十' : c === '廿' ? '二十' : c === '卅' ? '三十' : c
  }).join('')
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(plain)
  if (!parts || plain === '') return null
  const [, tens, ten, ones] = parts
  if (ten === undefined) return tens !== undefined && ones === undefined ? HAN_DIGITS.indexOf(tens) : null
  return (tens === undefined ? 1 : HAN_DIGITS.indexOf(tens)) * 10 + (ones === undefined ? 0 : HAN_DIGITS.indexOf(ones))
}

/** Value of half- or full-width digits; null for anything else. */
export function digitNumber(digits: string): number | null {
  const plain = digits.normalize('NFKC')
  return /^\d{1,9}$/u.test(plain) ? Number(plain) : null
}

/** ROC year of a printed year (107, １０７, 九十六, 一百零七, 一〇七), a CE year less 1911; null for anything else. */
export function rocYear(printed: string): number | null {
  const year = digitNumber(printed) ?? hanYear(printed)
  if (year === null) return null
  return year > 1911 ? year - 1911 : year
}

function hanYear(printed: string): number | null {
  const plain = printed.replace(/[零○]/gu, '〇')
  if (/^[〇一二三四五六七八九]{2,4}$/u.test(plain)) {
    return Array.from(plain).reduce((n, c) => n * 10 + HAN_DIGITS.indexOf(c), 0)
  }
  const [, hundreds, rest] = /^(?:([一二三四五六七八九])百)?〇?(.*)$/u.exec(plain) ?? []
  const below = rest === '' ? 0 : hanNumber(rest ?? '')
  if (below === null) return null
  return (hundreds === undefined ? 0 : HAN_DIGITS.indexOf(hundreds) * 100) + below
}
