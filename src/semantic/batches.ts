import { ShizhengError } from '../errors.js'
import type { Embedder } from './embedder.js'

/** Texts embedded at once: enough to keep the model busy, few enough for its memory and to show progress. */
const BATCH = 64

/**
 * Embeds any number of texts, batch by batch; vectors in the order of the texts. `onProgress` gets the share done.
 * Throws `model-invalid` where the model gives another number of vectors than texts.
 */
export async function embedInBatches(
  embedder: Embedder,
  texts: readonly string[],
  role: 'query' | 'passage',
  onProgress: (done: number) => void = () => undefined,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let from = 0; from < texts.length; from += BATCH) {
    vectors.push(...(await embedder.embed(texts.slice(from, from + BATCH), role)))
    onProgress(Math.min(1, (from + BATCH) / texts.length))
  }
  if (vectors.length !== texts.length)
    throw new ShizhengError(
      'model-invalid',
      `模型 ${embedder.name} 對 ${texts.length} 段文字給出 ${vectors.length} 個向量。請檢查模型：npx shizheng model check ${embedder.name}`,
    )
  return vectors
}
