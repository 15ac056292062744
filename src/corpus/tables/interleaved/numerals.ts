const DIGITS = '〇一二三四五六七八九'

/** Value of a numeral from 1 to 99 in Chinese or Arabic (also full-width) figures; undefined where it is none. */
export function numeralValue(text: string): number | undefined {
  const arabic = text.normalize('NFKC')
  if (/^\d{1,2}$/u.test(arabic)) return Number(arabic)
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text)
  if (!match || text === '') return undefined
  const [, tens, ten, ones] = match
  if (!ten) return tens && !ones ? DIGITS.indexOf(tens) : undefined
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}

/** Chinese numeral of a number from 1 to 99. */
export function chineseNumeral(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  const digit = (d: number) => DIGITS[d] ?? ''
  if (tens === 0) return digit(ones)
  return `${tens === 1 ? '' : digit(tens)}十${ones === 0 ? '' : digit(ones)}`
}
