import path from 'node:path'
import { countAt, objectAt, stringAt, type JsonObject } from '../json.js'
import { isFile, modelInvalid, readOptionalJson, type ModelFolder } from '../model-folder.js'

/**
 * How the vectors of a text's tokens become the vector of the text: their mean, the first one (`[CLS]`), or the last
 * one that is not padding (decoders such as Qwen3).
 */
export const POOLINGS = ['mean', 'cls', 'last_token'] as const
export type Pooling = (typeof POOLINGS)[number]

/** Weights that transformers.js can load, by the file that holds them; the first one present is used. */
const WEIGHTS = {
  q8: 'onnx/model_quantized.onnx',
  int8: 'onnx/model_int8.onnx',
  uint8: 'onnx/model_uint8.onnx',
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q4: 'onnx/model_q4.onnx',
} as const
export type Weights = keyof typeof WEIGHTS
export const WEIGHT_FILES = Object.entries(WEIGHTS).map(([dtype, file]) => ({ dtype, file }))

export interface TransformerSettings {
  pooling: Pooling
  /** Put before every text of the role. */
  prefixes: { query: string; passage: string }
  /** Length of a vector. Less than the hidden size where the model was trained to be cut (Matryoshka). */
  dimensions: number
  hiddenSize: number
  /** Tokens of one text beyond which the rest is not read. */
  maxTokens: number
  weights: Weights
}

interface Defaults {
  pooling: Pooling
  query: string
  passage: string
}

/**
 * What the publishers' model cards ask for, used only where the folder's own files do not say it: conversions to ONNX
 * often leave the sentence-transformers files out. The first pattern that fits the folder's name, or the name that
 * `config.json` keeps of the original, counts.
 */
const KNOWN: readonly (readonly [RegExp, Defaults])[] = [
  [
    /\be5-.*instruct/i,
    {
      pooling: 'mean',
      query: instruct('Given a web search query, retrieve relevant passages that answer the query', ' '),
      passage: '',
    },
  ],
  [/\be5-/i, { pooling: 'mean', query: 'query: ', passage: 'passage: ' }],
  [/\bbge-m3/i, { pooling: 'cls', query: '', passage: '' }],
  [/\bbge-.*-zh/i, { pooling: 'cls', query: '为这个句子生成表示以用于检索相关文章：', passage: '' }],
  [/\bbge-/i, { pooling: 'cls', query: 'Represent this sentence for searching relevant passages: ', passage: '' }],
  [
    /\bqwen3-embedding/i,
    {
      pooling: 'last_token',
      query: instruct('Given a web search query, retrieve relevant passages that answer the query', ''),
      passage: '',
    },
  ],
  [/\bgte-multilingual/i, { pooling: 'cls', query: '', passage: '' }],
  [/\bsnowflake-arctic-embed/i, { pooling: 'cls', query: 'query: ', passage: '' }],
]

function instruct(task: string, gap: string): string {
  return `Instruct: ${task}\nQuery:${gap}`
}

/** File of our own that overrides all others; documented in `models/README.md`. */
const OWN_FILE = 'shizheng.json'

/**
 * Collects the settings of a model in the layout that transformers.js loads. Each comes from the first of: `shizheng.json`,
 * the sentence-transformers files (`1_Pooling/config.json`, `config_sentence_transformers.json`,
 * `sentence_bert_config.json`), the table above, a default (mean, no prefix). Throws `model-invalid` where a file holds
 * something else than it should, or weights or hidden size are lacking.
 */
export async function readTransformerSettings(folder: ModelFolder): Promise<TransformerSettings> {
  const { dir, name, config } = folder
  const optional = async (file: string) => (await readOptionalJson(dir, file, name)) ?? {}
  const [own, pooling, sentences, bert] = await Promise.all(
    [OWN_FILE, '1_Pooling/config.json', 'config_sentence_transformers.json', 'sentence_bert_config.json'].map(optional),
  )
  const original = stringAt(config, '_name_or_path') ?? ''
  const known = KNOWN.find(([pattern]) => pattern.test(name) || pattern.test(original))?.[1]

  const hiddenSize = countAt(config, 'hidden_size') ?? countAt(config, 'd_model') ?? countAt(config, 'dim')
  if (hiddenSize === undefined) throw modelInvalid(name, 'config.json 沒有 hidden_size')
  const dimensions = countAt(own ?? {}, 'dimensions') ?? hiddenSize
  if (dimensions > hiddenSize) {
    throw modelInvalid(name, `${OWN_FILE} 的 dimensions（${dimensions}）大於 hidden_size（${hiddenSize}）`)
  }
  const prompts = objectAt(sentences ?? {}, 'prompts') ?? {}
  const ownPrefixes = objectAt(own ?? {}, 'prefixes') ?? {}
  return {
    pooling: poolingIn(own ?? {}, name) ?? sentencePooling(pooling ?? {}, name) ?? known?.pooling ?? 'mean',
    prefixes: {
      query: stringAt(ownPrefixes, 'query') ?? stringAt(prompts, 'query') ?? known?.query ?? '',
      passage:
        stringAt(ownPrefixes, 'passage') ??
        stringAt(prompts, 'passage') ??
        stringAt(prompts, 'document') ??
        known?.passage ??
        '',
    },
    dimensions,
    hiddenSize,
    maxTokens: Math.min(
      countAt(own ?? {}, 'max_tokens') ?? countAt(bert ?? {}, 'max_seq_length') ?? 512,
      countAt(config, 'max_position_embeddings') ?? Number.MAX_SAFE_INTEGER,
    ),
    weights: await weightsIn(folder, own ?? {}),
  }
}

function poolingIn(own: JsonObject, name: string): Pooling | undefined {
  if (own['pooling'] === undefined) return undefined
  const pooling = POOLINGS.find((p) => p === own['pooling'])
  if (!pooling) throw modelInvalid(name, `${OWN_FILE} 的 pooling 應為 ${POOLINGS.join('、')} 之一`)
  return pooling
}

/** `1_Pooling/config.json` of sentence-transformers: one flag a kind of pooling. */
function sentencePooling(json: JsonObject, name: string): Pooling | undefined {
  if (Object.keys(json).length === 0) return undefined
  if (json['pooling_mode_cls_token'] === true) return 'cls'
  if (json['pooling_mode_lasttoken'] === true) return 'last_token'
  if (json['pooling_mode_mean_tokens'] === true) return 'mean'
  const asked = Object.keys(json).find((key) => key.startsWith('pooling_mode_') && json[key] === true)
  if (asked === undefined) return undefined
  throw modelInvalid(name, `不支援 1_Pooling/config.json 的 ${asked}，可用的是 ${POOLINGS.join('、')}`)
}

async function weightsIn(folder: ModelFolder, own: JsonObject): Promise<Weights> {
  const asked = stringAt(own, 'dtype')
  for (const dtype of Object.keys(WEIGHTS).filter(isWeights)) {
    if (asked !== undefined && asked !== dtype) continue
    if (await isFile(path.join(folder.dir, WEIGHTS[dtype]))) return dtype
  }
  const files = WEIGHT_FILES.filter((w) => asked === undefined || w.dtype === asked).map((w) => w.file)
  throw modelInvalid(
    folder.name,
    `缺少權重檔（${files.length > 0 ? files.join('、') : `不支援的 dtype ${asked ?? ''}`}）`,
  )
}

function isWeights(dtype: string): dtype is Weights {
  return dtype in WEIGHTS
}
