import { ShizhengError } from '../errors.js'
import { createDotKernel, type DotKernel } from './dot-kernel.js'

/** Passage number of the vector of a record's whole text. */
export const WHOLE = -1

/**
 * Weight of a record's best passage beside its whole text in the score: (whole + w × best) / (1 + w), so that a score
 * stays within [-1, 1]. Measured on held-out and judged queries (models/shizheng-ngram/README.md): 1 beats 0 and 0.5.
 */
export const PASSAGE_WEIGHT = 1

/** A vector to be indexed: of the whole record (`passage` is WHOLE) or of its passage number `passage`, from 0. */
export interface VectorEntry {
  /** Which record: its place in the collection, from 0. */
  ordinal: number
  passage: number
  /** Of unit length, or zero. */
  vector: Float32Array
}

export interface VectorHit {
  ordinal: number
  /** What hits are ranked by, -1 to 1. */
  score: number
  /** Cosine of the whole record's vector and the query's. */
  whole: number
  /** The nearest passage and its cosine; WHOLE and `whole` where the record has no passages of its own. */
  bestPassage: number
  bestPassageScore: number
}

/** A query beside everything in the index. */
export interface Comparison {
  /** What `search` ranks by, by ordinal; 0 for a record without vectors. */
  scores: Float64Array
  /** Cosines of the query and a record's passages, by passage number; empty for a record without passages. */
  passages: (ordinal: number) => number[]
}

export interface VectorSearchOptions {
  /** Hits at most. Default: all. */
  k?: number
  /** Records to be looked at. Default: all. */
  allow?: (ordinal: number) => boolean
}

const MAGIC = 0x535a5631 // "SZV1"
const HEADER_BYTES = 16

/**
 * Nearest vectors by brute force: exact, and fast enough by far for some ten thousand vectors (benchmarks/semantic.js).
 *
 * Vectors are kept as int8 with a scale each: row r, value d is `kernel.rows[r × kernel.stride + d] × scales[r]`. That is
 * a quarter of float32's memory, and cosines are right to 0.005. Rows are ascending by record, then passage, WHOLE
 * first; the rows of record o are `[starts[o], starts[o + 1])`, none for a record without vectors.
 */
export class VectorIndex {
  private constructor(
    readonly dimensions: number,
    private readonly starts: Uint32Array,
    private readonly passages: Int32Array,
    private readonly scales: Float32Array,
    private readonly kernel: DotKernel,
  ) {}

  /** Records that the index has room for: the highest ordinal and one. */
  get records(): number {
    return this.starts.length - 1
  }

  /** Vectors held. */
  get size(): number {
    return this.passages.length
  }

  /**
   * Throws RangeError where a vector has another length than `dimensions`, an ordinal or passage is no whole number
   * (or below 0 and WHOLE), two entries stand for the same passage, or a record has passages but no WHOLE.
   */
  static build(entries: Iterable<VectorEntry>, dimensions: number): VectorIndex {
    const rows = [...entries].sort((a, b) => a.ordinal - b.ordinal || a.passage - b.passage)
    const starts = new Uint32Array((rows.at(-1)?.ordinal ?? -1) + 2)
    const passages = new Int32Array(rows.length)
    const scales = new Float32Array(rows.length)
    const kernel = createDotKernel(rows.length, dimensions)
    rows.forEach((entry, row) => {
      checkEntry(entry, rows[row - 1], dimensions)
      starts[entry.ordinal + 1] = row + 1
      passages[row] = entry.passage
      scales[row] = quantise(entry.vector, 127, kernel.rows, row * kernel.stride)
    })
    for (let o = 1; o < starts.length; o++) starts[o] = Math.max(starts[o] ?? 0, starts[o - 1] ?? 0)
    return new VectorIndex(dimensions, starts, passages, scales, kernel)
  }

