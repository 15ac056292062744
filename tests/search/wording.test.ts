import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dice, Wording } from '../../src/search/wording.js'
import { passageRecords } from '../keyword/records.js'

const records = passageRecords(200)
const wording = new Wording(records)

describe('wording', () => {
  it('compares with all records as with each', () => {
    fc.assert(
      fc.property(fc.nat(records.length - 1), fc.nat(records.length - 1), (a, b) => {
        expect(wording.compare(a).alike[b]).toBeCloseTo(wording.between(a, b), 10)
        expect(wording.between(a, b)).toBeCloseTo(wording.between(b, a), 10)
      }),
    )
  })

  it('finds all of a record held in a longer one that takes it up', () => {
    const [record, other] = [records[3], records[50]]
    if (!record || !other) throw new Error('no records')
    const longer = { ...other, id: 'longer', title: other.title, text: other.text + '。' + record.title + record.text }
    const { alike, held } = new Wording([...records, longer]).compare(3)
    expect(held.at(-1)).toBeCloseTo(1, 10)
    expect(alike.at(-1)).toBeLessThan(0.95)
    expect(held[3]).toBeCloseTo(1, 10)
    for (const share of held) expect(share).toBeLessThanOrEqual(1 + 1e-9)
  })
})

describe('dice', () => {
  it('is 1 for the same wording and 0 for none shared', () => {
    expect(dice('推動新南向政策', '推動新南向政策')).toBe(1)
    expect(dice('臺灣', '台灣')).toBe(1)
    expect(dice('漁港', '鐵路')).toBe(0)
    expect(dice('新南向政策', '新南向計畫')).toBeCloseTo(0.5)
  })
})
