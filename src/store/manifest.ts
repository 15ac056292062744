import { ShizhengError } from '../errors.js'

/** Format of the index folder. Raised whenever an older reader could misread a newer index, or the reverse. */
export const INDEX_FORMAT = 1

/** What an index was made from. Where one of these differs from what is there now, the index is out of date. */
export interface Fingerprints {
  /** Over names and bytes of the source documents and `sources.json`. */
  documents: string
  /** Over the compiled code that reads, segments, weighs and stores. */
  code: string
  /** Over the dictionaries of the segmenter. */
  dictionary: string
  /** Over the files of the embedding model. */
  model: string
}

export interface Manifest {
  format: number
  /** ISO 8601, UTC. */
  created: string
  /** Name of the embedding model. */
  model: string
  fingerprints: Fingerprints
  counts: { documents: number; records: number; vectors: number }
  /** Source files that could not be read, with the reason. */
  failures: { file: string; code: string; message: string }[]
  /** Every other file of the folder: its size in bytes and its SHA-256, hexadecimal. */
  files: Record<string, { bytes: number; sha256: string }>
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || typeof value.created !== 'string' || typeof value.model !== 'string') return false
  const { fingerprints, counts, files, failures } = value
  return (
    isObject(fingerprints) &&
    ['documents', 'code', 'dictionary', 'model'].every((key) => typeof fingerprints[key] === 'string') &&
    isObject(counts) &&
    ['documents', 'records', 'vectors'].every((key) => typeof counts[key] === 'number') &&
    Array.isArray(failures) &&
    isObject(files) &&
    Object.values(files).every((f) => isObject(f) && typeof f.bytes === 'number' && typeof f.sha256 === 'string')
  )
}

/** Reads a manifest. Throws `index-corrupt` where it is not one, or one of another format. */
export function parseManifest(json: string, where: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw corrupt(`${where} 的 manifest.json 不是完整的 JSON`, { cause })
  }
  if (isObject(value) && typeof value.format === 'number' && value.format !== INDEX_FORMAT)
    throw corrupt(`${where} 是格式 ${value.format} 的索引，這個版本讀的是格式 ${INDEX_FORMAT}`)
  if (!isManifest(value)) throw corrupt(`${where} 的 manifest.json 缺少應有的欄位`)
  return value
}

/** An `index-corrupt` error with the remedy. */
export function corrupt(what: string, options?: ErrorOptions): ShizhengError {
  return new ShizhengError('index-corrupt', `${what}。請重新建立索引：npx shizheng index`, {}, options)
}