  /**
   * Records nearest to a query's vector, best first; equal scores in order of their ordinals.
   * Throws RangeError where the vector has another length than the index's.
   */
  search(query: Float32Array, options: VectorSearchOptions = {}): VectorHit[] {
    const { k = Infinity, allow } = options
    const cosines = this.cosines(query)
    const hits: VectorHit[] = []
    for (let ordinal = 0; ordinal < this.records; ordinal++) {
      const from = this.starts[ordinal] ?? 0
      const to = this.starts[ordinal + 1] ?? 0
      if (from === to || (allow && !allow(ordinal))) continue
      const whole = cosines[from] ?? 0
      let bestPassage = WHOLE
      let bestPassageScore = whole
      for (let row = from + 1; row < to; row++) {
        const score = cosines[row] ?? 0
        if (row > from + 1 && score <= bestPassageScore) continue
        bestPassage = this.passages[row] ?? WHOLE
        bestPassageScore = score
      }
      const score = (whole + PASSAGE_WEIGHT * bestPassageScore) / (1 + PASSAGE_WEIGHT)
      hits.push({ ordinal, score, whole, bestPassage, bestPassageScore })
    }
    hits.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal)
    return k < hits.length ? hits.slice(0, k) : hits
  }

  /**
   * Compares a query with everything at once. Throws RangeError where the vector has another length than the index's.
   */
  compare(query: Float32Array): Comparison {
    const cosines = this.cosines(query)
    const scores = new Float64Array(this.records)
    for (let ordinal = 0; ordinal < this.records; ordinal++) {
      const from = this.starts[ordinal] ?? 0
      const to = this.starts[ordinal + 1] ?? 0
      if (from === to) continue
      const whole = cosines[from] ?? 0
      let best = to - from > 1 ? -1 : whole
      for (let row = from + 1; row < to; row++) best = Math.max(best, cosines[row] ?? 0)
      scores[ordinal] = (whole + PASSAGE_WEIGHT * best) / (1 + PASSAGE_WEIGHT)
    }
    const passages = (ordinal: number): number[] => {
      const own: number[] = []
      const to = this.starts[ordinal + 1] ?? 0
      for (let row = this.starts[ordinal] ?? 0; row < to; row++) {
        const passage = this.passages[row] ?? WHOLE
        if (passage !== WHOLE) own[passage] = cosines[row] ?? 0
      }
      return own
    }
    return { scores, passages }
  }

  /**
   * Records whose whole text is nearest to that of a record, itself left out. `score` is the cosine of the two whole
   * texts; the best passage is the one of the other record nearest to this record's whole text.
   * Empty for a record without vectors.
   */
  similarTo(ordinal: number, options: VectorSearchOptions = {}): VectorHit[] {
    const vector = this.vector(ordinal)
    if (!vector) return []
    const { k = Infinity, allow } = options
    const hits = this.search(vector, { allow: (other) => other !== ordinal && (allow?.(other) ?? true) })
      .map((hit) => ({ ...hit, score: hit.whole }))
      .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal)
    return k < hits.length ? hits.slice(0, k) : hits
  }

  /** The vector of a record's whole text or of one of its passages; undefined where there is none. */
  vector(ordinal: number, passage: number = WHOLE): Float32Array | undefined {
    const from = this.starts[ordinal] ?? 0
    const row = this.passages.subarray(from, this.starts[ordinal + 1] ?? from).indexOf(passage)
    if (row < 0) return undefined
    const scale = this.scales[from + row] ?? 0
    const values = this.values(from + row)
    const vector = new Float32Array(this.dimensions)
    for (let d = 0; d < vector.length; d++) vector[d] = (values[d] ?? 0) * scale
    return vector
  }

  /** Little-endian: magic, dimensions, records + 1, rows (uint32); starts, passages, scales; the rows' values. */
  toBuffer(): Buffer {
    const header = Buffer.alloc(HEADER_BYTES)
    ;[MAGIC, this.dimensions, this.starts.length, this.size].forEach((n, i) => header.writeUInt32LE(n, i * 4))
    const rows = Array.from(this.passages, (_, row) => this.values(row))
    return Buffer.concat([header, ...[this.starts, this.passages, this.scales, ...rows].map(bytesOf)])
  }

  /** Throws `index-corrupt` where the bytes are not those of a whole index. */
  static fromBuffer(bytes: Uint8Array): VectorIndex {
    const corrupt = (problem: string) =>
      new ShizhengError('index-corrupt', `索引的向量檔損壞：${problem}。請以「shizheng index」重新建立索引。`)
    if (bytes.length < HEADER_BYTES) throw corrupt('檔案不完整')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const [magic, dimensions = 0, bounds = 0, rows = 0] = [0, 4, 8, 12].map((at) => view.getUint32(at, true))
    if (magic !== MAGIC) throw corrupt('不是向量檔或版本不同')
    const expected = HEADER_BYTES + 4 * (bounds + 2 * rows) + rows * dimensions
    if (bytes.length !== expected) throw corrupt(`應有 ${expected} 位元組，實有 ${bytes.length} 位元組`)
    // A copy: typed arrays must begin at a multiple of their size, and a file's buffer may be part of a larger one.
    const copy = new Uint8Array(bytes).buffer
    const starts = new Uint32Array(copy, HEADER_BYTES, bounds)
    const passages = new Int32Array(copy, HEADER_BYTES + 4 * bounds, rows)
    const scales = new Float32Array(copy, HEADER_BYTES + 4 * (bounds + rows), rows)
    const values = new Int8Array(copy, HEADER_BYTES + 4 * (bounds + 2 * rows))
    const ascending = starts.every((start, i) => start >= (starts[i - 1] ?? 0))
    if (dimensions === 0 || bounds === 0 || starts[0] !== 0 || starts.at(-1) !== rows || !ascending) {
      throw corrupt('內容前後不一致')
    }
    const kernel = createDotKernel(rows, dimensions)
    for (let row = 0; row < rows; row++) {
      kernel.rows.set(values.subarray(row * dimensions, (row + 1) * dimensions), row * kernel.stride)
    }
    return new VectorIndex(dimensions, starts, passages, scales, kernel)
  }

  private values(row: number): Int8Array {
    const begin = row * this.kernel.stride
    return this.kernel.rows.subarray(begin, begin + this.dimensions)
  }

  /** Cosine of the query and each row. The query is made integer too, as fine as 32-bit sums allow. */
  private cosines(query: Float32Array): Float32Array {
    const { dimensions, kernel, scales } = this
    if (query.length !== dimensions) {
      throw new RangeError(`a vector of ${dimensions} values was expected, one of ${query.length} came`)
    }
    const largest = Math.min(32_767, Math.floor(2 ** 31 / (128 * dimensions)) - 1)
    const scale = quantise(query, largest, kernel.vector, 0)
    const products = kernel.multiply()
    return scales.map((rowScale, row) => (products[row] ?? 0) * scale * rowScale)
  }
}

