import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'
import type { DocumentInfo, PlanRecord } from '../record.js'
import { tooLarge } from './decode.js'
import { readDocumentInParallel } from './parallel.js'
import { documentId } from './read-document.js'
import { parseSources, SOURCES_FILE, type Sources } from './sources.js'

export interface CorpusDocument extends DocumentInfo {
  /** Decoded text, to which all offsets refer. */
  text: string
}

export interface CorpusFailure {
  file: string
  error: ShizhengError
}

export interface Corpus {
  /** In the order of their file names. */
  documents: CorpusDocument[]
  /** Document by document, in the order of the text. */
  records: PlanRecord[]
  /** Documents that could not be read; the others are complete. */
  failures: CorpusFailure[]
}

export interface ReadCorpusOptions {
  /** Called before each document and once at the end, with the number of documents read so far. */
  onProgress?: (done: number, total: number, file: string | null) => void
}

/** Files beside the documents; every other file is one, so that a PDF put there by mistake is not passed over. */
const NO_DOCUMENT = /^(?:\.|~\$|sources\.json$|(?:readme|license|changelog)\b|thumbs\.db$|desktop\.ini$)/iu

/**
 * Reads every document of a folder. Throws `seeds-missing` where there is no folder and `seeds-empty` where it holds
 * no document; whatever is wrong with a single document is told in `failures`.
 */
export async function readCorpus(seedsDir: string, options: ReadCorpusOptions = {}): Promise<Corpus> {
  const files = await documentFiles(seedsDir)
  const corpus: Corpus = { documents: [], records: [], failures: [] }
  const sources = await readSources(seedsDir, corpus.failures)
  const ids = new Map<string, string>()
  for (const [i, file] of files.entries()) {
    options.onProgress?.(i, files.length, file)
    try {
      const twin = ids.get(documentId(file))
      if (twin !== undefined) throw sameId(file, twin)
      ids.set(documentId(file), file)
      const error = sources.errors.get(file)
      if (error) throw error
      const bytes = await readBytes(path.join(seedsDir, file), file)
      const document = await readDocumentInParallel(bytes, file, sources.entries.get(file))
      corpus.documents.push({ ...document.info, text: document.text })
      corpus.records.push(...document.records)
    } catch (error) {
      if (!(error instanceof ShizhengError)) throw error
      corpus.failures.push({ file, error })
    }
  }
  options.onProgress?.(files.length, files.length, null)
  return corpus
}

async function documentFiles(seedsDir: string): Promise<string[]> {
  const entries = await readdir(seedsDir, { withFileTypes: true }).catch((error: unknown) => {
    throw new ShizhengError(
      'seeds-missing',
      `找不到文件資料夾「${seedsDir}」，或無法讀取（${reason(error)}）。請建立資料夾並放入文件，或以 --seeds 指定資料夾。`,
      { directory: seedsDir },
      { cause: error },
    )
  })
  const files = entries
    .filter((e) => !e.isDirectory() && !NO_DOCUMENT.test(e.name))
    .map((e) => e.name)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (files.length > 0) return files
  throw new ShizhengError(
    'seeds-empty',
    `「${seedsDir}」裡沒有文件。請放入施政計畫的純文字檔，或以 --seeds 指定資料夾。`,
    { directory: seedsDir },
  )
}

/** Reads `sources.json` of the folder; what is wrong with it goes to `failures`. */
export async function readSources(seedsDir: string, failures: CorpusFailure[]): Promise<Sources> {
  const none: Sources = { entries: new Map(), errors: new Map() }
  try {
    return parseSources(await readFile(path.join(seedsDir, SOURCES_FILE), 'utf8'))
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return none
    const known = error instanceof ShizhengError ? error : unreadable(SOURCES_FILE, error)
    failures.push({ file: SOURCES_FILE, error: known })
    return none
  }
}

async function readBytes(file: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > LIMITS.documentBytes) throw tooLarge(name, size)
    return await readFile(file)
  } catch (error) {
    throw error instanceof ShizhengError ? error : unreadable(name, error)
  }
}

function unreadable(name: string, error: unknown): ShizhengError {
  return new ShizhengError(
    'document-unreadable',
    `無法讀取「${name}」（${reason(error)}）。請確認檔案存在，且目前的使用者有讀取權限。`,
    { file: name },
    { cause: error },
  )
}

function sameId(file: string, twin: string): ShizhengError {
  return new ShizhengError(
    'document-metadata',
    `「${file}」與「${twin}」去掉副檔名後同名，無法區分。請把其中一個改名。`,
    { file, twin },
  )
}

function reason(error: unknown): string {
  return isSystemError(error) ? error.code : String(error)
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
