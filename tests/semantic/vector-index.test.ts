import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PASSAGE_WEIGHT, VectorIndex, WHOLE, type VectorEntry } from '../../src/semantic/index.js'

const DIMENSIONS = 7

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (v) => (length > 0 ? v / length : 0))
}

const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map(unit)

/** Records as the vectors of their whole texts and passages; some records have none at all. */
const collection = fc.array(fc.option(fc.array(vector, { minLength: 1, maxLength: 4 }), { nil: undefined }), {
  maxLength: 12,
})

function entriesOf(records: readonly (readonly Float32Array[] | undefined)[]): VectorEntry[] {
  return records.flatMap((vectors, ordinal) =>
    (vectors ?? []).map((v, i) => ({ ordinal, passage: i === 0 ? WHOLE : i - 1, vector: v })),
  )
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, d) => sum + v * (b[d] ?? 0), 0)

/** int8 keeps a value to half of the largest one's 127th. */
const TOLERANCE = 0.02

describe('VectorIndex', () => {
  it('finds and scores what a naive scan does', () => {
    fc.assert(
      fc.property(collection, vector, (records, query) => {
        const hits = VectorIndex.build(entriesOf(records), DIMENSIONS).search(query)
        expect(hits.map((h) => h.ordinal).sort((a, b) => a - b)).toEqual(
          records.flatMap((vectors, ordinal) => (vectors ? [ordinal] : [])),
        )
        for (const hit of hits) {
          const [whole, ...passages] = records[hit.ordinal] ?? []
          if (!whole) throw new Error('a record without vectors was found')
          const best = passages.length > 0 ? Math.max(...passages.map((p) => dot(p, query))) : dot(whole, query)
          expect(Math.abs(hit.whole - dot(whole, query))).toBeLessThan(TOLERANCE)
          expect(Math.abs(hit.bestPassageScore - best)).toBeLessThan(TOLERANCE)
          const named = hit.bestPassage === WHOLE ? whole : passages[hit.bestPassage]
          expect(Math.abs(dot(named ?? whole, query) - best)).toBeLessThan(TOLERANCE)
          expect(hit.bestPassage === WHOLE).toBe(passages.length === 0)
          expect(hit.score).toBeCloseTo((hit.whole + PASSAGE_WEIGHT * hit.bestPassageScore) / (1 + PASSAGE_WEIGHT), 5)
        }
        hits.slice(1).forEach((hit, i) => expect(hit.score).toBeLessThanOrEqual(hits[i]?.score ?? Infinity))
      }),
    )
  })

  it('gives the same after it was written and read, at any place in a buffer', () => {
    fc.assert(
      fc.property(collection, vector, fc.nat(9), (records, query, shift) => {
        const index = VectorIndex.build(entriesOf(records), DIMENSIONS)
        const bytes = index.toBuffer()
        const read = VectorIndex.fromBuffer(Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift))
        expect(read.search(query)).toEqual(index.search(query))
        expect(read.size).toBe(index.size)
        expect(read.toBuffer().equals(bytes)).toBe(true)
      }),
    )
  })

  it('looks only at the records that are allowed, and gives no more hits than asked for', () => {
    fc.assert(
      fc.property(collection, vector, fc.nat(5), (records, query, k) => {
        const index = VectorIndex.build(entriesOf(records), DIMENSIONS)
        const allow = (ordinal: number) => ordinal % 3 !== 1
        const all = index.search(query).filter((hit) => allow(hit.ordinal))
        expect(index.search(query, { allow })).toEqual(all)
        expect(index.search(query, { allow, k })).toEqual(all.slice(0, k))
      }),
    )
  })

  const [east, north, between] = [unit([1, 0]), unit([0, 1]), unit([1, 0.5])]
  const small = VectorIndex.build(
    [
      { ordinal: 0, passage: WHOLE, vector: east },
      { ordinal: 2, passage: 1, vector: north },
      { ordinal: 2, passage: WHOLE, vector: between },
      { ordinal: 2, passage: 0, vector: east },
      { ordinal: 3, passage: WHOLE, vector: north },
    ],
    2,
  )

  it('tells records that are like one of them by their whole texts', () => {
    expect(small.similarTo(0).map((h) => [h.ordinal, h.bestPassage])).toEqual([
      [2, 0],
      [3, WHOLE],
    ])
    expect(small.similarTo(0)[0]?.score).toBeCloseTo(dot(east, between), 2)
    expect(small.similarTo(0, { allow: (o) => o !== 2 }).map((h) => h.ordinal)).toEqual([3])
    expect(small.similarTo(0, { k: 1 })).toHaveLength(1)
    expect(small.similarTo(1)).toEqual([])
    expect(small.similarTo(99)).toEqual([])
  })

  it('gives back vectors', () => {
    small.vector(2)?.forEach((v, d) => expect(v).toBeCloseTo(between[d] ?? 0, 2))
    expect(small.vector(2, 1)?.[1]).toBeCloseTo(1, 5)
    expect(small.vector(2, 2)).toBeUndefined()
    expect(small.vector(1)).toBeUndefined()
    expect([small.records, small.size, small.dimensions]).toEqual([4, 5, 2])
  })

  it('never overflows: the longest vectors that agree in every value', () => {
    for (const dimensions of [256, 1024, 4096]) {
      const flat = unit(Array<number>(dimensions).fill(1))
      const index = VectorIndex.build([{ ordinal: 0, passage: WHOLE, vector: flat }], dimensions)
      expect(index.search(flat)[0]?.whole).toBeCloseTo(1, 2)
    }
  })

  it('takes an empty collection', () => {
    const empty = VectorIndex.build([], 2)
    expect(empty.search(east)).toEqual([])
    expect(VectorIndex.fromBuffer(empty.toBuffer()).search(east)).toEqual([])
  })

  it.each([
    ['another length', [{ ordinal: 0, passage: WHOLE, vector: new Float32Array(3) }]],
    ['no whole', [{ ordinal: 0, passage: 0, vector: east }]],
    ['a fraction', [{ ordinal: 0.5, passage: WHOLE, vector: east }]],
    ['a negative passage', [{ ordinal: 0, passage: -2, vector: east }]],
    [
      'the same passage twice',
      [
        { ordinal: 0, passage: WHOLE, vector: east },
        { ordinal: 0, passage: WHOLE, vector: east },
      ],
    ],
  ])('refuses vectors that make no sense: %s', (_, entries) => {
    expect(() => VectorIndex.build(entries, 2)).toThrow(RangeError)
  })

  it('refuses a query of another length', () => {
    expect(() => small.search(new Float32Array(3))).toThrow('2 values')
  })

  it('refuses bytes that are not a whole index', () => {
    const bytes = small.toBuffer()
    const changed = (at: number, value: number) => {
      const copy = Buffer.from(bytes)
      copy.writeUInt32LE(value, at)
      return copy
    }
    const damaged = [
      Buffer.alloc(0),
      bytes.subarray(0, 10),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.alloc(1)]),
      changed(0, 1),
      changed(4, 0),
      changed(4, 3),
      changed(12, 4_000_000_000),
      changed(16, 1),
      changed(20, 9),
    ]
    for (const copy of damaged) {
      expect(() => VectorIndex.fromBuffer(copy)).toThrow(expect.objectContaining({ code: 'index-corrupt' }) as Error)
    }
  })
})
