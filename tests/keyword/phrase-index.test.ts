import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlightRanges, keywordFields, PhraseIndex, TEXT_FIELDS } from '../../src/keyword/index.js'
import type { PlanRecord } from '../../src/record.js'
import { foldText } from '../../src/text/index.js'
import { passageRecords } from './records.js'

const records = passageRecords(2_000)
const index = PhraseIndex.build(records)

type Fold = (text: string) => string
const folds = new Map<Fold, string[][]>()

/** What a reader with a plain search box would find: the folded string in the folded field, field by field. */
function naive(phrase: string, fold: Fold): number[] {
  let texts = folds.get(fold)
  if (!texts) {
    texts = records.map((record) => {
      const fields = keywordFields(record)
      return TEXT_FIELDS.flatMap((field) => (field === 'section' ? record.section : [fields[field]])).map(fold)
    })
    folds.set(fold, texts)
  }
  const needle = fold(phrase)
  return texts.flatMap((of, ordinal) => (needle !== '' && of.some((text) => text.includes(needle)) ? [ordinal] : []))
}
const asStored: Fold = (text) => text
const merged: Fold = (text) => foldText(text, 'merged')
const kept: Fold = (text) => foldText(text, 'kept')
/** A fold of its own, which knows nothing of Han variants. */
const simpleFold: Fold = (text) => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '')

const parts = fc
  .tuple(fc.nat(records.length - 1), fc.constantFrom(...TEXT_FIELDS), fc.nat(), fc.integer({ min: 1, max: 30 }))
  .map(([ordinal, field, at, length]) => {
    const record = records[ordinal]
    const text = record ? keywordFields(record)[field] : ''
    const start = at % Math.max(1, text.length)
    return { ordinal, field, part: text.slice(start, start + length) }
  })
  .filter(({ part, field }) => part.trim() !== '' && !(field === 'section' && part.includes('\n')))

