import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelFingerprint, openModel } from '../../src/semantic/index.js'
import { HIDDEN, hiddenStates, tokenIds, writeTinyTransformer } from './helpers/tiny-transformer.js'

const TEXTS = ['外交人才', '綠建築', '食品安全人才培育', '臺']

let models: string
beforeEach(async () => {
  models = await mkdtemp(path.join(tmpdir(), 'shizheng-models-'))
})
afterEach(() => rm(models, { recursive: true, force: true }))

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  return vector.map((v) => v / length)
}

const column = (rows: readonly number[][], d: number) => rows.map((row) => row[d] ?? 0)
const mean = (rows: readonly number[][]) =>
  Array.from({ length: HIDDEN }, (_, d) => column(rows, d).reduce((a, b) => a + b, 0) / rows.length)

function expectClose(vector: Float32Array | undefined, expected: readonly number[]): void {
  expect(vector).toHaveLength(expected.length)
  expected.forEach((value, d) => expect(vector?.[d]).toBeCloseTo(value, 4))
}

describe('a model in the layout of transformers.js', () => {
  it('gives the mean of the tokens’ vectors, the same alone as in a padded batch', async () => {
    await writeTinyTransformer(path.join(models, 'tiny'))
    const embedder = await openModel(models, 'tiny')
    try {
      expect(embedder.name).toBe('tiny')
      expect(embedder.dimensions).toBe(HIDDEN)
      const together = await embedder.embed(TEXTS, 'passage')
      for (const [i, text] of TEXTS.entries()) {
        const expected = unit(mean(hiddenStates(tokenIds(text))))
        expectClose(together[i], expected)
        expectClose((await embedder.embed([text], 'passage'))[0], expected)
      }
    } finally {
      await embedder.dispose()
    }
  })

  it('takes pooling from the sentence-transformers configuration', async () => {
    await writeTinyTransformer(path.join(models, 'cls'), {
      files: { '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false } },
    })
    await writeTinyTransformer(path.join(models, 'last'), {
      files: { '1_Pooling/config.json': { pooling_mode_lasttoken: true } },
    })
    for (const [name, at] of [
      ['cls', 0],
      ['last', -1],
    ] as const) {
      const embedder = await openModel(models, name)
      const vectors = await embedder.embed(TEXTS, 'passage')
      TEXTS.forEach((text, i) => expectClose(vectors[i], unit(hiddenStates(tokenIds(text)).at(at) ?? [])))
      await embedder.dispose()
    }
  })

  it('puts the prefixes of the known family, of prompts, or of shizheng.json before texts, the nearest first', async () => {
    const prompts = { prompts: { query: 'passage: passage: ', document: 'query: query: ' } }
    await writeTinyTransformer(path.join(models, 'publisher/multilingual-e5-tiny'))
    await writeTinyTransformer(path.join(models, 'e5-prompts'), {
      files: { 'config_sentence_transformers.json': prompts },
    })
    await writeTinyTransformer(path.join(models, 'e5-own'), {
      files: {
        'config_sentence_transformers.json': prompts,
        'shizheng.json': { prefixes: { query: '臺灣 ', passage: '' } },
      },
    })
    const expected = {
      'publisher/multilingual-e5-tiny': ['query: ', 'passage: '],
      'e5-prompts': ['passage: passage: ', 'query: query: '],
      'e5-own': ['臺灣 ', ''],
    }
    for (const [name, [query = '', passage = '']] of Object.entries(expected)) {
      const embedder = await openModel(models, name)
      expectClose((await embedder.embed(['人才'], 'query'))[0], unit(mean(hiddenStates(tokenIds(`${query}人才`)))))
      expectClose((await embedder.embed(['人才'], 'passage'))[0], unit(mean(hiddenStates(tokenIds(`${passage}人才`)))))
      await embedder.dispose()
    }
  })

  it('cuts vectors to the dimensions asked for and makes them of unit length again', async () => {
    await writeTinyTransformer(path.join(models, 'cut'), { files: { 'shizheng.json': { dimensions: 3 } } })
    const embedder = await openModel(models, 'cut')
    const [vector] = await embedder.embed(['外交'], 'query')
    expectClose(vector, unit(mean(hiddenStates(tokenIds('外交'))).slice(0, 3)))
    await embedder.dispose()
  })

  it('gives the zero vector for an empty text, and reads no more of a long one than the model takes', async () => {
    await writeTinyTransformer(path.join(models, 'tiny'))
    const embedder = await openModel(models, 'tiny')
    const [empty, long] = await embedder.embed([' ', '外'.repeat(10_000)], 'passage')
    expect(empty).toEqual(new Float32Array(HIDDEN))
    expect(Math.hypot(...(long ?? []))).toBeCloseTo(1, 5)
    await embedder.dispose()
  })

  it('has a fingerprint that changes with settings and files, and can be had without opening the model', async () => {
    await writeTinyTransformer(path.join(models, 'a'))
    await writeTinyTransformer(path.join(models, 'b'), { files: { 'shizheng.json': { pooling: 'cls' } } })
    const embedder = await openModel(models, 'a')
    expect(await modelFingerprint(models, 'a')).toBe(embedder.fingerprint)
    expect(await modelFingerprint(models, 'b')).not.toBe(embedder.fingerprint)
    await embedder.dispose()
  })

  it('says what is wrong where the folder is incomplete or its settings make no sense', async () => {
    await writeTinyTransformer(path.join(models, 'a'), { weightsFile: 'elsewhere/model.onnx' })
    await writeTinyTransformer(path.join(models, 'b'), { files: { 'shizheng.json': { pooling: 'max' } } })
    await writeTinyTransformer(path.join(models, 'c'), {
      files: { '1_Pooling/config.json': { pooling_mode_max_tokens: true } },
    })
    await writeTinyTransformer(path.join(models, 'd'), { files: { 'tokenizer.json': [] } })
    await writeTinyTransformer(path.join(models, 'e'), { config: { hidden_size: HIDDEN * 2 } })
    for (const [name, message] of [
      ['a', '缺少權重檔'],
      ['b', 'pooling 應為 mean'],
      ['c', 'pooling_mode_max_tokens'],
      ['d', 'transformers.js 回報'],
    ] as const) {
      await expect(openModel(models, name)).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining(message) as string,
      })
    }
    const wrongSize = await openModel(models, 'e')
    await expect(wrongSize.embed(['外交'], 'query')).rejects.toMatchObject({ code: 'model-invalid' })
    await wrongSize.dispose()
  })
})
