import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { PlanRecord } from '../../src/record.js'
import { SearchEngine } from '../../src/search/index.js'
import { MODELS } from '../support/full-index.js'

let engine: SearchEngine
beforeAll(async () => {
  engine = await SearchEngine.open({ indexDir: inject('indexDir'), modelsDir: MODELS })
})
afterAll(() => engine.close())

const item = (year: number, title: string): PlanRecord => {
  const found = engine.records.find((r) => r.kind === 'project' && r.year === year && r.title === title)
  if (!found) throw new Error(`no plan item ${year} ${title}`)
  return found
}

it('refuses an index whose vectors are of another version of the model', async () => {
  const indexDir = await fs.mkdtemp(path.join(os.tmpdir(), 'shizheng-index-'))
  try {
    await fs.cp(inject('indexDir'), indexDir, { recursive: true })
    const manifest = path.join(indexDir, engine.version, 'manifest.json')
    const text = await fs.readFile(manifest, 'utf8')
    const model = /"model":\s*"([0-9a-f]{16,})"/u.exec(text)?.[1] ?? ''
    expect(model).not.toBe('')
    await fs.writeFile(manifest, text.replace(model, '0'.repeat(model.length)))
    await expect(SearchEngine.open({ indexDir, modelsDir: MODELS })).rejects.toMatchObject({
      code: 'index-corrupt',
      message: expect.stringContaining('npx shizheng index') as string,
    })
  } finally {
    await fs.rm(indexDir, { recursive: true, force: true })
  }
})

describe('an everyday question', () => {
  it('finds what answers in other words', async () => {
    const { hits } = await engine.search({ q: '年輕人買不起房政府做了什麼', limit: 5 })
    expect(hits.filter((hit) => /住宅|租/u.test(hit.title + hit.text)).length).toBeGreaterThanOrEqual(3)
  })

  it('says which part of it only frames the question, and highlights the passage nearest in meaning', async () => {
    const { query, hits } = await engine.search({ q: '年輕人買不起房政府做了什麼' })
    expect(query.ignored.map((i) => i.text)).toContain('政府做了什麼')
    expect(query.words).not.toContain('什麼')
    const byMeaning = hits.find((hit) => hit.matched.by.join() === 'meaning' && hit.matched.terms.length === 0)
    const passage = byMeaning?.passages[0]
    expect(passage?.by).toBe('meaning')
    expect(byMeaning?.highlights.text).toEqual([[passage?.start, passage?.end]])
  })
})

describe('spelling', () => {
  it.each([
    ['登格熱', '登革熱'],
    ['原著民', '原住民'],
    ['長期照故', '長期照顧'],
  ])('%s is looked for as %s, and that is said', async (q, to) => {
    const wrong = await engine.search({ q, mode: 'keyword', limit: 0 })
    const right = await engine.search({ q: to, mode: 'keyword', limit: 0 })
    expect(wrong.query.corrected).toEqual([{ from: q, to }])
    expect(wrong.total).toBe(right.total)
  })

  it('leaves alone what is in quotes, and sentences', async () => {
    expect((await engine.search({ q: '「登格熱」' })).query.corrected).toBeUndefined()
    expect((await engine.search({ q: '「登格熱」' })).total).toBe(0)
    expect((await engine.search({ q: '年輕人買不起房政府做了什麼' })).query.corrected).toBeUndefined()
  })
})

describe('what a query names besides its words', () => {
  it('ranks the agency and the year first without leaving out others', async () => {
    const { query, hits, total } = await engine.search({ q: '衛福部 107年 癌症', limit: 5 })
    expect(query.understood.map((u) => [u.field, u.values])).toEqual([
      ['agency', ['衛生福利部']],
      ['year', [107]],
    ])
    expect(hits[0]?.agency).toBe('衛生福利部')
    expect(total).toBeGreaterThan(hits.filter((h) => h.agency === '衛生福利部').length)
  })

  it('restricts where it is written as a field', async () => {
    const { facets } = await engine.search({ q: '機關:陸委會 年度:105', limit: 0 })
    expect(facets?.agency.map((f) => f.value)).toEqual(['行政院大陸委員會'])
    expect(facets?.year.map((f) => f.value)).toEqual([105])
  })

  it('takes a printed agency name in a filter for itself, an older name for those that carried it on', async () => {
    const own = await engine.search({ q: '', filters: { agency: ['行政院環境保護署'] }, limit: 0 })
    const today = await engine.search({ q: '', filters: { agency: ['環境部'] }, limit: 0 })
    expect(own.total).toBeGreaterThan(0)
    expect(today.total).toBe(own.total)
  })

  it('leaves out what a filter excludes', async () => {
    const all = await engine.search({ q: '「新南向」', limit: 0 })
    const others = await engine.search({ q: '「新南向」', filters: { exclude: { agency: ['外交部'] } }, limit: 0 })
    expect(others.total).toBe(all.total - (all.facets?.agency.find((f) => f.value === '外交部')?.count ?? 0))
  })
})

