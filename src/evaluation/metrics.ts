import type { PlanRecord } from '../record.js'
import { characterPairs, diceCoefficient } from '../text/index.js'
import type { JudgedItem } from './judged.js'

/** What one ranking is worth, each 0 to 1. */
export interface Scores {
  /** Normalised discounted cumulative gain of the first ten, gain 2^grade − 1 (Järvelin and Kekäläinen 2002). */
  ndcg: number
  /** Share of the relevant items among the first twenty. */
  recall: number
  /** 1 / rank of the first relevant item. */
  mrr: number
}

const clean = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')

/** Nothing is folded: so did those who judged compare items. */
const overlap = (a: string, b: string): number => (a === b ? 1 : diceCoefficient(characterPairs(a), characterPairs(b)))

/** Whether the record is the judged item, small differences in the reading of the table allowed. */
export function isItem(item: Omit<JudgedItem, 'grade'>, record: PlanRecord): boolean {
  if (item.year !== record.year || clean(item.agency) !== clean(record.agency)) return false
  const [title, text] = [clean(record.title), clean(record.text)]
  return clean(item.item) === title
    ? overlap(clean(item.content), text) > 0.5
    : overlap(clean(item.item) + clean(item.content), title + text) > 0.7
}

/** Scores a ranking, best first, of which the first hundred count. */
export function score(relevant: readonly JudgedItem[], ranking: readonly PlanRecord[]): Scores {
  const left = new Set(relevant)
  const grades = ranking.slice(0, 100).map((record) => {
    for (const item of left)
      if (isItem(item, record)) {
        left.delete(item)
        return item.grade
      }
    return 0
  })
  return scoreGrades(
    relevant.map((item) => item.grade),
    grades,
  )
}

/** The same from the grades of what was ranked, best first; `relevant` are the grades of all that is to be found. */
export function scoreGrades(relevant: readonly number[], ranking: readonly number[]): Scores {
  const gain = (sum: number, grade: number, i: number) => sum + (2 ** grade - 1) / Math.log2(i + 2)
  const ideal = [...relevant]
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce(gain, 0)
  const first = ranking.findIndex((grade) => grade > 0)
  return {
    ndcg: ideal === 0 ? 0 : ranking.slice(0, 10).reduce(gain, 0) / ideal,
    recall: relevant.length === 0 ? 0 : ranking.slice(0, 20).filter((grade) => grade > 0).length / relevant.length,
    mrr: first < 0 ? 0 : 1 / (first + 1),
  }
}

/** Links found over all that were looked for. */
export interface LinkScores {
  /** Share of the links found that are right, and of those to be found that were. */
  precision: number
  recall: number
}

/** Scores links to other records: `continues` are the items to be linked, `found` the records that were. */
export function scoreLinks(
  results: readonly { continues: readonly Omit<JudgedItem, 'grade'>[]; found: readonly PlanRecord[] }[],
): LinkScores {
  let [wanted, hit, linked, right] = [0, 0, 0, 0]
  for (const { continues, found } of results) {
    wanted += continues.length
    linked += found.length
    hit += continues.filter((item) => found.some((record) => isItem(item, record))).length
    right += found.filter((record) => continues.some((item) => isItem(item, record))).length
  }
  return { precision: right / Math.max(1, linked), recall: hit / Math.max(1, wanted) }
}

/** Means by type, and over all under `all`. */
export function summarise(
  results: readonly { type: string; scores: Scores }[],
): Map<string, Scores & { queries: number }> {
  const sums = new Map<string, Scores & { queries: number }>()
  for (const { type, scores } of results)
    for (const key of [type, 'all']) {
      const sum = sums.get(key) ?? { queries: 0, ndcg: 0, recall: 0, mrr: 0 }
      sums.set(key, {
        queries: sum.queries + 1,
        ndcg: sum.ndcg + scores.ndcg,
        recall: sum.recall + scores.recall,
        mrr: sum.mrr + scores.mrr,
      })
    }
  for (const [key, sum] of sums)
    sums.set(key, {
      ...sum,
      ndcg: sum.ndcg / sum.queries,
      recall: sum.recall / sum.queries,
      mrr: sum.mrr / sum.queries,
    })
  return sums
}
