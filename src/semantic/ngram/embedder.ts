import { createHash } from 'node:crypto'
import type { InferenceSession } from 'onnxruntime-node'
import type { Embedder } from '../embedder.js'
import { countAt, stringAt, stringsAt } from '../json.js'
import { fingerprintOf, readManifest } from '../manifest.js'
import { modelInvalid, parseJsonObject, readModelFile, type ModelFolder } from '../model-folder.js'
import { NgramTokenizer } from './tokenizer.js'

/** Format of `config.json` and `tokenizer.json` that this code reads. */
const FORMAT = 1

/** Tokens of one text beyond which the rest is not read; far above any record (a token is about half a character). */
const MAX_TOKENS = 16_384

/** Padded tokens of one run of the session: bounds memory to about 16 MB of vectors. */
const BATCH_TOKENS = 16_384

const FILES = ['config.json', 'tokenizer.json', 'model.onnx'] as const

/**
 * Opens a model of the bundled kind: `model.onnx` takes `input_ids` int32 [texts, tokens], padded with the id after the
 * vocabulary's last, and gives `embeddings` float32 [texts, dimensions] of unit length (zero for a text without tokens).
 * Throws `model-invalid` where a file is missing, is not what the manifest says, or does not fit the others.
 */
export async function openNgramModel(folder: ModelFolder): Promise<Embedder> {
  const { name, dir, config } = folder
  const [runtime, manifest, ...contents] = await Promise.all([
    import('onnxruntime-node'),
    readManifest(dir, name),
    ...FILES.map((file) => readModelFile(dir, file, name)),
  ])
  const hashes = hashesOf(contents)
  for (const [file, sha256] of hashes) {
    const expected = manifest?.files[file]?.sha256
    if (expected !== undefined && expected !== sha256) throw modelInvalid(name, `${file} 的內容與 manifest.json 不符`)
  }
  const [, tokenizerBytes, model] = contents
  if (!tokenizerBytes || !model) throw modelInvalid(name, '缺少檔案')

  const dimensions = countAt(config, 'dimensions')
  const longest = countAt(config, 'longest_ngram')
  if (config['format'] !== FORMAT || dimensions === undefined || longest === undefined) {
    throw modelInvalid(name, `config.json 應有 format ${FORMAT}、dimensions 與 longest_ngram`)
  }
  const { tokenizer, size } = readTokenizer(tokenizerBytes, name, longest)
  let session: InferenceSession
  try {
    session = await runtime.InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      // Eight nodes: there is nothing to optimise, and trying takes longer than reading the weights.
      graphOptimizationLevel: 'disabled',
    })
  } catch (cause) {
    throw modelInvalid(name, 'model.onnx 不是可用的 ONNX 模型', cause)
  }
  const { Tensor } = runtime

  /** Vectors of texts given as ids, padded to the longest of them. */
  async function run(batch: readonly (readonly number[])[], width: number): Promise<Float32Array> {
    const ids = new Int32Array(batch.length * width).fill(size)
    batch.forEach((tokens, row) => {
      ids.set(tokens, row * width)
    })
    const outputs = await session.run({ input_ids: new Tensor('int32', ids, [batch.length, width]) })
    const data = outputs['embeddings']?.data
    if (!(data instanceof Float32Array) || data.length !== batch.length * (dimensions ?? 0)) {
      throw modelInvalid(name, `model.onnx 的輸出 embeddings 不是每筆 ${dimensions ?? 0} 個 float32`)
    }
    return data
  }

  return {
    name,
    dimensions,
    fingerprint: fingerprintOf(hashes),
    async embed(texts) {
      const encoded = texts.map((text, index) => ({ index, tokens: tokenizer.encode(text).slice(0, MAX_TOKENS) }))
      // Texts of like length share a run, so that little is padded.
      encoded.sort((a, b) => a.tokens.length - b.tokens.length)
      const vectors: Float32Array[] = texts.map(() => new Float32Array(dimensions))
      let from = 0
      while (from < encoded.length) {
        let width = 1
        let to = from
        for (; to < encoded.length; to++) {
          const wider = Math.max(width, encoded[to]?.tokens.length ?? 0)
          if (to > from && wider * (to - from + 1) > BATCH_TOKENS) break
          width = wider
        }
        const batch = encoded.slice(from, to)
        const data = await run(
          batch.map((b) => b.tokens),
          width,
        )
        batch.forEach(({ index }, row) => {
          vectors[index] = data.slice(row * dimensions, (row + 1) * dimensions)
        })
        from = to
      }
      return vectors
    },
    dispose: () => session.release(),
  }
}

export async function ngramFingerprint({ dir, name }: ModelFolder): Promise<string> {
  return fingerprintOf(hashesOf(await Promise.all(FILES.map((file) => readModelFile(dir, file, name)))))
}

/** SHA-256 of the contents of FILES, by file. */
function hashesOf(contents: readonly Buffer[]): Map<string, string> {
  return new Map(contents.map((bytes, i) => [FILES[i] ?? '', createHash('sha256').update(bytes).digest('hex')]))
}

/** `tokenizer.json`: `vocab` the tokens in order of their ids, `fold` pairs of characters (from, to) in one string. */
function readTokenizer(bytes: Buffer, name: string, longest: number): { tokenizer: NgramTokenizer; size: number } {
  const json = parseJsonObject(bytes, 'tokenizer.json', name)
  const vocabulary = stringsAt(json, 'vocab')
  const characters = Array.from(stringAt(json, 'fold') ?? '?')
  if (json['format'] !== FORMAT || !vocabulary || vocabulary.length === 0 || characters.length % 2 !== 0) {
    throw modelInvalid(name, `tokenizer.json 應有 format ${FORMAT}、vocab 與成對字元的 fold`)
  }
  const folding = new Map<string, string>()
  for (let i = 0; i + 1 < characters.length; i += 2) folding.set(characters[i] ?? '', characters[i + 1] ?? '')
  return { tokenizer: new NgramTokenizer(vocabulary, folding, longest), size: vocabulary.length }
}
