import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ShizhengError } from '../../src/errors.js'
import {
  BM25,
  FIELD_WEIGHTS,
  KEYWORD_FIELDS,
  KeywordIndex,
  keywordFields,
  queryTerms,
  termsOf,
} from '../../src/keyword/index.js'
import type { PlanRecord } from '../../src/record.js'
import { createSegmenter, type Segmenter } from '../../src/text/index.js'
import { passageRecords } from './records.js'

const records = passageRecords(300)
let segmenter: Segmenter
let index: KeywordIndex
beforeAll(() => {
  segmenter = createSegmenter()
  index = KeywordIndex.build(records, segmenter)
})

const search = (query: string) => index.search(queryTerms(query, segmenter))

describe('terms', () => {
  it('are words, bigrams that are no words, and the number of a number with a unit', () => {
    const text = '新南向政策107年'
    expect(termsOf(text, segmenter).map(({ term, kind, start, end }) => [term, kind, text.slice(start, end)])).toEqual([
      ['新南向', 'word', '新南向'],
      ['政策', 'word', '政策'],
      ['107年', 'word', '107年'],
      ['107', 'word', '107年'],
      ['新南', 'bigram', '新南'],
      ['南向', 'bigram', '南向'],
      ['向政', 'bigram', '向政'],
    ])
  })

  it('keep the places of astral characters', () => {
    const text = '𠮷野家𠮷野'
    for (const { term, start, end } of termsOf(text, segmenter)) expect(text.slice(start, end)).toBe(term)
  })
})

describe('keyword search', () => {
  it('scores as BM25 worked out by hand', () => {
    const documents = records.map((record) => {
      const fields = keywordFields(record)
      return KEYWORD_FIELDS.map((field) => termsOf(fields[field], segmenter).map(({ term }) => term))
    })
    const lengths = documents.map((fields) => fields.map((terms) => new Set(terms).size))
    const expected = (terms: ReturnType<typeof queryTerms>) => {
      const idf = (df: number) => Math.log(1 + (records.length - df + 0.5) / (df + 0.5))
      const share = ({ term, weight }: (typeof terms)[number]) =>
        weight * idf(documents.filter((fields) => fields.some((f) => f.includes(term))).length)
      const all = terms.reduce((sum, term) => sum + share(term), 0)
      return documents.map((fields, ordinal) => {
        let score = 0
        for (const { term, weight } of terms) {
          KEYWORD_FIELDS.forEach((field, f) => {
            const tf = fields[f]?.filter((t) => t === term).length ?? 0
            if (tf === 0) return
            const df = documents.filter((other) => other[f]?.includes(term)).length
            const present = lengths.map((l) => l[f] ?? 0).filter((length) => length > 0)
            const average = present.reduce((sum, length) => sum + length, 0) / Math.max(1, present.length)
            const norm = BM25.k * (1 - BM25.b + (BM25.b * (lengths[ordinal]?.[f] ?? 0)) / average)
            score += FIELD_WEIGHTS[field] * weight * idf(df) * ((tf * (BM25.k + 1)) / (tf + norm))
          })
        }
        const held = terms.filter(({ term }) => fields.some((f) => f.includes(term)))
        const coverage = held.reduce((sum, term) => sum + share(term), 0) / all
        return { score: score * Math.sqrt(coverage), coverage }
      })
    }
    for (const query of ['國際合作', '兩岸經貿協議與臺商服務', '107年度預算']) {
      const terms = index.significant(queryTerms(query, segmenter))
      const byHand = expected(terms)
      const hits = index.search(terms)
      expect(hits.map((h) => h.ordinal).sort((a, b) => a - b)).toEqual(
        byHand.flatMap(({ score }, ordinal) => (score > 0 ? [ordinal] : [])),
      )
      for (const { ordinal, score, coverage } of hits) {
        expect(score).toBeCloseTo(byHand[ordinal]?.score ?? NaN, 6)
        expect(coverage).toBeCloseTo(byHand[ordinal]?.coverage ?? NaN, 6)
      }
    }
  })

  it('gives hits best first with the terms they hold and the share of the query', () => {
    const hits = search('外交部國際合作')
    expect(hits.length).toBeGreaterThan(3)
    expect(hits.map((h) => h.score)).toEqual(hits.map((h) => h.score).sort((a, b) => b - a))
    for (const { coverage, terms, ordinal } of hits) {
      expect(coverage).toBeGreaterThan(0)
      expect(coverage).toBeLessThanOrEqual(1)
      const record = records[ordinal]
      const held =
        record && new Set(Object.values(keywordFields(record)).flatMap((t) => termsOf(t, segmenter).map((x) => x.term)))
      expect(terms.every((term) => held?.has(term))).toBe(true)
    }
  })

  it('counts a word that no record holds against coverage', () => {
    const [all] = search('國際')
    const [part] = index.search([...queryTerms('國際', segmenter), { term: '獨角獸' }])
    expect(all?.coverage).toBe(1)
    expect(part?.ordinal).toBe(all?.ordinal)
    expect(part?.coverage).toBeCloseTo(index.idf('国际') / (index.idf('国际') + index.idf('獨角獸')), 9)
  })

  it('leaves out terms that most records hold, unless there are no others', () => {
    const common = index.vocabulary.filter((term) => index.documentFrequency(term) > records.length / 3)
    expect(common).toContain('之')
    expect(index.significant(['之', '国际'])).toEqual([{ term: '国际', weight: 1 }])
    expect(index.significant(['之', '獨角獸']).map((t) => t.term)).toContain('之')
    expect(index.search(['之']).length).toBeGreaterThan(records.length / 3)
  })

  it('finds the same in Simplified and Traditional', () => {
    expect(search('国际合作')).toEqual(search('國際合作'))
  })

  it('looks in the fields and records that are asked for', () => {
    const terms = queryTerms('外交', segmenter)
    const titles = index.search(terms, { fields: ['title'] })
    expect(titles.length).toBeGreaterThan(0)
    expect(titles.every(({ ordinal }) => records[ordinal]?.title.includes('外交'))).toBe(true)
    const even = index.search(terms, { filter: (ordinal) => ordinal % 2 === 0 })
    expect(even).toEqual(index.search(terms).filter(({ ordinal }) => ordinal % 2 === 0))
  })

  it('finds nothing for nothing, and nothing in nothing', () => {
    expect(index.search([])).toEqual([])
    expect(index.search(['獨角獸', ''])).toEqual([])
    expect(KeywordIndex.build([], segmenter).search(['外交'])).toEqual([])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void search(text)))
  })
})

