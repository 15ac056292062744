import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  BUNDLED_MODEL,
  checkModel,
  listModels,
  modelFingerprint,
  openModel,
  type Embedder,
} from '../../src/semantic/index.js'
import { NgramTokenizer } from '../../src/semantic/ngram/tokenizer.js'

const BUNDLED = path.join(import.meta.dirname, '../../models')

const dot = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  (a ?? new Float32Array(0)).reduce((sum, v, d) => sum + v * (b?.[d] ?? 0), 0)

describe('the tokenizer of the bundled model', () => {
  const folding = new Map([
    ['臺', '台'],
    ['灣', '湾'],
  ])

  it('gives n-grams of Han runs by their last character, and words and numbers whole', () => {
    const vocabulary = ['台', '湾', '台湾', '5g', 'ai', '𠮷', '台𠮷', '2030']
    const tokens = (text: string, longest: number) =>
      new NgramTokenizer(vocabulary, folding, longest).encode(text).map((id) => vocabulary[id])
    expect(tokens('臺灣', 2)).toEqual(['台', '湾', '台湾'])
    expect(tokens('臺灣', 1)).toEqual(['台', '湾'])
    expect(tokens('臺，灣', 2)).toEqual(['台', '湾'])
    expect(tokens('５Ｇ與AI在臺𠮷到2030年', 2)).toEqual(['5g', 'ai', '台', '𠮷', '台𠮷', '2030'])
    expect(tokens('', 2)).toEqual([])
    expect(tokens('。！? 🎉', 2)).toEqual([])
  })

  it('cuts as the trainer’s tokenizer does', async () => {
    const cases: unknown = JSON.parse(
      await readFile(path.join(import.meta.dirname, '../data/semantic/tokens.json'), 'utf8'),
    )
    const raw: unknown = JSON.parse(await readFile(path.join(BUNDLED, BUNDLED_MODEL, 'tokenizer.json'), 'utf8'))
    const { fold, vocab } = raw as { fold: string; vocab: string[] }
    const pairs = Array.from(fold)
    const table = new Map(
      pairs.flatMap((from, i): [string, string][] => (i % 2 === 0 ? [[from, pairs[i + 1] ?? '']] : [])),
    )
    expect(Array.isArray(cases) && cases.length > 10).toBe(true)
    for (const { text, longest, tokens } of cases as { text: string; longest: number; tokens: string[] }[]) {
      // Beside the expected tokens those of the model, so that a token too many is not left out silently.
      const vocabulary = [...new Set([...tokens, ...vocab])]
      const ids = new NgramTokenizer(vocabulary, table, longest).encode(text)
      expect(ids.map((id) => vocabulary[id])).toEqual(tokens)
    }
  })
})

describe('the bundled model', () => {
  let model: Embedder
  beforeAll(async () => {
    model = await openModel(BUNDLED, BUNDLED_MODEL)
  })
  afterAll(() => model.dispose())

  it('gives vectors of unit length in the order of the texts, the same alone as in a batch', async () => {
    const texts = ['新南向政策', '小孩沒人顧', '', '長期照顧服務量能提升計畫'.repeat(400), '5G', '🎉']
    const vectors = await model.embed(texts, 'passage')
    expect(vectors).toHaveLength(texts.length)
    for (const [i, text] of texts.entries()) {
      const [alone] = await model.embed([text], 'passage')
      expect(vectors[i]).toHaveLength(model.dimensions)
      alone?.forEach((value, d) => expect(vectors[i]?.[d]).toBeCloseTo(value, 5))
    }
    expect(dot(vectors[0], vectors[0])).toBeCloseTo(1, 4)
    expect(dot(vectors[3], vectors[3])).toBeCloseTo(1, 4)
    expect(vectors[2]).toEqual(new Float32Array(model.dimensions))
    expect(vectors[5]).toEqual(new Float32Array(model.dimensions))
  })

  it('reads Traditional, Simplified, full-width and variant characters alike', async () => {
    const [traditional, simplified, wide] = await model.embed(
      ['臺灣鐵路電氣化 AI', '台湾铁路电气化 ai', '台灣鐵路電氣化　ＡＩ'],
      'query',
    )
    expect(dot(traditional, simplified)).toBeCloseTo(1, 5)
    expect(dot(traditional, wide)).toBeCloseTo(1, 5)
  })

  it.each([
    ['帶小孩去打預防針', '推動嬰幼兒常規疫苗接種', '辦理高速公路路面整修工程'],
    ['下大雨家裡就淹水', '加速辦理區域排水整治及滯洪池工程', '推動國際學生來臺就學'],
    ['阿公失智沒人照顧', '布建失智照護服務據點', '辦理證券期貨市場監理'],
  ])('brings everyday words near to official ones: %s', async (query, near, far) => {
    const [[q], [a, b]] = await Promise.all([model.embed([query], 'query'), model.embed([near, far], 'passage')])
    expect(dot(q, a)).toBeGreaterThan(dot(q, b) + 0.1)
  })

  it('is whole: every file as listed, and the probe as stored', async () => {
    const check = await checkModel(BUNDLED, BUNDLED_MODEL)
    expect(check.problems).toEqual([])
    expect(check.probeDifference).toBeLessThan(1e-3)
    expect(check.dimensions).toBe(model.dimensions)
    expect(check.fingerprint).toBe(model.fingerprint)
    expect(await modelFingerprint(BUNDLED, BUNDLED_MODEL)).toBe(model.fingerprint)
    expect(check.files.filter((f) => f.asListed).map((f) => f.path)).toEqual([
      'config.json',
      'model.onnx',
      'tokenizer.json',
    ])
    expect(check.files.reduce((sum, f) => sum + f.bytes, 0)).toBeLessThan(30e6)
  })

  it('is listed', async () => {
    expect((await listModels(BUNDLED)).map((m) => m.name)).toContain(BUNDLED_MODEL)
  })
})