describe('similar items', () => {
  it('puts the same programme of other years near the top, never the item itself', () => {
    const source = item(110, '駐外技術服務')
    const { hits, total } = engine.similar(source.id, { limit: 5 })
    expect(total).toBeGreaterThanOrEqual(hits.length)
    expect(hits.map((h) => h.id)).not.toContain(source.id)
    expect(hits.slice(0, 3).some((h) => h.title === '駐外技術服務')).toBe(true)
    expect(hits.map((h) => h.score)).toEqual(hits.map((h) => h.score).toSorted((a, b) => b - a))
  })

  it('folds near-duplicates into one hit and names them', () => {
    const source = item(110, '駐外技術服務')
    const { hits } = engine.similar(source.id, { limit: 100 })
    const folded = hits.flatMap((h) => h.duplicates)
    expect(new Set([...folded, ...hits.map((h) => h.id)]).size).toBe(folded.length + hits.length)
  })

  it('can be asked of other agencies alone', () => {
    const source = item(110, '駐外技術服務')
    const { hits } = engine.similar(source.id, { filters: { exclude: { agency: ['外交部'] } } })
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every((h) => h.agency !== '外交部')).toBe(true)
  })
})

describe('lineage', () => {
  it('finds the programme under the same title in another year, with what changed', () => {
    const links = engine.lineage(item(110, '駐外技術服務').id)
    const before = links.find((l) => l.record.year === 106)
    expect(before?.record.title).toBe('駐外技術服務')
    expect(before?.relation).toBe('same')
    const text = before?.differences.find((d) => d.field === 'text')
    const side = (change: 'removed' | 'added') =>
      text?.parts
        .filter((p) => p.change === 'same' || p.change === change)
        .map((p) => p.text)
        .join('')
    expect(side('removed')).toBe(before?.record.text)
    expect(side('added')).toBe(item(110, '駐外技術服務').text)
  })

  it('finds it under another title', () => {
    const links = engine.lineage(item(110, '各地區工作會報').id)
    const before = links.find((l) => l.record.year === 106)
    expect(before?.record.title).toBe('外交使節會議')
    expect(before?.relation).toBe('renamed')
  })

  it('links no item to another of its own year, and none twice', () => {
    for (const record of engine.records.filter((r) => r.kind === 'project' && r.year === 110)) {
      const links = engine.lineage(record.id)
      expect(links.every((l) => l.record.year !== 110)).toBe(true)
      expect(new Set(links.map((l) => l.record.id)).size).toBe(links.length)
    }
  })
})

describe('trends', () => {
  it('tells the first appearance, and absence from years that are not indexed', async () => {
    const { first, indexedYears, years } = await engine.trends({ q: '「新南向」' })
    expect(indexedYears).toEqual([99, 105, 106, 107, 110])
    expect(first?.year).toBe(106)
    expect(years.map((y) => y.value)).toEqual([106, 107, 110])
    expect(first?.hits.every((h) => h.year === 106)).toBe(true)
  })
})

describe('suggestions', () => {
  it('completes from what the index holds', async () => {
    const { completions } = await engine.suggest('駐外')
    expect(completions.length).toBeGreaterThan(0)
    expect(completions.every((c) => c.text.includes('駐外'))).toBe(true)
  })

  it('offers official terms for everyday words, each of which finds something', async () => {
    const { official } = await engine.suggest('年輕人買不起房')
    expect(official).toContain('社會住宅')
    for (const term of official) expect((await engine.search({ q: `「${term}」`, limit: 0 })).total).toBeGreaterThan(0)
  })

  it('has nothing to say to nothing', async () => {
    expect(await engine.suggest(' ')).toEqual({ completions: [], official: [] })
  })
})

it('knows its documents and their texts, to which sources point', () => {
  for (const record of engine.records.slice(0, 400)) {
    const text = engine.sourceText(record.source.document)
    const read = record.source.spans.map(([start, end]) => text.slice(start, end)).join('')
    expect(read.normalize('NFKC').replace(/\s/gu, '')).toContain(
      Array.from(record.text.normalize('NFKC').replace(/\s/gu, ''))[0],
    )
  }
})
