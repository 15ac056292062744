import type { PlanRecord } from '../record.js'
import type { VectorIndex } from '../semantic/index.js'

/**
 * How much of what an agency's records share is taken off each of them. All of 原住民族委員會's items are about indigenous
 * peoples; what one of them is like is told by the rest. Half did best on judged items (0, 0.3, 0.5, 0.7, 1: nDCG@10
 * 0.56, 0.61, 0.65, 0.62, 0.56 by meaning alone).
 */
const SHARED = 0.5

/** Records' vectors without half of what their agency's records share beyond what all records share; of unit length. */
export class SubjectVectors {
  /** Row r is `[r × dimensions, (r + 1) × dimensions)`; zero for a record without a vector. */
  private readonly values: Float32Array

  constructor(
    private readonly records: readonly PlanRecord[],
    private readonly vectors: VectorIndex,
  ) {
    const { dimensions } = vectors
    this.values = new Float32Array(records.length * dimensions)
    const all = mean(records.keys(), vectors)
    const agencies = new Map<string, Float32Array>()
    const members = new Map<string, number[]>()
    records.forEach(({ agency }, ordinal) => {
      const own = members.get(agency)
      if (own) own.push(ordinal)
      else members.set(agency, [ordinal])
    })
    for (const [agency, ordinals] of members) agencies.set(agency, mean(ordinals, vectors))
    records.forEach(({ agency }, ordinal) => {
      const vector = vectors.vector(ordinal)
      const shared = agencies.get(agency)
      if (!vector || !shared) return
      let squares = 0
      for (let d = 0; d < dimensions; d++) {
        const rest = (vector[d] ?? 0) - SHARED * ((shared[d] ?? 0) - (all[d] ?? 0))
        this.values[ordinal * dimensions + d] = rest
        squares += rest * rest
      }
      const length = Math.sqrt(squares) || 1
      const row = this.values.subarray(ordinal * dimensions, (ordinal + 1) * dimensions)
      for (let d = 0; d < dimensions; d++) row[d] = (row[d] ?? 0) / length
    })
  }

  /** Cosine of the record with every record, by ordinal. */
  similarTo(ordinal: number): Float64Array {
    const { dimensions } = this.vectors
    const own = this.values.subarray(ordinal * dimensions, (ordinal + 1) * dimensions)
    const scores = new Float64Array(this.records.length)
    for (let other = 0; other < scores.length; other++) {
      const at = other * dimensions
      let sum = 0
      for (let d = 0; d < dimensions; d++) sum += (own[d] ?? 0) * (this.values[at + d] ?? 0)
      scores[other] = sum
    }
    return scores
  }
}

/** Mean of the records' vectors. */
function mean(ordinals: Iterable<number>, vectors: VectorIndex): Float32Array {
  const sum = new Float32Array(vectors.dimensions)
  let count = 0
  for (const ordinal of ordinals) {
    const vector = vectors.vector(ordinal)
    if (!vector) continue
    count++
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + (vector[d] ?? 0)
  }
  return sum.map((v) => v / Math.max(1, count))
}
