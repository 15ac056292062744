import { describe, expect, it } from 'vitest'
import { parseJudgedFile } from '../../src/evaluation/judged.js'
import { isItem, score, scoreGrades, scoreLinks } from '../../src/evaluation/metrics.js'
import { passageRecords } from '../keyword/records.js'

const records = passageRecords(20)
const itemOf = (i: number) => {
  const record = records[i]
  if (!record) throw new Error(`no record ${i}`)
  return { year: record.year, agency: record.agency, item: record.title, content: record.text }
}

describe('scores of a ranking', () => {
  it('are nDCG@10 with gain 2^grade − 1, recall@20 and the reciprocal rank of the first', () => {
    const { ndcg, recall, mrr } = scoreGrades([2, 1], [0, 2, 0, 1])
    expect(ndcg).toBeCloseTo((3 / Math.log2(3) + 1 / Math.log2(5)) / (3 + 1 / Math.log2(3)))
    expect([recall, mrr]).toEqual([1, 0.5])
    expect(scoreGrades([2, 1], [2, 1])).toEqual({ ndcg: 1, recall: 1, mrr: 1 })
    expect(scoreGrades([2], [])).toEqual({ ndcg: 0, recall: 0, mrr: 0 })
    const late = [...Array<number>(20).fill(0), 2]
    expect(scoreGrades([2], late)).toEqual({ ndcg: 0, recall: 0, mrr: 1 / 21 })
  })

  it('count an item once, however often it is ranked', () => {
    const first = records[0]
    if (!first) throw new Error('no records')
    const relevant = [
      { ...itemOf(0), grade: 2 },
      { ...itemOf(5), grade: 1 },
    ]
    expect(score(relevant, [first, first]).recall).toBe(0.5)
  })
})

describe('a judged item', () => {
  it('is the record of that year and agency with nearly that text', () => {
    const record = records[3]
    if (!record) throw new Error('no records')
    expect(isItem(itemOf(3), record)).toBe(true)
    expect(isItem({ ...itemOf(3), content: itemOf(3).content.replace('之', '的') }, record)).toBe(true)
    expect(isItem({ ...itemOf(3), year: record.year + 1 }, record)).toBe(false)
    expect(isItem(itemOf(4), record)).toBe(false)
  })
})

describe('links', () => {
  it('have the precision and recall of all that were looked for', () => {
    const [a, b, c] = records
    if (!a || !b || !c) throw new Error('no records')
    const results = [
      { continues: [itemOf(0), itemOf(1)], found: [a, c] },
      { continues: [itemOf(2)], found: [c] },
    ]
    expect(scoreLinks(results)).toEqual({ precision: 2 / 3, recall: 2 / 3 })
  })
})

describe('a judged file', () => {
  const item = { year: 107, agency: '外交部', item: '外交使節會議', content: '召開會議。' }

  it('holds queries or lineages', () => {
    const query = { query: '使節', type: 'keyword', relevant: [{ ...item, grade: 2 }] }
    expect(parseJudgedFile(JSON.stringify([query]), 'a.json')).toEqual({ kind: 'queries', queries: [query] })
    const lineage = { source: item, continues: [{ ...item, year: 106 }] }
    expect(parseJudgedFile(JSON.stringify([{ ...lineage, note: 'same title' }]), 'a.json')).toEqual({
      kind: 'lineages',
      lineages: [lineage],
    })
  })

  it.each([
    ['{', '不是 JSON'],
    ['{}', '不是陣列'],
    ['[{"query": "a"}]', '第 1 項缺少欄位'],
    [JSON.stringify([{ query: 'a', type: 'b', relevant: [item] }]), '第 1 項的 relevant 缺少欄位'],
    [JSON.stringify([{ source: item, continues: [] }, { source: item }]), '第 2 項缺少欄位'],
    [JSON.stringify([{ source: item, continues: [{}] }]), '第 1 項的 continues 缺少欄位'],
  ])('%s is none', (json, what) => {
    expect(() => parseJudgedFile(json, 'a.json')).toThrow(what)
  })
})
