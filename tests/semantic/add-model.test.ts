import { createServer, type Server } from 'node:http'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addModel, checkModel, openModel, type AddProgress } from '../../src/semantic/index.js'
import { writeTinyTransformer } from './helpers/tiny-transformer.js'

/** A hub of its own: answers `/NAME/resolve/REVISION/FILE` from a folder, as the real one does. */
let hubFolder: string
let models: string
let server: Server
let hub: string
let answer: 'all' | 'cut-weights' | 'error' = 'all'

beforeEach(async () => {
  answer = 'all'
  hubFolder = await mkdtemp(path.join(tmpdir(), 'shizheng-hub-'))
  models = await mkdtemp(path.join(tmpdir(), 'shizheng-models-'))
  await writeTinyTransformer(path.join(hubFolder, 'publisher/e5-tiny/resolve/main'), {
    weightsFile: 'onnx/model_quantized.onnx',
  })
  server = createServer((request, response) => {
    readFile(path.join(hubFolder, decodeURIComponent(request.url ?? '/'))).then(
      (content) => {
        const cut = answer === 'cut-weights' && request.url?.endsWith('.onnx')
        if (answer === 'error') response.writeHead(503).end()
        else if (cut) {
          response.writeHead(200, { 'content-length': content.length })
          response.write(content.subarray(0, 50), () => response.destroy())
        } else response.writeHead(200, { 'content-length': content.length }).end(content)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  hub = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await Promise.all([hubFolder, models].map((dir) => rm(dir, { recursive: true, force: true })))
})

describe('addModel', () => {
  it('fetches a model that then opens and checks', async () => {
    const progress: AddProgress[] = []
    const manifest = await addModel(models, 'publisher/e5-tiny', { hub, onProgress: (p) => progress.push(p) })
    expect(Object.keys(manifest.files).sort()).toEqual([
      'config.json',
      'onnx/model_quantized.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
    expect(manifest.version).toBe('main')
    expect(progress.some((p) => p.file === 'onnx/model_quantized.onnx' && p.received === p.total)).toBe(true)
    const embedder = await openModel(models, 'publisher/e5-tiny')
    expect(await embedder.embed(['外交'], 'query')).toHaveLength(1)
    await embedder.dispose()
    const check = await checkModel(models, 'publisher/e5-tiny')
    expect(check.problems).toEqual([])
    expect(check.probeDifference).toBeLessThan(1e-4)
    expect(await readdir(models)).toEqual(['publisher'])
  })

  it('refuses to fetch one that is there', async () => {
    await writeTinyTransformer(path.join(models, 'publisher/e5-tiny'))
    await expect(addModel(models, 'publisher/e5-tiny', { hub })).rejects.toMatchObject({ code: 'bad-option' })
  })

  it('tells a model, a revision or weights that the hub does not have', async () => {
    await expect(addModel(models, 'publisher/unknown', { hub })).rejects.toMatchObject({ code: 'not-found' })
    await expect(addModel(models, 'publisher/e5-tiny', { hub, revision: 'v9' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await rm(path.join(hubFolder, 'publisher/e5-tiny/resolve/main/onnx'), { recursive: true })
    await expect(addModel(models, 'publisher/e5-tiny', { hub })).rejects.toMatchObject({ code: 'not-found' })
    expect(await readdir(models)).toEqual([])
  })

  it.each(['cut-weights', 'error'] as const)('leaves nothing behind when the fetch breaks off: %s', async (how) => {
    answer = how
    await expect(addModel(models, 'publisher/e5-tiny', { hub })).rejects.toMatchObject({ code: 'network-unavailable' })
    expect(await readdir(models)).toEqual([])
  })

  it('leaves nothing behind when what was fetched cannot be used', async () => {
    await writeTinyTransformer(path.join(hubFolder, 'publisher/odd/resolve/main'), { config: { hidden_size: 99 } })
    await expect(addModel(models, 'publisher/odd', { hub })).rejects.toMatchObject({ code: 'model-invalid' })
    expect(await readdir(models)).toEqual([])
  })

  it('says that there is no network, and what to do then', async () => {
    const nowhere = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }))
    await expect(addModel(models, 'publisher/e5-tiny', { hub, fetch: nowhere })).rejects.toMatchObject({
      code: 'network-unavailable',
      exitCode: 6,
      message: expect.stringMatching(/ENOTFOUND.*models\/publisher\/e5-tiny/s) as string,
    })
  })

  it('refuses names and revisions that are none', async () => {
    await expect(addModel(models, '../x', { hub })).rejects.toMatchObject({ code: 'bad-option' })
    await expect(addModel(models, 'x', { hub, revision: '../main' })).rejects.toMatchObject({ code: 'bad-option' })
  })
})