describe('the stored index', () => {
  it('answers as before when it is read again', () => {
    const again = KeywordIndex.fromJSON(JSON.parse(JSON.stringify(index)))
    for (const query of ['國際合作', '兩岸', '107年']) {
      expect(again.search(queryTerms(query, segmenter))).toEqual(search(query))
    }
    expect([...again.vocabulary]).toEqual([...index.vocabulary])
    expect(again.size).toBe(records.length)
  })

  it('is read when it is empty', () => {
    const empty = KeywordIndex.build([], segmenter)
    expect(KeywordIndex.fromJSON(JSON.parse(JSON.stringify(empty))).size).toBe(0)
  })

  it.each<[string, (stored: ReturnType<KeywordIndex['toJSON']>) => unknown]>([
    ['null', () => null],
    ['another format', (stored) => ({ ...stored, format: 0 })],
    ['no vocabulary', (stored) => ({ ...stored, vocabulary: undefined })],
    ['a term more', (stored) => ({ ...stored, vocabulary: `${stored.vocabulary}\n獨角獸` })],
    ['a record more', (stored) => ({ ...stored, size: stored.size + 1 })],
    ['other fields', (stored) => ({ ...stored, fields: ['title'] })],
    ['no postings', (stored) => ({ ...stored, postings: [] })],
    ['frequencies cut', (stored) => ({ ...stored, frequencies: stored.frequencies.slice(0, -8) })],
    [
      'postings cut',
      (stored) => ({ ...stored, postings: { ...stored.postings, bytes: stored.postings.bytes.slice(0, -8) } }),
    ],
    [
      'postings of a record that does not exist',
      (stored) => ({ ...stored, postings: { ...stored.postings, bytes: `AAH/f/8${stored.postings.bytes.slice(7)}` } }),
    ],
  ])('is refused with %s', (_, change) => {
    const read = () => KeywordIndex.fromJSON(change(index.toJSON()))
    expect(read).toThrow(ShizhengError)
    expect(read).toThrow(/重建索引/u)
  })

  it('is refused or read, never taken for another, with any byte changed', () => {
    const stored = index.toJSON()
    const { bytes } = stored.postings
    fc.assert(
      fc.property(fc.nat(bytes.length - 5), fc.constantFrom('A', 'B', 'q', '/', '8'), (at, digit) => {
        const changed = { ...stored.postings, bytes: bytes.slice(0, at) + digit + bytes.slice(at + 1) }
        try {
          const read = KeywordIndex.fromJSON({ ...stored, postings: changed })
          expect(read.search(['国际']).every(({ ordinal }) => ordinal < records.length)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(ShizhengError)
        }
      }),
      { numRuns: 30 },
    )
  })
})

it('ranks a record that names the thing in its title above one that mentions it in passing', () => {
  const [one] = records
  if (!one) throw new Error('no record')
  const made = (title: string, text: string): PlanRecord => ({ ...one, title, text, section: [], agency: '' })
  const small = KeywordIndex.build(
    [made('其他事項', '辦理各項會議，並配合離岸風電之推動。'), made('離岸風電', '推動示範風場。')],
    segmenter,
  )
  expect(small.search(queryTerms('離岸風電', segmenter)).map((h) => h.ordinal)).toEqual([1, 0])
})
