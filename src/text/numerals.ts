/** Numbers as Taiwan's documents write them: 107, １０７, 一○七, 一百零七, 壹佰零柒, 廿三, 1,200, 3.5億. */

const DIGITS = new Map<string, number>()
for (const digits of ['〇一二三四五六七八九', '零壹貳參肆伍陸柒捌玖', '○壹贰叁肆伍陆柒捌玖', '◯弌弍弎肆伍陸柒捌玖']) {
  Array.from(digits).forEach((digit, value) => DIGITS.set(digit, value))
}
DIGITS.set('兩', 2).set('两', 2).set('叄', 3).set('參', 3)

const SMALL_UNITS = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1_000],
  ['仟', 1_000],
])
const LARGE_UNITS = new Map([
  ['萬', 1e4],
  ['万', 1e4],
  ['億', 1e8],
  ['亿', 1e8],
  ['兆', 1e12],
])
const TENS = new Map([
  ['廿', '二十'],
  ['卅', '三十'],
  ['卌', '四十'],
])

/**
 * Value of a numeral in Arabic or Chinese digits, or both (3億5,000萬); null for anything else. 一○七 is read digit by
 * digit, 一百零七 and 十一 by place. Values are not negative.
 */
export function parseNumeral(numeral: string): number | null {
  const text = numeral
    .normalize('NFKC')
    .replace(/[\s,]/gu, '')
    .replace(/[廿卅卌]/gu, (c) => TENS.get(c) ?? c)
  if (text === '') return null
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text)
  const digits = Array.from(text, (c) => DIGITS.get(c))
  if (digits.every((d) => d !== undefined)) return Number(digits.join(''))
  return byPlace(text)
}

/** Large units in falling order, each with what is counted in it. */
function byPlace(text: string): number | null {
  let rest = text
  let total = 0
  for (const [unit, value] of [...LARGE_UNITS].sort((a, b) => b[1] - a[1])) {
    const at = rest.indexOf(unit)
    if (at < 0) continue
    const count = at === 0 ? null : belowTenThousand(rest.slice(0, at))
    if (count === null) return null
    total += count * value
    rest = rest.slice(at + unit.length)
  }
  if (rest === '') return total
  const count = belowTenThousand(rest)
  return count === null ? null : total + count
}

function belowTenThousand(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text)
  let total = 0
  let count: number | null = null
  let lastUnit = Infinity
  for (const token of text.match(/\d+(?:\.\d+)?|./gu) ?? []) {
    const unit = SMALL_UNITS.get(token)
    if (unit === undefined) {
      const value = DIGITS.get(token) ?? (/^\d/u.test(token) ? Number(token) : null)
      // Between two units stands one digit; 零 may come before it.
      if (value === null || (count !== null && count !== 0)) return null
      count = value
    } else {
      if (unit >= lastUnit || (count === null && (unit !== 10 || total > 0))) return null
      total += (count ?? 1) * unit
      lastUnit = unit
      count = null
    }
  }
  return total + (count ?? 0)
}

const HAN_DIGITS = '零一二三四五六七八九'

/** A whole number from 0 to 99,999,999 in everyday Chinese numerals: 107 → 一百零七, 11 → 十一, 20,500 → 二萬零五百. */
export function toChineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99_999_999) {
    throw new RangeError(`expected a whole number from 0 to 99,999,999, not ${value}`)
  }
  if (value === 0) return '零'
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  const gap = high > 0 && low > 0 && low < 1_000 ? '零' : ''
  const text = (high > 0 ? `${places(high)}萬` : '') + gap + places(low)
  return text.startsWith('一十') ? text.slice(1) : text
}

function places(value: number): string {
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10
    if (digit > 0) text += (gap ? '零' : '') + HAN_DIGITS.charAt(digit) + name
    gap = digit === 0 && text !== ''
  }
  return text
}

/** A whole number digit by digit, as years are written: 107 → 一〇七. */
export function toChineseDigits(value: number): string {
  return Array.from(String(value), (digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('')
}
