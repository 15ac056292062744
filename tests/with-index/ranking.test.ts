import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { parseJudged, parseLineages, type JudgedQuery } from '../../src/evaluation/judged.js'
import { isItem, score, scoreLinks, summarise } from '../../src/evaluation/metrics.js'
import { LIMITS } from '../../src/limits.js'
import { SearchEngine } from '../../src/search/index.js'
import { MODELS } from '../support/full-index.js'

/*
 * Judged queries, similar items and lineages. The floors lie below what was measured when this was written (README), so
 * that they catch a change that breaks ranking and leave room for one that trades a little here for more there.
 */

const data = (file: string) => fs.readFileSync(path.resolve('tests', 'data', 'judged', file), 'utf8')
const judged = (file: string): JudgedQuery[] => parseJudged(data(file), file)
const projects = { kind: ['project' as const] }

let engine: SearchEngine
beforeAll(async () => {
  engine = await SearchEngine.open({ indexDir: inject('indexDir'), modelsDir: MODELS })
})
afterAll(() => engine.close())

it('ranks judged queries', async () => {
  const results = []
  for (const { query, type, relevant } of judged('queries.json')) {
    const { hits } = await engine.search({ q: query, filters: projects, limit: LIMITS.hits, facets: false })
    results.push({ type, scores: score(relevant, hits) })
  }
  const table = summarise(results)
  expect(table.get('all')?.ndcg).toBeGreaterThan(0.87)
  expect(table.get('all')?.recall).toBeGreaterThan(0.85)
  expect(table.get('colloquial')?.ndcg).toBeGreaterThan(0.78)
  expect(table.get('keyword')?.ndcg).toBeGreaterThan(0.84)
  expect(table.get('known')?.ndcg).toBeGreaterThan(0.84)
})

it('ranks similar items', () => {
  const results = judged('similar.json').flatMap(({ source, relevant }) => {
    const record = source && engine.records.find((r) => r.kind === 'project' && isItem(source, r))
    if (!record) return []
    const { hits } = engine.similar(record.id, { filters: projects, limit: LIMITS.similar })
    return [{ type: 'similar', scores: score(relevant, hits) }]
  })
  expect(results.length).toBeGreaterThan(15)
  expect(summarise(results).get('all')?.ndcg).toBeGreaterThan(0.64)
})

it('links the same programme over the years', () => {
  const results = parseLineages(data('lineage.json'), 'lineage.json').map(({ source, continues }) => {
    const record = engine.records.find((r) => r.kind === 'project' && isItem(source, r))
    return { continues, found: record ? engine.lineage(record.id).map((link) => link.record) : [] }
  })
  const { precision, recall } = scoreLinks(results)
  expect(precision).toBeGreaterThan(0.9)
  expect(recall).toBeGreaterThan(0.9)
})