/** Writes the vector's values as integers up to ±`largest` at `offset`; gives the scale that makes them values again. */
function quantise(vector: Float32Array, largest: number, into: Int8Array | Int16Array, offset: number): number {
  let max = 0
  for (const v of vector) max = Math.max(max, Math.abs(v))
  if (max === 0) {
    into.fill(0, offset, offset + vector.length)
    return 0
  }
  for (let d = 0; d < vector.length; d++) into[offset + d] = Math.round(((vector[d] ?? 0) * largest) / max)
  return max / largest
}

function checkEntry(entry: VectorEntry, before: VectorEntry | undefined, dimensions: number): void {
  const { ordinal, passage, vector } = entry
  const name = `the vector of record ${ordinal}, passage ${passage}`
  if (!Number.isSafeInteger(ordinal) || ordinal < 0) throw new RangeError(`${name}: ordinals are 0 or more`)
  if (!Number.isSafeInteger(passage) || passage < WHOLE) throw new RangeError(`${name}: passages are ${WHOLE} or more`)
  if (vector.length !== dimensions) {
    throw new RangeError(`${name} has ${vector.length} values, ${dimensions} were expected`)
  }
  const first = before?.ordinal !== ordinal
  if (first && passage !== WHOLE) throw new RangeError(`${name}: the record has no vector of its whole text`)
  if (!first && before.passage === passage) throw new RangeError(`${name} is given twice`)
}

function bytesOf(array: Uint32Array | Int32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
