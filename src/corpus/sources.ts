import { ShizhengError } from '../errors.js'

/** What is known about a document apart from its text. */
export interface SourceEntry {
  agency?: string
  /** ROC year. */
  year?: number
  title?: string
  publisher?: string
  url?: string
}

export interface Sources {
  entries: ReadonlyMap<string, SourceEntry>
  /** Errors by file name: an entry that is wrong concerns its own document alone. */
  errors: ReadonlyMap<string, ShizhengError>
}

export const SOURCES_FILE = 'sources.json'
const FIELDS = ['agency', 'year', 'title', 'publisher', 'url']

/**
 * Reads `sources.json`: an object that gives for each file name what its text does not say. Throws `document-metadata`
 * where the file as a whole is not such an object.
 */
export function parseSources(json: string): Sources {
  const root = parse(json)
  if (!isObject(root)) {
    throw problem('最外層須為物件：{"檔名": {"agency": "…", "year": 107}}。', SOURCES_FILE)
  }
  const entries = new Map<string, SourceEntry>()
  const errors = new Map<string, ShizhengError>()
  for (const [file, value] of Object.entries(root)) {
    const checked = checkEntry(file, value)
    if (checked instanceof ShizhengError) errors.set(file, checked)
    else entries.set(file, checked)
  }
  return { entries, errors }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw problem(`不是正確的 JSON（${error.message}）。請修正後再試。`, SOURCES_FILE, error)
  }
}

function checkEntry(file: string, value: unknown): SourceEntry | ShizhengError {
  if (!isObject(value)) return problem(`「${file}」須為物件，例如 {"agency": "外交部", "year": 106}。`, file)
  const unknown = Object.keys(value).filter((key) => !FIELDS.includes(key))
  if (unknown.length > 0) {
    return problem(`「${file}」有不認得的欄位：${unknown.join('、')}。可用的欄位是 ${FIELDS.join('、')}。`, file)
  }
  const entry: SourceEntry = {}
  for (const field of ['agency', 'title', 'publisher'] as const) {
    const text = value[field]
    if (text === undefined) continue
    if (typeof text !== 'string' || text.trim() === '')
      return problem(`「${file}」的 ${field} 須為非空白的文字。`, file)
    entry[field] = text.trim()
  }
  const { year, url } = value
  if (year !== undefined) {
    if (typeof year !== 'number' || !Number.isInteger(year) || year < 1 || year > 999) {
      return problem(`「${file}」的 year 須為民國年的整數，例如 107，但收到 ${JSON.stringify(year)}。`, file)
    }
    entry.year = year
  }
  if (url !== undefined) {
    if (typeof url !== 'string' || !/^https?:$/u.test(protocolOf(url))) {
      return problem(`「${file}」的 url 須為 http 或 https 網址，但收到 ${JSON.stringify(url)}。`, file)
    }
    entry.url = url
  }
  return entry
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}

function problem(message: string, file: string, cause?: Error): ShizhengError {
  return new ShizhengError('document-metadata', `${SOURCES_FILE}：${message}`, { file }, cause ? { cause } : undefined)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
