import type { PlanRecord } from '../record.js'
import { diceCoefficient, foldText } from '../text/index.js'

/**
 * Words that nearly every plan uses and that say nothing of what one is about. Their bigrams' idf is low already;
 * taken out, two items no longer look alike for 「賡續辦理…相關計畫」 alone.
 */
const BOILERPLATE =
  /辦理|推動|賡續|持續|加強|強化|提升|落實|推展|促進|積極|規劃|執行|相關|計畫|工作|業務|作業|及其|以及|並將|等項|年度|中程|個案|措施|事項|配合|建立|建置|精進|完成|進行|協助|落實/gu

/** Weight of a title's bigrams against those of the text. */
const TITLE_WEIGHT = 2

/** How rare within its agency a bigram has to be for its full weight: in fewer records than size ^ (1 − 1/1.5). */
const OWN_RARITY = 1.5

/** Bigrams by which most records are told from another. */
const KEYS = 8

/** A record's wording beside that of others, by their ordinals. */
export interface WordingComparison {
  /** Cosines, 0 to 1. */
  alike: Float64Array
  /** Share of the record's wording that the other holds, by squared weights, 0 to 1; however much more it says. */
  held: Float64Array
}

interface Posting {
  ordinal: number
  weight: number
}

/**
 * How alike two records are in wording: cosine of their tf-idf vectors over character bigrams of title and text
 * (sublinear tf, 1 + ln tf; idf = ln(N / df)), boilerplate left out, and what all records of an agency say weighed down.
 */
export class Wording {
  private readonly postings = new Map<string, Posting[]>()
  private readonly vectors: Map<string, number>[]
  /** Each record's bigrams of the greatest weight. */
  private readonly keys: string[][]

  constructor(records: readonly PlanRecord[]) {
    const counts = records.map(bigramWeights)
    const df = new Map<string, number>()
    const inAgency = new Map<string, { size: number; df: Map<string, number> }>()
    counts.forEach((own, ordinal) => {
      const name = records[ordinal]?.agency ?? ''
      const agency = inAgency.get(name) ?? { size: 0, df: new Map<string, number>() }
      inAgency.set(name, agency)
      agency.size++
      for (const bigram of own.keys()) {
        df.set(bigram, (df.get(bigram) ?? 0) + 1)
        agency.df.set(bigram, (agency.df.get(bigram) ?? 0) + 1)
      }
    })
    /** 0 for a bigram that all records of the agency have, 1 for one that few have. */
    const rarity = (bigram: string, { size, df: own }: { size: number; df: ReadonlyMap<string, number> }) =>
      Math.min(1, (OWN_RARITY * Math.log((size + 1) / (own.get(bigram) ?? 1))) / Math.log(size + 1))
    this.vectors = counts.map((own, ordinal) => {
      const vector = new Map<string, number>()
      const agency = inAgency.get(records[ordinal]?.agency ?? '') ?? { size: 0, df }
      let norm = 0
      for (const [bigram, tf] of own) {
        const idf = Math.log(records.length / (df.get(bigram) ?? 1))
        const weight = (1 + Math.log(tf)) * idf * rarity(bigram, agency)
        if (weight <= 0) continue
        vector.set(bigram, weight)
        norm += weight * weight
      }
      const length = Math.sqrt(norm) || 1
      for (const [bigram, weight] of vector) {
        vector.set(bigram, weight / length)
        const posting = { ordinal, weight: weight / length }
        const list = this.postings.get(bigram)
        if (list) list.push(posting)
        else this.postings.set(bigram, [posting])
      }
      return vector
    })
    this.keys = this.vectors.map((vector) =>
      [...vector]
        .sort((a, b) => b[1] - a[1])
        .slice(0, KEYS)
        .map(([bigram]) => bigram),
    )
  }

  /** The record's bigrams, none twice. */
  bigramsOf(ordinal: number): Iterable<string> {
    return this.vectors[ordinal]?.keys() ?? []
  }

  /** Those of greatest weight, by which most records are told from it. */
  keysOf(ordinal: number): readonly string[] {
    return this.keys[ordinal] ?? []
  }

  /** The record's wording beside every record's, by ordinal. */
  compare(ordinal: number): WordingComparison {
    const alike = new Float64Array(this.vectors.length)
    const held = new Float64Array(this.vectors.length)
    for (const [bigram, weight] of this.vectors[ordinal] ?? [])
      for (const posting of this.postings.get(bigram) ?? []) {
        alike[posting.ordinal] = (alike[posting.ordinal] ?? 0) + weight * posting.weight
        held[posting.ordinal] = (held[posting.ordinal] ?? 0) + weight * weight
      }
    return { alike, held }
  }

  /** Cosine of two records. */
  between(a: number, b: number): number {
    const [small, large] = [this.vectors[a] ?? new Map<string, number>(), this.vectors[b] ?? new Map<string, number>()]
    let sum = 0
    for (const [bigram, weight] of small) sum += weight * (large.get(bigram) ?? 0)
    return sum
  }
}

function bigramWeights(record: PlanRecord): Map<string, number> {
  const weights = new Map<string, number>()
  for (const [text, by] of [
    [record.title, TITLE_WEIGHT],
    [record.text, 1],
  ] as const)
    for (const bigram of bigrams(text.replaceAll(BOILERPLATE, ' ')))
      weights.set(bigram, (weights.get(bigram) ?? 0) + by)
  return weights
}

/** Character bigrams of a folded text, none across punctuation or a numbered point's numeral. */
export function bigrams(text: string): string[] {
  return text.split(/[\s\p{P}\p{S}]+/u).flatMap((run) => {
    const characters = Array.from(foldText(run))
    return characters.slice(1).map((character, i) => (characters[i] ?? '') + character)
  })
}

/** Dice coefficient of two texts' character bigrams, 0 to 1: how nearly they are the same wording. */
export function dice(a: string, b: string): number {
  const [x, y] = [bigrams(a), bigrams(b)]
  if (x.length === 0 || y.length === 0) return a === b ? 1 : 0
  return diceCoefficient(x, y)
}
