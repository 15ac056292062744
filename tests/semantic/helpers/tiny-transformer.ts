import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { floatOutput, int64Input, model, node, tensor } from './onnx.js'

/**
 * A transformer of one self-attention layer with fixed weights, as a folder in the layout that transformers.js loads:
 * WordPiece tokenizer, ONNX graph, configuration. `hiddenStates` computes the same in plain loops.
 */
export const HIDDEN = 8

const TOKENS = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  'query',
  'passage',
  ':',
  ...Array.from('外交人才培育綠建築食品安全臺灣'),
]
const VOCABULARY = [...new Set(TOKENS)]

/** Weights that look random but are the same on every run. */
function weights(rows: number, columns: number, seed: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233))
}

const WEIGHTS = {
  embedding: weights(VOCABULARY.length, HIDDEN, 1),
  query: weights(HIDDEN, HIDDEN, 2),
  key: weights(HIDDEN, HIDDEN, 3),
  value: weights(HIDDEN, HIDDEN, 4),
}

export interface TinyTransformerOptions {
  /** Files beside the model, by path. */
  files?: Record<string, unknown>
  /** Values of `config.json` besides the usual. */
  config?: Record<string, unknown>
  weightsFile?: string
}

export async function writeTinyTransformer(dir: string, options: TinyTransformerOptions = {}): Promise<void> {
  const files: Record<string, unknown> = {
    'config.json': {
      model_type: 'bert',
      architectures: ['BertModel'],
      hidden_size: HIDDEN,
      max_position_embeddings: 32,
      ...options.config,
    },
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: 32, pad_token: '[PAD]' },
    'tokenizer.json': tokenizer(),
    ...options.files,
  }
  for (const [file, json] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true })
    await writeFile(path.join(dir, file), JSON.stringify(json))
  }
  const weightsFile = path.join(dir, options.weightsFile ?? 'onnx/model.onnx')
  await mkdir(path.dirname(weightsFile), { recursive: true })
  await writeFile(weightsFile, graph())
}

/** Ids of `[CLS] text [SEP]`, for texts of the vocabulary's characters and words. */
export function tokenIds(text: string): number[] {
  const pieces = text.match(/[a-z]+|[^\s]/g) ?? []
  return ['[CLS]', ...pieces, '[SEP]'].map((piece) => {
    const id = VOCABULARY.indexOf(piece)
    return id < 0 ? VOCABULARY.indexOf('[UNK]') : id
  })
}

/** What the graph computes for one text without padding: x + softmax(q kᵀ / √h) v, a row a token. */
export function hiddenStates(ids: readonly number[]): number[][] {
  const x = ids.map((id) => [...WEIGHTS.embedding.subarray(id * HIDDEN, (id + 1) * HIDDEN)])
  const [q, k, v] = [WEIGHTS.query, WEIGHTS.key, WEIGHTS.value].map((w) => x.map((row) => times(row, w)))
  return x.map((row, i) => {
    const scores = (k ?? []).map((key) => dot(q?.[i] ?? [], key) / Math.sqrt(HIDDEN))
    const exps = scores.map((s) => Math.exp(s - Math.max(...scores)))
    const sum = exps.reduce((a, b) => a + b, 0)
    return row.map((value, d) => value + exps.reduce((total, e, t) => total + (e / sum) * (v?.[t]?.[d] ?? 0), 0))
  })
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
const times = (row: readonly number[], matrix: Float32Array) =>
  row.map((_, column) => row.reduce((sum, value, i) => sum + value * (matrix[i * HIDDEN + column] ?? 0), 0))

function graph(): Uint8Array {
  return model([
    tensor('embedding', [VOCABULARY.length, HIDDEN], WEIGHTS.embedding),
    tensor('wq', [HIDDEN, HIDDEN], WEIGHTS.query),
    tensor('wk', [HIDDEN, HIDDEN], WEIGHTS.key),
    tensor('wv', [HIDDEN, HIDDEN], WEIGHTS.value),
    tensor('root', [1], Float32Array.of(Math.sqrt(HIDDEN))),
    tensor('one', [1], Float32Array.of(1)),
    tensor('far', [1], Float32Array.of(-1e9)),
    tensor('axis1', [1], BigInt64Array.of(1n)),
    int64Input('input_ids', ['texts', 'tokens']),
    int64Input('attention_mask', ['texts', 'tokens']),
    node('Gather', ['embedding', 'input_ids'], 'x'),
    node('MatMul', ['x', 'wq'], 'q'),
    node('MatMul', ['x', 'wk'], 'k'),
    node('MatMul', ['x', 'wv'], 'v'),
    node('Transpose', ['k'], 'kt', { perm: [0, 2, 1] }),
    node('MatMul', ['q', 'kt'], 'products'),
    node('Div', ['products', 'root'], 'scaled'),
    node('Cast', ['attention_mask'], 'mask', { to: 1 }),
    node('Sub', ['one', 'mask'], 'hidden'),
    node('Mul', ['hidden', 'far'], 'penalty'),
    node('Unsqueeze', ['penalty', 'axis1'], 'penalties'),
    node('Add', ['scaled', 'penalties'], 'masked'),
    node('Softmax', ['masked'], 'attention', { axis: 2 }),
    node('MatMul', ['attention', 'v'], 'attended'),
    node('Add', ['x', 'attended'], 'last_hidden_state'),
    floatOutput('last_hidden_state', ['texts', 'tokens', HIDDEN]),
  ])
}

function tokenizer() {
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content) => ({
      id: VOCABULARY.indexOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [VOCABULARY.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(VOCABULARY.map((token, id) => [token, id])),
    },
  }
}
