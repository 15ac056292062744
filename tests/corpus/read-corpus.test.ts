import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSources, readCorpus } from '../../src/corpus/index.js'
import { ShizhengError } from '../../src/errors.js'

const PLAN = '外交部 110 年度施政計畫\n\n本部持續推動踏實外交。\n\n壹、年度施政目標\n一、鞏固邦交\n（一）推動互訪。\n'
const NAMELESS = '本部持續推動踏實外交。\n\n壹、年度施政目標\n一、鞏固邦交\n（一）推動互訪。\n'

let seeds = ''
beforeEach(() => (seeds = mkdtempSync(path.join(tmpdir(), 'seeds-'))))
afterEach(() => rmSync(seeds, { recursive: true }))
const put = (file: string, content: string | Uint8Array): void => writeFileSync(path.join(seeds, file), content)

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (e: unknown) => e,
  )
  return error instanceof ShizhengError ? error.code : String(error)
}

describe('reading a folder', () => {
  it('says that it is missing or holds no document', async () => {
    expect(await codeOf(readCorpus(path.join(seeds, 'none')))).toBe('seeds-missing')
    expect(await codeOf(readCorpus(seeds))).toBe('seeds-empty')
    put('README.md', '# 說明')
    put('.hidden.txt', PLAN)
    put('sources.json', '{}')
    mkdirSync(path.join(seeds, 'folder.txt'))
    expect(await codeOf(readCorpus(seeds))).toBe('seeds-empty')
  })

  it('reads the other documents where some are bad', async () => {
    put('a.txt', PLAN)
    put('b.txt', Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d]))
    put('c.txt', NAMELESS)
    put('d.txt', PLAN.replace('110', '111'))
    const calls: [number, number, string | null][] = []
    const corpus = await readCorpus(seeds, { onProgress: (...call) => calls.push(call) })
    expect(corpus.documents.map((d) => [d.id, d.year])).toEqual([
      ['a', 110],
      ['d', 111],
    ])
    expect(corpus.failures.map((f) => [f.file, f.error.code])).toEqual([
      ['b.txt', 'document-not-text'],
      ['c.txt', 'document-metadata'],
    ])
    expect(corpus.failures[1]?.error.message).toContain('sources.json')
    expect(calls).toEqual([
      [0, 4, 'a.txt'],
      [1, 4, 'b.txt'],
      [2, 4, 'c.txt'],
      [3, 4, 'd.txt'],
      [4, 4, null],
    ])
  })

  it('takes from sources.json what the text does not say, and only that', async () => {
    put('a.txt', PLAN)
    put('c.txt', NAMELESS)
    const entry = {
      agency: '僑務委員會',
      year: 108,
      title: '題名',
      publisher: '發布者',
      url: 'https://example.org/plan',
    }
    put('sources.json', JSON.stringify({ 'a.txt': entry, 'c.txt': entry }))
    const { documents, records, failures } = await readCorpus(seeds)
    expect(failures).toEqual([])
    expect(documents.map((d) => [d.agencies, d.year, d.title, d.publisher, d.url])).toEqual([
      [['外交部'], 110, '題名', '發布者', 'https://example.org/plan'],
      [['僑務委員會'], 108, '題名', '發布者', 'https://example.org/plan'],
    ])
    expect(records.map((r) => r.agency)).toEqual(['外交部', '外交部', '僑務委員會', '僑務委員會'])
  })

  it('fails the document alone whose entry is wrong, and goes on without a sources.json that is none', async () => {
    put('a.txt', PLAN)
    put('d.txt', PLAN)
    put('sources.json', JSON.stringify({ 'a.txt': { year: '110' } }))
    const first = await readCorpus(seeds)
    expect(first.documents.map((d) => d.id)).toEqual(['d'])
    expect(first.failures.map((f) => [f.file, f.error.code])).toEqual([['a.txt', 'document-metadata']])
    put('sources.json', '{"a.txt":')
    const second = await readCorpus(seeds)
    expect(second.documents).toHaveLength(2)
    expect(second.failures.map((f) => f.file)).toEqual(['sources.json'])
  })

  it('tells of files that are no text, and of those that cannot be read', async () => {
    put('a.txt', PLAN)
    put('plan.pdf', '%PDF-1.7')
    symlinkSync(path.join(seeds, 'nowhere'), path.join(seeds, 'z.txt'))
    const { documents, failures } = await readCorpus(seeds)
    expect(documents.map((d) => d.id)).toEqual(['a'])
    expect(failures.map((f) => [f.file, f.error.code])).toEqual([
      ['plan.pdf', 'document-not-text'],
      ['z.txt', 'document-unreadable'],
    ])
  })

  it('refuses two files that would share an id', async () => {
    put('a.txt', PLAN)
    put('a.md', PLAN)
    const { documents, failures } = await readCorpus(seeds)
    expect(documents).toHaveLength(1)
    expect(failures.map((f) => f.error.code)).toEqual(['document-metadata'])
  })
})

describe('sources.json', () => {
  it.each([
    [{ agency: '' }, 'agency'],
    [{ agency: 5 }, 'agency'],
    [{ year: 2018 }, 'year'],
    [{ year: 107.5 }, 'year'],
    [{ url: 'ftp://example.org' }, 'url'],
    [{ url: '網址' }, 'url'],
    [{ yaer: 107 }, 'yaer'],
    ['外交部', '物件'],
    [null, '物件'],
  ])('says what is wrong with the entry %j', (entry, word) => {
    const { entries, errors } = parseSources(JSON.stringify({ 'a.txt': entry, 'b.txt': { year: 107 } }))
    expect(entries.get('b.txt')).toEqual({ year: 107 })
    expect(errors.get('a.txt')?.message).toContain(word)
    expect(errors.get('a.txt')?.message).toContain('a.txt')
  })

  it.each(['[]', '"a"', '3', ''])('refuses a file that is %j', (json) => {
    expect(() => parseSources(json)).toThrow(ShizhengError)
  })
})
