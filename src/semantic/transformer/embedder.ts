import path from 'node:path'
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers'
import type { Embedder } from '../embedder.js'
import { isObject } from '../json.js'
import { fingerprintOf, hashFile, modelFiles } from '../manifest.js'
import { modelInvalid, type ModelFolder } from '../model-folder.js'
import { normalise, pool } from './pooling.js'
import { readTransformerSettings, type TransformerSettings } from './settings.js'

/** Texts of one run of the model. */
const BATCH = 16

/**
 * Opens any sentence-embedding model in the layout that transformers.js loads (`config.json`, `tokenizer.json`,
 * `tokenizer_config.json`, `onnx/model.onnx` or `onnx/model_quantized.onnx`), without the network. The library itself is
 * loaded here, on first use: it takes longer than opening the bundled model altogether.
 */
export async function openTransformerModel(folder: ModelFolder): Promise<Embedder> {
  const settings = await readTransformerSettings(folder)
  const fingerprint = await transformerFingerprint(folder, settings)
  const { tokenizer, model } = await load(folder, settings)
  // The library declares its models' call signature as `any`.
  const run: (inputs: unknown) => Promise<unknown> = model

  async function embedBatch(texts: string[]): Promise<Float32Array[]> {
    const inputs: unknown = tokenizer(texts, { padding: true, truncation: true, max_length: settings.maxTokens })
    const found = readOutput(await run(inputs))
    if (!found)
      throw modelInvalid(folder.name, '模型的輸出沒有 last_hidden_state、token_embeddings 或 sentence_embedding')
    const { data, dims } = found
    const rows = dims[0]
    const tokens = dims.length === 3 ? (dims[1] ?? 0) : 1
    const hidden = dims.at(-1)
    if (rows !== texts.length || hidden !== settings.hiddenSize) {
      const wanted = `[${texts.length}, …, ${settings.hiddenSize}]`
      throw modelInvalid(folder.name, `模型的輸出大小是 [${dims.join(', ')}]，應為 ${wanted}`)
    }
    // A model that pools by itself gives one vector a text.
    if (dims.length === 2) {
      return texts.map((_, i) => normalise(data.slice(i * hidden, i * hidden + settings.dimensions)))
    }
    const mask = readMask(inputs, rows * tokens)
    const shape = { texts: rows, tokens, hiddenSize: hidden }
    return pool(data, mask, shape, settings.pooling, settings.dimensions)
  }

  return {
    name: folder.name,
    dimensions: settings.dimensions,
    fingerprint,
    async embed(texts, role) {
      const prefix = settings.prefixes[role]
      const vectors: Float32Array[] = texts.map(() => new Float32Array(settings.dimensions))
      // Texts of like length share a run, so that little is padded; empty ones keep the zero vector.
      const order = texts
        .map((text, index) => ({ index, text: prefix + text, empty: text.trim() === '' }))
        .filter((t) => !t.empty)
        .sort((a, b) => a.text.length - b.text.length)
      for (let from = 0; from < order.length; from += BATCH) {
        const batch = order.slice(from, from + BATCH)
        const embedded = await embedBatch(batch.map((t) => t.text))
        batch.forEach(({ index }, i) => {
          vectors[index] = embedded[i] ?? new Float32Array(settings.dimensions)
        })
      }
      return vectors
    },
    async dispose() {
      await model.dispose()
    },
  }
}

async function load(
  folder: ModelFolder,
  settings: TransformerSettings,
): Promise<{ tokenizer: PreTrainedTokenizer; model: PreTrainedModel }> {
  const { AutoModel, AutoTokenizer } = await import('@huggingface/transformers')
  // An absolute path is never taken for the name of a model on the hub, whatever the library's settings are.
  const options = { local_files_only: true }
  try {
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(folder.dir, options),
      AutoModel.from_pretrained(folder.dir, {
        ...options,
        dtype: settings.weights,
        device: 'cpu',
        session_options: { logSeverityLevel: 3 },
      }),
    ])
    return { tokenizer, model }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw modelInvalid(folder.name, `transformers.js 回報「${reason ?? ''}」`, cause)
  }
}

/** The output that carries vectors, as float32. */
function readOutput(output: unknown): { data: Float32Array; dims: number[] } | undefined {
  if (!isObject(output)) return undefined
  // A vector a text is taken only where there is none a token: prefixes and pooling of the settings then stay in force.
  const tensor = output['last_hidden_state'] ?? output['token_embeddings'] ?? output['sentence_embedding']
  if (!isTensor(tensor)) return undefined
  const data = tensor.type === 'float32' ? tensor.data : tensor.to('float32').data
  return data instanceof Float32Array ? { data, dims: [...tensor.dims] } : undefined
}

/** The tokenizer's attention mask, [texts × tokens]; all ones for one that gives none. */
function readMask(inputs: unknown, size: number): number[] {
  const mask = isObject(inputs) ? inputs['attention_mask'] : undefined
  return isTensor(mask) && mask.data instanceof BigInt64Array
    ? Array.from(mask.data, Number)
    : Array<number>(size).fill(1)
}

interface TensorLike {
  type: string
  data: unknown
  dims: readonly number[]
  to(type: 'float32'): TensorLike
}

function isTensor(value: unknown): value is TensorLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'data' in value &&
    'dims' in value &&
    Array.isArray(value.dims) &&
    'to' in value &&
    typeof value.to === 'function'
  )
}

/** Over every file but texts for people, and the settings, part of which stand in this code. */
export async function transformerFingerprint(folder: ModelFolder, known?: TransformerSettings): Promise<string> {
  const settings = known ?? (await readTransformerSettings(folder))
  const parts = new Map([['settings', JSON.stringify(settings)]])
  for (const file of await modelFiles(folder.dir)) {
    if (/\.(?:md|txt|png)$/i.test(file) || file.startsWith('LICENSE')) continue
    parts.set(file, (await hashFile(path.join(folder.dir, file))).sha256)
  }
  return fingerprintOf(parts)
}
