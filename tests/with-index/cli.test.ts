import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { MODELS, SEEDS } from '../support/full-index.js'

const BIN = path.resolve('bin', 'shizheng.js')
let dir: string
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'shizheng-cli-'))
})
afterAll(() => fs.rm(dir, { recursive: true, force: true }))

interface Ended {
  code: number | null
  out: string
  err: string
}

function shizheng(...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, ...said })
    })
  })
}

const index = () => ['--index', inject('indexDir'), '--models', MODELS]

describe('commands', () => {
  it('search prints passages with their place, and JSON as the API', async () => {
    const plain = await shizheng('search', '「新南向」', '--agency', '外交部', '--year', '110', ...index())
    expect(plain).toMatchObject({ code: 0, err: '' })
    expect(plain.out).toContain('110 年度 外交部')
    expect(plain.out).toContain('【新南向】')
    const json = await shizheng('search', '「新南向」', '--agency', '外交部', '--year', '2021', '--json', ...index())
    const answer: unknown = JSON.parse(json.out)
    expect(answer).toMatchObject({ query: { filters: { agency: ['外交部'], year: [110] } } })
  })

  it('export prints one record a line, and similar takes an id of it', async () => {
    const { code, out } = await shizheng('export', ...index())
    expect(code).toBe(0)
    const records = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; kind: string })
    expect(new Set(records.map((r) => r.id)).size).toBe(records.length)
    const item = records.find((r) => r.kind === 'project')
    const similar = await shizheng('similar', item?.id ?? '', '--limit', '3', ...index())
    expect(similar.code).toBe(0)
    expect(similar.out).toMatch(/^\n1\. /u)
  })

  it('model check finds the bundled model sound', async () => {
    const { code, out } = await shizheng('model', 'check', '--models', MODELS)
    expect(out).toContain('模型完好')
    expect(code).toBe(0)
  })

  it('index indexes the good documents and names the bad ones', async () => {
    const seeds = path.join(dir, 'seeds-mixed')
    await fs.mkdir(seeds)
    await fs.copyFile(path.join(SEEDS, '110-mofa.txt'), path.join(seeds, '110-mofa.txt'))
    await fs.writeFile(path.join(seeds, 'picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xfe]))
    const { code, err } = await shizheng(
      'index',
      '--seeds',
      seeds,
      '--index',
      path.join(dir, 'mixed'),
      '--models',
      MODELS,
    )
    expect(err).toContain('1 份文件')
    expect(err).toContain('picture.txt')
    expect(code).toBe(0)
  })
})

describe('what goes wrong is said with the remedy, the right exit code, and no stack trace', () => {
  const cases: [string, () => string[], number, RegExp][] = [
    ['an unknown option', () => ['search', 'x', '--colour'], 2, /--colour/u],
    ['an unknown command', () => ['find', 'x'], 2, /find/u],
    ['a missing argument', () => ['search'], 2, /QUERY/iu],
    ['an unknown mode', () => ['search', 'x', '--mode', 'fuzzy', ...index()], 2, /fuzzy/u],
    ['a limit that is no number', () => ['search', 'x', '--limit', 'many', ...index()], 2, /many/u],
    ['an unknown kind', () => ['search', 'x', '--kind', 'banana', ...index()], 2, /banana/u],
    ['an unknown agency', () => ['search', 'x', '--agency', '魔法部', ...index()], 2, /魔法部/u],
    ['a query that is too long', () => ['search', '長'.repeat(1001), ...index()], 2, /1000/u],
    ['an id that is not there', () => ['similar', 'nothing', ...index()], 1, /nothing/u],
    ['no seeds folder', () => ['index', '--seeds', path.join(dir, 'none'), '--models', MODELS], 3, /--seeds/u],
    ['no index', () => ['search', 'x', '--index', path.join(dir, 'none'), '--models', MODELS], 4, /shizheng index/u],
    ['no model', () => ['index', '--seeds', SEEDS, '--models', MODELS, '--model', 'no-such-model'], 5, /model add/u],
    ['a model name that leaves the folder', () => ['model', 'check', '../../etc', '--models', MODELS], 2, /模型名稱/u],
  ]
  it.each(cases)('%s', async (_, args, code, said) => {
    const ended = await shizheng(...args())
    expect(ended.err).toMatch(said)
    expect(ended.err).not.toMatch(/\n\s+at |node:internal/u)
    expect(ended.code).toBe(code)
    expect(ended.out).toBe('')
  })

  it('an empty seeds folder', async () => {
    const seeds = path.join(dir, 'seeds-empty')
    await fs.mkdir(seeds)
    const ended = await shizheng('index', '--seeds', seeds, '--index', path.join(dir, 'i'), '--models', MODELS)
    expect(ended.code).toBe(3)
    expect(ended.err).toContain(seeds)
  })

  it('an index cut off half-way', async () => {
    const damaged = path.join(dir, 'damaged')
    await fs.cp(inject('indexDir'), damaged, { recursive: true })
    const version = (await fs.readFile(path.join(damaged, 'CURRENT'), 'utf8')).trim()
    await fs.truncate(path.join(damaged, version, 'records.jsonl'), 1000)
    const ended = await shizheng('search', 'x', '--index', damaged, '--models', MODELS)
    expect(ended.code).toBe(4)
    expect(ended.err).toMatch(/records\.jsonl.*shizheng index/su)
  })

  it('a port in use', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, 'localhost', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const ended = await shizheng('serve', '--port', String(port), '--seeds', SEEDS, ...index())
    other.close()
    expect(ended.code).toBe(7)
    expect(ended.err).toContain(String(port))
  })
})
