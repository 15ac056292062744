import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findYears,
  parseNumeral,
  toCeYear,
  toChineseDigits,
  toChineseNumeral,
  toRocYear,
} from '../../src/text/index.js'

describe('parseNumeral', () => {
  it.each([
    ['107', 107],
    ['１０７', 107],
    ['1,200', 1200],
    ['3.5', 3.5],
    ['一○七', 107],
    ['一〇七', 107],
    ['一零七', 107],
    ['一百零七', 107],
    ['壹佰零柒', 107],
    ['十', 10],
    ['十一', 11],
    ['二十', 20],
    ['廿三', 23],
    ['卅', 30],
    ['兩千', 2000],
    ['三萬五千', 35_000],
    ['3億5,000萬', 350_000_000],
    ['5千萬', 50_000_000],
    ['3.5億', 350_000_000],
    ['一千零五', 1005],
    ['零', 0],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumeral(text)).toBe(value)
  })

  it.each(['', '外交', '萬', '百', '十十', '一百二千', '三四十', '1.2.3', '-5', '第一'])(
    'gives null for "%s"',
    (text) => {
      expect(parseNumeral(text)).toBeNull()
    },
  )

  it('reads what is written, by place and digit by digit', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (value) => {
        expect(parseNumeral(toChineseNumeral(value))).toBe(value)
        expect(parseNumeral(toChineseDigits(value))).toBe(value)
      }),
    )
    expect([107, 11, 20_500, 110, 1005, 100_010].map(toChineseNumeral)).toEqual([
      '一百零七',
      '十一',
      '二萬零五百',
      '一百一十',
      '一千零五',
      '十萬零一十',
    ])
    expect(() => toChineseNumeral(-1)).toThrow(RangeError)
  })
})

describe('findYears', () => {
  it.each([
    ['107年', 107, 107],
    ['107年度施政計畫', 107, 107],
    ['１０７年度', 107, 107],
    ['民國107年', 107, 107],
    ['民國 107', 107, 107],
    ['中華民國一百零七年', 107, 107],
    ['一○七年度', 107, 107],
    ['一百零七年', 107, 107],
    ['九十九年度', 99, 99],
    ['2018年', 107, 107],
    ['西元2018', 107, 107],
    ['二〇一八年', 107, 107],
    ['105-107年', 105, 107],
    ['105至107年度', 105, 107],
    ['105年至107年', 105, 107],
    ['105~107年', 105, 107],
    ['2016年到2018年', 105, 107],
    ['中华民国107年', 107, 107],
    ['民國元年', 1, 1],
  ])('finds in %s the years %d to %d', (text, from, to) => {
    expect(findYears(text).map((y) => [y.from, y.to])).toEqual([[from, to]])
  })

  it.each([
    '3年計畫',
    '10年內',
    '107件',
    '107',
    '第107年',
    '1,107年',
    '長照十年計畫',
    '5至10年',
    '107年至105年',
    '3000年',
    '十二年國教',
  ])('finds none in %s', (text) => {
    expect(findYears(text)).toEqual([])
  })

  it('says where they stand', () => {
    const text = '自民國97年以來，105 年度與 2018 年'
    expect(findYears(text).map((y) => text.slice(...y.range))).toEqual(['民國97年', '105 年度', '2018 年'])
  })

  it('turns eras into each other', () => {
    expect([107, 2018, 1911, 0, 2200, 1.5].map(toRocYear)).toEqual([107, 107, null, null, null, null])
    expect(toCeYear(107)).toBe(2018)
  })
})
