import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ShizhengError } from '../errors.js'
import { hashFile, MANIFEST_FILE, modelFiles, type Manifest } from './manifest.js'
import { assertModelName, isFile } from './model-folder.js'
import { openModel } from './open-model.js'
import { WEIGHT_FILES } from './transformer/settings.js'

export interface AddProgress {
  file: string
  /** Bytes of this file so far, and in all; null where the hub does not say. */
  received: number
  total: number | null
}

export interface AddModelOptions {
  /** Branch, tag or commit. Default `main`. */
  revision?: string
  /** Address of the hub. Default: the one that transformers.js knows. */
  hub?: string
  /** Stands in for the network in tests. */
  fetch?: typeof fetch
  signal?: AbortSignal
  onProgress?: (progress: AddProgress) => void
}

const REQUIRED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const
/** Tell pooling, prefixes and lengths; many conversions lack them. */
const OPTIONAL = [
  '1_Pooling/config.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
  'README.md',
  'LICENSE',
] as const

const REVISION = /^[\w][\w./-]{0,99}$/
const PROBE_TEXT = '辦理新南向政策人才培育計畫'

/**
 * Fetches a sentence-embedding model from the hub into `modelsDir/name`: its configuration, its tokenizer and the
 * smallest ready-made weights. All is fetched into a folder beside it and tried out before one rename puts it there, so
 * that a fetch that breaks off leaves nothing behind. Gives the manifest that it wrote.
 *
 * Throws `bad-option` (name or revision malformed, or the model is there already), `not-found` (the hub has no such
 * model, revision, or no ONNX weights in it), `network-unavailable`, `model-invalid` (fetched, but cannot be used).
 */
export async function addModel(modelsDir: string, name: string, options: AddModelOptions = {}): Promise<Manifest> {
  const { revision = 'main' } = options
  assertModelName(name)
  if (!REVISION.test(revision) || revision.includes('..')) {
    throw new ShizhengError('bad-option', `版本「${revision.slice(0, 100)}」不合格式：應為分支、標籤或提交的名稱。`, {
      parameter: 'revision',
    })
  }
  const place = path.resolve(modelsDir, name)
  if (await isFile(path.join(place, 'config.json'))) {
    throw new ShizhengError('bad-option', `已經有模型「${name}」：${place}。要重新取得，請先刪除該資料夾。`, {
      model: name,
    })
  }
  const hub = options.hub ?? (await defaultHub())
  const source: Source = {
    ...options,
    base: `${hub.replace(/\/$/, '')}/${name}/resolve/${encodeURIComponent(revision)}/`,
    name,
    revision,
  }

  await mkdir(modelsDir, { recursive: true })
  const staging = await mkdtemp(path.join(path.resolve(modelsDir), '.adding-'))
  try {
    // Named as it will be, since defaults go by the name.
    const dir = path.join(staging, name)
    await mkdir(dir, { recursive: true })
    for (const file of REQUIRED) {
      if (!(await download(source, file, dir))) throw notThere(source, file)
    }
    for (const file of OPTIONAL) await download(source, file, dir)
    await downloadWeights(source, dir)

    const manifest = await makeManifest(staging, name, revision)
    await writeFile(path.join(dir, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
    await mkdir(path.dirname(place), { recursive: true })
    await rename(dir, place)
    return manifest
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

interface Source extends AddModelOptions {
  base: string
  name: string
  revision: string
}

async function defaultHub(): Promise<string> {
  const { env } = await import('@huggingface/transformers')
  return env.remoteHost
}

async function downloadWeights(source: Source, dir: string): Promise<void> {
  for (const { file } of WEIGHT_FILES) {
    if (!(await download(source, file, dir))) continue
    // Weights above 2 GB stand beside the graph.
    await download(source, `${file}_data`, dir)
    return
  }
  throw notThere(source, WEIGHT_FILES.map((w) => w.file).join('、'))
}

/** Fetches one file. False where the hub has none of that name. */
async function download(source: Source, file: string, dir: string): Promise<boolean> {
  const { name, onProgress } = source
  const url = source.base + file
  const fetchFrom = source.fetch ?? fetch
  let response: Response
  try {
    response = await fetchFrom(url, source.signal ? { signal: source.signal } : {})
  } catch (cause) {
    throw unreachable(name, url, cause instanceof Error ? describe(cause) : String(cause), cause)
  }
  // The hub answers 401 for repositories that do not exist, lest it tell which private ones do.
  if (response.status === 404 || response.status === 401) {
    await response.body?.cancel()
    return false
  }
  if (!response.ok || !response.body) throw unreachable(name, url, `HTTP ${response.status}`)
  const length = Number(response.headers.get('content-length') ?? NaN)
  // With a content encoding the length is that of the encoded bytes.
  const total = Number.isFinite(length) && !response.headers.get('content-encoding') ? length : null
  const target = path.join(dir, file)
  await mkdir(path.dirname(target), { recursive: true })
  let received = 0
  try {
    await pipeline(
      chunksOf(response.body),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          received += chunk.length
          onProgress?.({ file, received, total })
          yield chunk
        }
      },
      createWriteStream(target),
    )
  } catch (cause) {
    throw unreachable(name, url, cause instanceof Error ? describe(cause) : String(cause), cause)
  }
  if (total !== null && received !== total) throw unreachable(name, url, `只收到 ${received} / ${total} 位元組`)
  return true
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}

async function makeManifest(modelsDir: string, name: string, version: string): Promise<Manifest> {
  const dir = path.join(modelsDir, name)
  const files: Manifest['files'] = {}
  for (const file of await modelFiles(dir)) files[file] = await hashFile(path.join(dir, file))
  const embedder = await openModel(modelsDir, name)
  try {
    const [vector] = await embedder.embed([PROBE_TEXT], 'query')
    return { name, version, files, probe: { text: PROBE_TEXT, role: 'query', vector: Array.from(vector ?? []) } }
  } finally {
    await embedder.dispose()
  }
}

function notThere({ name, revision }: Source, file: string): ShizhengError {
  return new ShizhengError(
    'not-found',
    `模型庫裡沒有「${name}」（版本 ${revision}）的 ${file}。請確認名稱（例如 Xenova/bge-small-zh-v1.5），且該模型附有 ONNX 格式的權重與 tokenizer.json。`,
    { model: name, file },
  )
}

function unreachable(name: string, url: string, reason: string, cause?: unknown): ShizhengError {
  return new ShizhengError(
    'network-unavailable',
    `無法從 ${new URL(url).origin} 取得模型「${name}」：${reason}。請檢查網路連線；沒有網路時，可在別處下載後把整個資料夾放到 models/${name}，或使用內附的模型。`,
    { model: name },
    { cause },
  )
}

/** Node hides the reason of a failed fetch in the cause. */
function describe(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message
}
