import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readIndex, readManifest, writeIndex } from '../src/store/index.js'

const manifest = {
  model: 'm',
  fingerprints: { documents: 'd', code: 'c', dictionary: 'w', model: 'v' },
  counts: { documents: 1, records: 2, vectors: 3 },
  failures: [],
}

let dir: string
beforeEach(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'shizheng-store-'))
})
afterEach(async () => {
  await fs.rm(dir, { recursive: true, force: true })
})

const write = (text: string) =>
  writeIndex(
    dir,
    new Map([
      ['records.jsonl', text],
      ['texts/a.txt', '原文'],
    ]),
    manifest,
  )

describe('the index folder', () => {
  it('gives back what was written', async () => {
    const version = await write('一')
    const index = await readIndex(dir)
    expect(index.version).toBe(version)
    expect(index.manifest).toMatchObject(manifest)
    expect(index.files.get('records.jsonl')?.toString()).toBe('一')
    expect(index.files.get('texts/a.txt')?.toString()).toBe('原文')
  })

  it('holds one version after a second was written', async () => {
    await write('一')
    const version = await write('二')
    expect((await fs.readdir(dir)).sort()).toEqual(['CURRENT', version])
    expect((await readIndex(dir)).files.get('records.jsonl')?.toString()).toBe('二')
  })

  it('says that there is none yet', async () => {
    await expect(readIndex(path.join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'index-missing' })
  })

  it('keeps the version in force when a writer was killed half-way, and clears up after it', async () => {
    await write('一')
    const left = path.join(dir, '.building-v-20180101T000000-abcdef-999999999')
    await fs.mkdir(left)
    await fs.writeFile(path.join(left, 'records.jsonl'), '半')
    expect((await readIndex(dir)).files.get('records.jsonl')?.toString()).toBe('一')
    await write('二')
    await expect(fs.stat(left)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each([
    ['a file is cut off', (v: string) => fs.truncate(path.join(dir, v, 'records.jsonl'), 1), /位元組/u],
    ['a file is changed', (v: string) => fs.writeFile(path.join(dir, v, 'records.jsonl'), '二'), /內容與寫入時不同/u],
    ['a file is gone', (v: string) => fs.rm(path.join(dir, v, 'texts/a.txt')), /缺少/u],
    ['the manifest is cut off', (v: string) => fs.truncate(path.join(dir, v, 'manifest.json'), 20), /JSON/u],
    [
      'the manifest lacks fields',
      (v: string) => fs.writeFile(path.join(dir, v, 'manifest.json'), '{"format":1}'),
      /欄位/u,
    ],
    [
      'the format is another',
      (v: string) => fs.writeFile(path.join(dir, v, 'manifest.json'), '{"format":99}'),
      /格式 99/u,
    ],
    ['the version is gone', (v: string) => fs.rm(path.join(dir, v), { recursive: true }), /manifest/u],
    ['CURRENT is damaged', () => fs.writeFile(path.join(dir, 'CURRENT'), '../../etc'), /版本名稱/u],
  ])('says what is wrong and how to mend it when %s', async (_, damage, message) => {
    await damage(await write('一'))
    const error: unknown = await readIndex(dir).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'index-corrupt' })
    expect(String(error)).toMatch(message)
    expect(String(error)).toContain('npx shizheng index')
  })

  it('says where it cannot write, and leaves the version in force', async () => {
    await write('一')
    const file = path.join(dir, 'a-file')
    await fs.writeFile(file, '')
    await expect(writeIndex(path.join(file, 'index'), new Map(), manifest)).rejects.toMatchObject({
      code: 'index-unwritable',
    })
    expect((await readManifest(dir)).manifest.model).toBe('m')
  })
})
