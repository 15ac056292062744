import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import { ShizhengError } from '../errors.js'
import type { PlanRecord } from '../record.js'
import type { Segmenter } from '../text/index.js'
import { KEYWORD_FIELDS, keywordFields, type KeywordField } from './fields.js'
import { termsOf } from './terms.js'

/** A term of a query. */
export interface QueryTerm {
  /** As `termsOf` gives it. */
  term: string
  /** Weight of the term in score and coverage. Default 1. */
  weight?: number
}

export interface KeywordOptions {
  /** Fields to look in. Default: all. */
  fields?: readonly KeywordField[]
  /** Records to look at. Default: all. */
  filter?: (ordinal: number) => boolean
}

export interface KeywordHit {
  /** Place of the record in the array that the index was built from. */
  ordinal: number
  /** Sum of weighted BM25 over fields and terms; higher is better, 0 is never given. */
  score: number
  /** Share of the query that the record holds, 0 to 1: idf (with the terms' weights) of the terms found over that of all. */
  coverage: number
  /** The query's terms that the record holds, in the order of the query. */
  terms: string[]
}

/** What a term in a field counts. Titles are short and name the thing; headings and agencies repeat over whole chapters. */
export const FIELD_WEIGHTS: Readonly<Record<KeywordField, number>> = {
  title: 2.5,
  text: 1,
  work: 1.2,
  goal: 0.6,
  category: 0.4,
  kpis: 0.6,
  target: 0.5,
  link: 0.6,
  section: 0.4,
  agency: 0.8,
}

/**
 * k saturates term frequency; b is how far a long field is punished. Points that list much are long because they do
 * much, so b is below the usual 0.75. d is BM25+'s floor for a match in a long field: MiniSearch adds it per term.
 */
const BM25 = { k: 1.2, b: 0.5, d: 0.2 }

/** Raise when the stored form changes. */
const FORMAT = 1

/** The index as it is stored: plain JSON. */
export interface StoredKeywordIndex {
  format: number
  /** Number of records. */
  size: number
  fields: readonly string[]
  /** Terms by number, joined by line breaks. The index knows term n as `code(n)`. */
  vocabulary: string
  /** Number of records that hold term n in any field. */
  frequencies: number[]
  index: AsPlainObject
}

/**
 * BM25 over the fields of records, on words and character bigrams. Terms are stored in MiniSearch as short ASCII codes:
 * its radix tree looks through children one by one, and thousands of Han characters at its root make that slow.
 */
export class KeywordIndex {
  private constructor(
    /** Number of records. */
    readonly size: number,
    private readonly numbers: ReadonlyMap<string, number>,
    private readonly frequencies: readonly number[],
    private readonly index: MiniSearch<CodedDocument>,
  ) {}

  /** Ordinals are places in `records`. */
  static build(records: readonly PlanRecord[], segmenter: Segmenter): KeywordIndex {
    const numbers = new Map<string, number>()
    const frequencies: number[] = []
    const index = new MiniSearch<CodedDocument>(MINISEARCH)
    records.forEach((record, id) => {
      const inRecord = new Set<number>()
      const encode = (text: string): string =>
        termsOf(text, segmenter)
          .map(({ term }) => {
            let number = numbers.get(term)
            if (number === undefined) numbers.set(term, (number = numbers.size))
            inRecord.add(number)
            return code(number)
          })
          .join(' ')
      const fields = keywordFields(record)
      const coded = Object.fromEntries(KEYWORD_FIELDS.map((field) => [field, encode(fields[field])]))
      index.add({ id, ...coded })
      for (const number of inRecord) frequencies[number] = (frequencies[number] ?? 0) + 1
    })
    return new KeywordIndex(records.length, numbers, frequencies, index)
  }

  /** Every term of the index. */
  get vocabulary(): IterableIterator<string> {
    return this.numbers.keys()
  }

  /** Number of records that hold the term in any field. */
  documentFrequency(term: string): number {
    const number = this.numbers.get(term)
    return number === undefined ? 0 : (this.frequencies[number] ?? 0)
  }

  /** ln(1 + (N − df + ½) / (df + ½)) of a term, positive; highest where no record holds it. */
  idf(term: string): number {
    const df = this.documentFrequency(term)
    return Math.log(1 + (this.size - df + 0.5) / (df + 0.5))
  }

