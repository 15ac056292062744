import type { Pooling } from './settings.js'

/**
 * Vectors of texts from the vectors of their tokens, of unit length.
 *
 * @param hidden [texts, tokens, hiddenSize] in row-major order
 * @param mask [texts, tokens], 1 where a token stands, 0 where there is padding (on either side)
 * @param dimensions how many of the hidden values are kept
 */
export function pool(
  hidden: Float32Array,
  mask: readonly number[],
  shape: { texts: number; tokens: number; hiddenSize: number },
  pooling: Pooling,
  dimensions: number,
): Float32Array[] {
  const { texts, tokens, hiddenSize } = shape
  return Array.from({ length: texts }, (_, text) => {
    const standing: number[] = []
    for (let t = 0; t < tokens; t++) if (mask[text * tokens + t] === 1) standing.push(text * tokens + t)
    const used = pooling === 'mean' ? standing : pooling === 'cls' ? standing.slice(0, 1) : standing.slice(-1)
    const vector = new Float32Array(dimensions)
    // A sum points where the mean does; the length is made one below.
    for (const row of used) {
      for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + (hidden[row * hiddenSize + d] ?? 0)
    }
    return normalise(vector)
  })
}

/** Makes the vector of unit length, in place; the zero vector stays. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0
  for (const v of vector) squares += v * v
  const length = Math.sqrt(squares)
  if (length > 0) for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] ?? 0) / length
  return vector
}