describe('phrases', () => {
  it('stops after as many records as are asked for', () => {
    const all = index.find('計畫')
    expect(all.length).toBeGreaterThan(5)
    expect(index.find('計畫', { most: 3 })).toEqual(all.slice(0, 3))
    expect(index.find('計畫', { most: all.length })).toEqual(all)
  })

  it('finds for any string what a scan of the folded texts finds', () => {
    fc.assert(
      fc.property(parts, ({ part, ordinal }) => {
        const found = index.find(part)
        expect(found).toContain(ordinal)
        const han = foldText(part).match(/\p{Script=Han}/gu) ?? []
        expect(found).toEqual(naive(part, han.length === 1 ? kept : merged))
      }),
      { numRuns: 150 },
    )
  })

  it('misses nothing that a scan without knowledge of variants finds, and from two characters on hardly adds to it', () => {
    let found = 0
    let scanned = 0
    fc.assert(
      fc.property(parts, ({ part }) => {
        const ours = index.find(part)
        const theirs = naive(part, simpleFold)
        const set = new Set(ours)
        expect(theirs.filter((ordinal) => !set.has(ordinal))).toEqual([])
        found += ours.length
        scanned += theirs.length
      }),
      { numRuns: 150 },
    )
    expect(found).toBeLessThanOrEqual(scanned * 1.02)
  })

  it('finds unfolded strings as they stand', () => {
    fc.assert(
      fc.property(parts, ({ part }) => {
        expect(index.find(part, { exact: true })).toEqual(naive(part, asStored))
      }),
      { numRuns: 150 },
    )
  })

  it('finds Traditional text with a Simplified phrase', () => {
    expect(index.find('国际合作').length).toBeGreaterThan(5)
    expect(index.find('国际合作')).toEqual(index.find('國際合作'))
    expect(index.find('国际合作', { exact: true })).toEqual([])
  })

  it('keeps a single character apart from one that is merely Simplified alike', () => {
    const kept = index.find('製').map((ordinal) => JSON.stringify(records[ordinal]))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.every((json) => json.includes('製'))).toBe(true)
    expect(index.find('发').length).toBeGreaterThanOrEqual(index.find('發').length)
  })

  const record = (fields: Partial<PlanRecord>): PlanRecord => ({
    id: 'x',
    kind: 'project',
    year: 107,
    agency: '外交部',
    title: '',
    text: '',
    work: '',
    category: '',
    kpis: [],
    section: [],
    source: { document: 'x', page: null, start: 0, end: 0, spans: [] },
    uncertain: false,
    ...(fields as object),
  })

  it('does not match from one field into the next', () => {
    const one = [record({ title: '推動新', text: '南向政策', section: ['壹、前', '瞻基礎'] })]
    const small = PhraseIndex.build(one)
    expect(small.find('新南向')).toEqual([])
    expect(small.find('前瞻')).toEqual([])
    expect(small.find('南向')).toEqual([0])
    expect(small.find('瞻基', { field: 'section' })).toEqual([0])
    expect(small.find('瞻基', { field: ['title', 'text'] })).toEqual([])
  })

  it('finds nothing for what folding leaves nothing of', () => {
    for (const phrase of ['', ' ', '\u3000\n', '\u200b', '\uffff']) expect(index.find(phrase)).toEqual([])
  })

  it('finds strings near one another in one field', () => {
    const texts = ['新南向之人才培育', '人才，新南向', '新南向政策十年計畫所需之人才', '人才人才', '人才']
    const small = PhraseIndex.build(texts.map((text) => record({ text })))
    expect(small.near(['新南向', '人才'], 1)).toEqual([0, 1])
    expect(small.near(['新南向', '人才'], 9)).toEqual([0, 1, 2])
    expect(small.near(['人才', '人才'], 0)).toEqual([3])
    expect(small.near(['新南向', '人才'], 20, { field: 'title' })).toEqual([])
    expect(small.near([], 5)).toEqual([])
    expect(small.near(['人才', ' '], 5)).toEqual([])
  })

  it('finds near strings as a scan of all pairs of places does', () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), maxLength: 12 })
    const word = fc.string({ unit: fc.constantFrom('甲', '乙'), minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), word, word, fc.nat(6), (texts, a, b, distance) => {
        fc.pre(a !== b)
        const places = (t: string, w: string) =>
          Array.from({ length: t.length }, (_, i) => i).filter((i) => t.startsWith(w, i))
        const expected = texts.flatMap((t, ordinal) =>
          places(t, a).some((i) =>
            places(t, b).some((j) => Math.max(j - (i + a.length), i - (j + b.length)) <= distance),
          )
            ? [ordinal]
            : [],
        )
        expect(PhraseIndex.build(texts.map((t) => record({ text: t }))).near([a, b], distance)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})

describe('highlights', () => {
  it('marks in every record found the very characters that match', () => {
    fc.assert(
      fc.property(parts, ({ part, ordinal }) => {
        const record = records[ordinal]
        if (!record) return
        const fields = keywordFields(record)
        const marked = Object.entries(highlightRanges(record, [part]))
        expect(marked.length).toBeGreaterThan(0)
        for (const field of TEXT_FIELDS) {
          for (const [start, end] of highlightRanges(record, [part])[field] ?? []) {
            expect(foldText(fields[field].slice(start, end))).toContain(foldText(part))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('merges what overlaps and counts section ranges over all headings', () => {
    const [record] = records
    if (!record) throw new Error('no record')
    const made = { ...record, title: '新南向政策', text: '推動新南向', section: ['外交', '新南向'] }
    expect(highlightRanges(made, ['新南向', '南向政策'], ['title', 'text', 'section'])).toEqual({
      title: [[0, 5]],
      text: [[2, 5]],
      section: [[3, 6]],
    })
    expect(highlightRanges(made, [{ kind: 'near', texts: ['推動', '南向'], distance: 1 }], ['title', 'text'])).toEqual({
      text: [
        [0, 2],
        [3, 5],
      ],
    })
  })
})
