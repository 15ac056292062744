import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ShizhengError } from '../errors.js'
import { keywordFields, PhraseIndex } from '../keyword/index.js'
import type { PlanRecord } from '../record.js'
import { embedInBatches, VectorIndex, WHOLE, type Embedder } from '../semantic/index.js'
import { characterPairs, foldText } from '../text/index.js'

/** Everyday questions with the official terms for what they ask. */
export interface TermEntry {
  q: string[]
  terms: string[]
}

/** Least similarity of a query and an entry's questions for the entry's terms to be offered. */
const LEAST_SIMILARITY = 0.4
/** Entries looked at, and terms offered, for one query. */
const ENTRIES = 8
const MOST = 6

const pairsOf = (text: string): string[] => characterPairs(foldText(text))

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** The entries that come with the package (made by scripts/make-official-terms.js). */
export async function loadTermEntries(
  file = new URL('../../data/official-terms.jsonl.gz', import.meta.url),
): Promise<TermEntry[]> {
  const text = (await promisify(gunzip)(await readFile(file))).toString('utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const entry: unknown = JSON.parse(line)
      if (typeof entry === 'object' && entry !== null && 'q' in entry && 'terms' in entry) {
        const { q, terms } = entry
        if (isStrings(q) && isStrings(terms)) return { q, terms }
      }
      throw new Error(`not an entry of official terms: ${line.slice(0, 80)}`)
    })
}

/** Official terms near in meaning to an everyday query, of which the index holds some record each. */
export class OfficialTerms {
  private constructor(
    private readonly terms: readonly string[][],
    private readonly vectors: VectorIndex,
  ) {}

  /** Keeps the entries of which some term stands in a record, with those terms. */
  static async build(
    entries: readonly TermEntry[],
    records: readonly PlanRecord[],
    embedder: Embedder,
  ): Promise<OfficialTerms> {
    const phrases = PhraseIndex.build(records)
    // Most terms stand nowhere: a pair of characters that no record has tells it without looking through the texts.
    const pairs = new Set(records.flatMap((record) => pairsOf(Object.values(keywordFields(record)).join(''))))
    const mayStand = (term: string) => pairsOf(term).every((pair) => pairs.has(pair))
    const known = new Map<string, boolean>()
    const stands = (term: string): boolean => {
      let is = known.get(term)
      if (is === undefined) known.set(term, (is = mayStand(term) && phrases.find(term).length > 0))
      return is
    }
    const kept = entries
      .map(({ q, terms }) => ({ q, terms: terms.filter(stands) }))
      .filter(({ terms }) => terms.length > 0)
    const questions = kept.map(({ q }) => q.join(' '))
    const vectors = await embedInBatches(embedder, questions, 'query')
    return new OfficialTerms(
      kept.map(({ terms }) => terms),
      VectorIndex.build(
        vectors.map((vector, ordinal) => ({ ordinal, passage: WHOLE, vector })),
        embedder.dimensions,
      ),
    )
  }

  /** Terms for a query's vector, nearest first; those that the query says itself are left out. */
  near(vector: Float32Array, query: string): string[] {
    const said = foldText(query)
    const weights = new Map<string, number>()
    const { scores } = this.vectors.compare(vector)
    const near = [...scores.keys()].filter((ordinal) => (scores[ordinal] ?? 0) >= LEAST_SIMILARITY)
    near.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    for (const ordinal of near.slice(0, ENTRIES))
      for (const term of this.terms[ordinal] ?? [])
        if (!said.includes(foldText(term))) weights.set(term, (weights.get(term) ?? 0) + (scores[ordinal] ?? 0))
    return [...weights]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST)
      .map(([term]) => term)
  }

  toFiles(): { terms: string; vectors: Buffer } {
    return { terms: JSON.stringify(this.terms), vectors: this.vectors.toBuffer() }
  }

  /** Reads what `toFiles` gave. Throws `index-corrupt` where it is something else. */
  static fromFiles(terms: unknown, vectors: Uint8Array): OfficialTerms {
    const index = VectorIndex.fromBuffer(vectors)
    if (!Array.isArray(terms) || !terms.every(isStrings) || terms.length !== index.records)
      throw new ShizhengError('index-corrupt', '索引的官方用語檔不完整。請重新建立索引：npx shizheng index')
    return new OfficialTerms(terms, index)
  }
}
