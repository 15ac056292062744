import type { Server } from 'node:http'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { LIMITS } from '../../src/limits.js'
import { SearchEngine } from '../../src/search/index.js'
import { createApp } from '../../src/server/app.js'
import { openApi } from '../../src/server/openapi.js'
import { ROUTES } from '../../src/server/routes.js'
import { SCHEMAS } from '../../src/server/schemas.js'
import { MODELS } from '../support/full-index.js'

let engine: SearchEngine
let server: Server
let base: string
const errors: unknown[] = []

beforeAll(async () => {
  engine = await SearchEngine.open({ indexDir: inject('indexDir'), modelsDir: MODELS })
  const app = createApp({ engine, version: '0.0.0', onError: (error) => errors.push(error) })
  server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => {
      resolve(listening)
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  base = `http://127.0.0.1:${address.port}`
})
afterAll(async () => {
  server.close()
  await engine.close()
  expect(errors).toEqual([])
})

const get = (path: string) => fetch(base + path)
const json = async (path: string): Promise<Record<string, unknown>> => {
  const response = await get(path)
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null) throw new Error(`${path} answered no object`)
  return { ...body, httpStatus: response.status }
}

describe('answers are what the OpenAPI document says', () => {
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema({ $id: 'api', components: { schemas: SCHEMAS } })
  const project = () => engine.records.find((r) => r.kind === 'project' && !r.uncertain)?.id ?? ''

  const samples: Record<string, () => string> = {
    '/api/search': () => '/api/search?q=新南向&kind=project',
    '/api/items/:id': () => `/api/items/${project()}`,
    '/api/items/:id/similar': () => `/api/items/${project()}/similar?limit=3`,
    '/api/items/:id/lineage': () => `/api/items/${project()}/lineage`,
    '/api/trends': () => '/api/trends?q=「新南向」',
    '/api/suggest': () => '/api/suggest?q=新南',
    '/api/facets': () => '/api/facets?year=107',
    '/api/documents': () => '/api/documents',
    '/api/documents/:id': () => '/api/documents/110-mofa',
    '/healthz': () => '/healthz',
    '/readyz': () => '/readyz',
  }

  it.each(ROUTES.filter((r) => 'schema' in r.answers).map((r) => r.path))('%s', async (path) => {
    const route = ROUTES.find((r) => r.path === path)
    const sample = samples[path]
    if (!route || !('schema' in route.answers) || !sample) throw new Error(`no sample request for ${path}`)
    const response = await get(sample())
    expect(response.status).toBe(200)
    const validate = ajv.compile({ $ref: `api#/components/schemas/${route.answers.schema}` })
    const valid = validate(await response.json())
    expect(validate.errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it('lists every route, and every route that it lists answers', async () => {
    const document = await json('/openapi.json')
    expect(Object.keys(openApi(ROUTES, '0').paths ?? {})).toEqual(
      ROUTES.map((r) => r.path.replaceAll(/:(\w+)/gu, '{$1}')),
    )
    expect(document.paths).toEqual(openApi(ROUTES, '0').paths)
    for (const route of ROUTES) {
      const response = await get(
        route.path.replace(':id', project()).replace('documents/' + project(), 'documents/110-mofa'),
      )
      expect(response.status, route.path).toBe(200)
      await response.arrayBuffer()
    }
  })
})

describe('search', () => {
  it('pages through the whole result without gaps or repeats', async () => {
    const ids: string[] = []
    const { total } = await json('/api/search?q=「新南向」&limit=1')
    for (let offset = 0; offset < Number(total); offset += 20) {
      const response = await engine.search({ q: '「新南向」', limit: 20, offset })
      ids.push(...response.hits.map((h) => h.id))
    }
    expect(ids.length).toBe(total)
    expect(new Set(ids).size).toBe(total)
  })

  it('highlights the very characters that matched', async () => {
    const { hits } = await engine.search({ q: '「新南向」', mode: 'keyword', limit: 50 })
    for (const hit of hits)
      for (const [start, end] of hit.highlights.text ?? []) expect(hit.text.slice(start, end)).toBe('新南向')
    expect(hits.some((hit) => (hit.highlights.text ?? []).length > 0)).toBe(true)
  })

  it.each(['hybrid', 'keyword', 'semantic'] as const)('holds a phrase as a condition in mode %s', async (mode) => {
    const { hits, total } = await engine.search({ q: '「食品安全」 小孩吃得安心嗎', mode, limit: 100 })
    expect(total).toBeGreaterThan(0)
    for (const hit of hits) expect(JSON.stringify(hit)).toContain('食品安全')
  })

  it('takes ROC and CE years, and agencies by their everyday names', async () => {
    const [roc, ce] = [await json('/api/search?year=107&limit=0'), await json('/api/search?year=2018&limit=0')]
    expect(roc.total).toBe(ce.total)
    const mac = await engine.search({ q: '', filters: { agency: ['行政院大陸委員會'] }, limit: 0 })
    expect((await json('/api/search?agency=陸委會&limit=0')).total).toBe(mac.total)
  })

  it('counts facets over the whole result, each with its own filter left out', async () => {
    const all = await engine.search({ q: '「新南向」', limit: 0 })
    const one = await engine.search({ q: '「新南向」', limit: 0, filters: { agency: ['外交部'] } })
    expect(one.facets?.agency).toEqual(all.facets?.agency)
    expect(one.total).toBe(all.facets?.agency.find((f) => f.value === '外交部')?.count)
    expect(all.facets?.year.reduce((sum, f) => sum + f.count, 0)).toBe(all.total)
  })

  it('finds everything for an empty query, in the order of the documents', async () => {
    const { total, hits } = await engine.search({ q: '', limit: 5 })
    expect(total).toBe(engine.size)
    expect(hits.map((h) => h.id)).toEqual(engine.records.slice(0, 5).map((r) => r.id))
  })

  it.each(['🙂', '嗎', 'OR', '((((', '-', '""', '。', '\u0000', 'a'.repeat(LIMITS.queryLength)])(
    'answers %j, and not with everything',
    async (q) => {
      const response = await get(`/api/search?q=${encodeURIComponent(q)}`)
      expect(response.status).toBe(200)
      const body = await engine.search({ q, limit: 0 })
      expect(body.total).toBeLessThan(engine.size)
    },
  )
})

describe('errors are problem+json with what was expected, what came, and what to do', () => {
  it.each([
    ['/api/search?q=x&mode=fuzzy', 400, 'bad-option', 'fuzzy'],
    ['/api/search?q=x&kind=banana', 400, 'bad-option', 'banana'],
    ['/api/search?q=x&year=abc', 400, 'bad-option', 'abc'],
    ['/api/search?q=x&agency=魔法部', 400, 'bad-option', '魔法部'],
    ['/api/search?q=x&limit=101', 400, 'bad-option', '101'],
    ['/api/search?q=x&limit=-1', 400, 'bad-option', '-1'],
    ['/api/search?q=x&q=y', 400, 'bad-option', 'q'],
    ['/api/search?q=x&colour=red', 400, 'bad-option', 'colour'],
    [`/api/search?q=${'a'.repeat(LIMITS.queryLength + 1)}`, 400, 'query-too-long', String(LIMITS.queryLength)],
    ['/api/items/nothing', 404, 'not-found', 'nothing'],
    ['/api/items/nothing/similar', 404, 'not-found', 'nothing'],
    ['/api/documents/nothing', 404, 'not-found', 'nothing'],
    ['/api/export?format=xls', 400, 'bad-option', 'xls'],
    ['/api/nowhere', 404, 'not-found', 'nowhere'],
    ['/api/items/%E0%A4%A', 400, 'bad-option', '百分號'],
  ])('%s', async (path, status, code, said) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/u)
    const body = await response.text()
    expect(JSON.parse(body)).toMatchObject({ status, code })
    expect(body).toContain(said)
    expect(body).not.toMatch(/\n\s+at |node_modules/u)
  })

  it.each(['/api/search', '/api/trends', '/api/suggest', '/api/export', '/feed.atom'])(
    '%s refuses a query that is too long',
    async (path) => {
      const response = await get(`${path}?q=${'a'.repeat(LIMITS.queryLength + 1)}`)
      expect(response.status).toBe(400)
      expect(await response.text()).toContain(`查詢最多 ${LIMITS.queryLength} 個字元`)
    },
  )

  it('refuses to write', async () => {
    const response = await fetch(`${base}/api/search?q=x`, { method: 'POST' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('export', () => {
  it('gives every hit as CSV that Excel reads, JSON and JSON lines', async () => {
    const { total } = await engine.search({ q: '「新南向」', limit: 0 })
    const csv = Buffer.from(await (await get('/api/export?q=「新南向」&format=csv')).arrayBuffer()).toString('utf8')
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    const lines = (await (await get('/api/export?q=「新南向」&format=jsonl')).text()).trim().split('\n')
    expect(lines.length).toBe(total)
    const all: unknown = await (await get('/api/export?q=「新南向」&format=json')).json()
    expect(all).toEqual(lines.map((line) => JSON.parse(line) as unknown))
  })

  it('gives all records without piling up listeners, and forgets a reader who goes away', async () => {
    const warnings: Error[] = []
    const warned = (warning: Error) => warnings.push(warning)
    process.on('warning', warned)
    try {
      const whole = (await (await get('/api/export?format=jsonl')).text()).trim().split('\n')
      expect(whole.length).toBe(engine.size)
      const leaving = new AbortController()
      const { body } = await fetch(`${base}/api/export?format=json`, { signal: leaving.signal })
      await body?.getReader().read()
      leaving.abort()
      expect((await get('/healthz')).status).toBe(200)
      expect((await fetch(`${base}/api/export?q=長照`, { method: 'HEAD' })).status).toBe(200)
    } finally {
      process.off('warning', warned)
    }
    expect(warnings).toEqual([])
  })
})