  /** Records that hold at least one of the terms, best first; ties in the order of the records. */
  search(query: readonly (string | QueryTerm)[], { fields, filter }: KeywordOptions = {}): KeywordHit[] {
    const weights = new Map<string, number>()
    for (const item of query) {
      const { term, weight = 1 } = typeof item === 'string' ? { term: item } : item
      weights.set(term, Math.max(weight, weights.get(term) ?? 0))
    }
    const terms = [...weights.keys()].filter((term) => this.numbers.has(term))
    if (terms.length === 0) return []
    const byCode = new Map(terms.map((term) => [code(this.numbers.get(term) ?? 0), term]))
    const shares = new Map([...weights].map(([term, weight]) => [term, weight * this.idf(term)]))
    const all = [...shares.values()].reduce((sum, share) => sum + share, 0)
    const results = this.index.search([...byCode.keys()].join(' '), {
      boost: FIELD_WEIGHTS,
      bm25: BM25,
      boostTerm: (coded) => weights.get(byCode.get(coded) ?? '') ?? 1,
      ...(fields ? { fields: [...fields] } : {}),
      ...(filter ? { filter: ({ id }) => filter(Number(id)) } : {}),
    })
    return results
      .map(({ id, score, queryTerms }): KeywordHit => {
        const found = queryTerms.map((coded) => byCode.get(coded) ?? '')
        const held = found.reduce((sum, term) => sum + (shares.get(term) ?? 0), 0)
        return {
          ordinal: Number(id),
          // MiniSearch multiplies by the number of terms matched, which counts a long query's small words for much.
          score: score / Math.max(1, queryTerms.length),
          coverage: all > 0 ? Math.min(1, held / all) : 0,
          terms: terms.filter((term) => found.includes(term)),
        }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal)
  }

  toJSON(): StoredKeywordIndex {
    return {
      format: FORMAT,
      size: this.size,
      fields: KEYWORD_FIELDS,
      vocabulary: [...this.numbers.keys()].join('\n'),
      frequencies: [...this.frequencies],
      index: this.index.toJSON(),
    }
  }

  /** Reads what `toJSON` gave. Throws `index-corrupt` where it is something else. */
  static fromJSON(stored: unknown): KeywordIndex {
    if (!isStored(stored)) {
      throw new ShizhengError('index-corrupt', '關鍵詞索引的格式不符。請執行 npx shizheng index 重建索引。')
    }
    const terms = stored.vocabulary === '' ? [] : stored.vocabulary.split('\n')
    if (terms.length !== stored.frequencies.length || stored.index.documentCount !== stored.size) {
      throw new ShizhengError('index-corrupt', '關鍵詞索引不完整。請執行 npx shizheng index 重建索引。', {
        terms: terms.length,
        frequencies: stored.frequencies.length,
        records: stored.size,
        indexed: stored.index.documentCount,
      })
    }
    const numbers = new Map(terms.map((term, number) => [term, number]))
    return new KeywordIndex(stored.size, numbers, stored.frequencies, MiniSearch.loadJS(stored.index, MINISEARCH))
  }
}

type CodedDocument = { id: number } & Partial<Record<KeywordField, string>>

const MINISEARCH: Options<CodedDocument> = {
  fields: [...KEYWORD_FIELDS],
  // What it is given is already cut and folded.
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
}

const CODE_DIGITS = '0123456789abcdefghijklmnopqrstuv'

/** A term's number as a short string, the same for ever. */
function code(number: number): string {
  return number.toString(CODE_DIGITS.length)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function isStored(value: unknown): value is StoredKeywordIndex {
  if (!isObject(value)) return false
  const { format, size, fields, vocabulary, frequencies, index } = value
  return (
    format === FORMAT &&
    Number.isInteger(size) &&
    Array.isArray(fields) &&
    fields.join() === KEYWORD_FIELDS.join() &&
    typeof vocabulary === 'string' &&
    Array.isArray(frequencies) &&
    frequencies.every((n) => typeof n === 'number') &&
    isPlainIndex(index)
  )
}

/** Whether this is what MiniSearch's toJSON gives, down to the kinds of its parts. */
function isPlainIndex(value: unknown): value is AsPlainObject {
  if (!isObject(value)) return false
  const { documentCount, nextId, documentIds, fieldIds, fieldLength, averageFieldLength, storedFields, index } = value
  return (
    Number.isInteger(documentCount) &&
    Number.isInteger(nextId) &&
    isObject(documentIds) &&
    isObject(fieldIds) &&
    KEYWORD_FIELDS.every((field, i) => fieldIds[field] === i) &&
    isObject(fieldLength) &&
    Array.isArray(averageFieldLength) &&
    isObject(storedFields) &&
    value['serializationVersion'] === 2 &&
    Array.isArray(index) &&
    index.every((entry) => Array.isArray(entry) && typeof entry[0] === 'string' && isObject(entry[1]))
  )
}
