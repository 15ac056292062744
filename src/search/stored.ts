import { RECORD_KINDS, type DocumentInfo, type PlanRecord } from '../record.js'
import { corrupt, INDEX_FILES, indexFile, type StoredIndex } from '../store/index.js'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw corrupt(`索引檔 ${name} 不是完整的 JSON`, { cause })
  }
}

/** A file of the index as JSON. Throws `index-corrupt`. */
export function storedJson(stored: StoredIndex, name: string): unknown {
  return parse(indexFile(stored, name).toString('utf8'), name)
}

/**
 * What is checked of a record. The file's hash has been compared already: this finds a file that another version
 * wrote, not a flipped bit.
 */
function isRecord(value: unknown): value is PlanRecord {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.year === 'number' &&
    ['agency', 'title', 'text'].every((key) => typeof value[key] === 'string') &&
    Array.isArray(value.section) &&
    isObject(value.source) &&
    RECORD_KINDS.some((kind) => kind === value.kind)
  )
}

function isDocument(value: unknown): value is DocumentInfo {
  return isObject(value) && typeof value.id === 'string' && typeof value.file === 'string' && Array.isArray(value.pages)
}

/** The records, in order. Throws `index-corrupt`. */
export function storedRecords(stored: StoredIndex): PlanRecord[] {
  const name = INDEX_FILES.records
  const lines = indexFile(stored, name).toString('utf8').split('\n').filter(Boolean)
  const records = lines.map((line, i) => {
    const value = parse(line, name)
    if (!isRecord(value)) throw corrupt(`索引檔 ${name} 第 ${i + 1} 行缺少應有的欄位`)
    return value
  })
  if (records.length !== stored.manifest.counts.records)
    throw corrupt(`索引應有 ${stored.manifest.counts.records} 筆資料，${name} 有 ${records.length} 筆`)
  return records
}

/** The documents, in order. Throws `index-corrupt`. */
export function storedDocuments(stored: StoredIndex): DocumentInfo[] {
  const value = storedJson(stored, INDEX_FILES.documents)
  if (!Array.isArray(value) || !value.every(isDocument)) throw corrupt(`索引檔 ${INDEX_FILES.documents} 缺少應有的欄位`)
  return value
}