describe('a damaged model', () => {
  let models: string
  beforeEach(async () => {
    models = await mkdtemp(path.join(tmpdir(), 'shizheng-models-'))
    await cp(path.join(BUNDLED, BUNDLED_MODEL), path.join(models, BUNDLED_MODEL), { recursive: true })
  })
  afterEach(() => rm(models, { recursive: true, force: true }))

  const file = (name: string) => path.join(models, BUNDLED_MODEL, name)

  it.each([
    ['model.onnx', async () => truncate(file('model.onnx')), '與 manifest.json 不符'],
    ['tokenizer.json', async () => truncate(file('tokenizer.json')), '與 manifest.json 不符'],
    ['model.onnx missing', async () => rm(file('model.onnx')), '缺少檔案 model.onnx'],
    ['config.json', async () => writeFile(file('config.json'), '{'), '不是正確的 JSON'],
    [
      'no manifest',
      async () => Promise.all([truncate(file('model.onnx')), rm(file('manifest.json'))]),
      '不是可用的 ONNX',
    ],
    [
      'manifest.json',
      async () => writeFile(file('manifest.json'), '{"files":{"../x":{"bytes":1,"sha256":""}}}'),
      '不合格式',
    ],
  ])('is told with the remedy: %s', async (_, damage, message) => {
    await damage()
    await expect(openModel(models, BUNDLED_MODEL)).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(message) as string,
    })
  })

  it('is a finding of the check, not a failure of it', async () => {
    await truncate(file('tokenizer.json'))
    const check = await checkModel(models, BUNDLED_MODEL)
    expect(check.problems.join()).toContain('tokenizer.json 的內容與 manifest.json 不符')
    expect(check.files.find((f) => f.path === 'tokenizer.json')?.asListed).toBe(false)
    expect(check.dimensions).toBeNull()
    await rm(file('model.onnx'))
    expect((await checkModel(models, BUNDLED_MODEL)).problems).toContain('缺少 model.onnx')
  })

  it('is found out by its probe where the files hash right', async () => {
    const manifest = JSON.parse(await readFile(file('manifest.json'), 'utf8')) as { probe: { vector: number[] } }
    manifest.probe.vector[0] = (manifest.probe.vector[0] ?? 0) + 0.01
    await writeFile(file('manifest.json'), JSON.stringify(manifest))
    const check = await checkModel(models, BUNDLED_MODEL)
    expect(check.probeDifference).toBeCloseTo(0.01, 3)
    expect(check.problems).toHaveLength(1)
  })
})

describe('the name of a model', () => {
  it('that is not there is answered with those that are', async () => {
    await expect(openModel(BUNDLED, 'no-such-model')).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining(BUNDLED_MODEL) as string,
    })
    await expect(openModel(path.join(BUNDLED, 'nowhere'), BUNDLED_MODEL)).rejects.toMatchObject({
      code: 'model-missing',
    })
    expect(await listModels(path.join(BUNDLED, 'nowhere'))).toEqual([])
  })

  it.each(['../x', 'a/../b', '/etc', 'a/b/c', '', '.hidden', 'a b', '模型', 'a\\b', 'x'.repeat(200)])(
    'cannot leave the models folder: %j',
    async (name) => {
      await expect(openModel(BUNDLED, name)).rejects.toMatchObject({ code: 'bad-option' })
    },
  )
})

async function truncate(path: string): Promise<void> {
  const content = await readFile(path)
  await writeFile(path, content.subarray(0, content.length / 2))
}
