import { readCorpus, type Corpus } from '../corpus/index.js'
import { ShizhengError } from '../errors.js'
import { KeywordIndex } from '../keyword/index.js'
import type { PlanRecord } from '../record.js'
import {
  embedInBatches,
  openModel,
  passageTexts,
  VectorIndex,
  type Embedder,
  type VectorEntry,
} from '../semantic/index.js'
import { loadTermEntries, OfficialTerms } from '../search/official-terms.js'
import { INDEX_FILES, textFile, writeIndex, type Manifest } from '../store/index.js'
import { createSegmenter } from '../text/index.js'
import { currentFingerprints } from './fingerprints.js'

export interface BuildProgress {
  stage: 'read' | 'keyword' | 'embed' | 'write'
  /** Share of the whole work done, 0 to 1. */
  fraction: number
  detail?: string
}

export interface BuildOptions {
  /** Folders of the documents, the index and the models. */
  seeds: string
  index: string
  models: string
  /** Name of the embedding model. */
  model: string
  onProgress?: (progress: BuildProgress) => void
}

export interface BuildResult {
  version: string
  manifest: Omit<Manifest, 'format' | 'created' | 'files'>
  milliseconds: number
}

/** Share of the work that is done when a stage begins. */
const BEGIN = { read: 0, keyword: 0.5, embed: 0.65, write: 0.97 } as const

/**
 * Reads the documents, makes the keyword index and the vectors, and puts a new index version in force.
 * A document that cannot be read is listed in the manifest's `failures`; the others are indexed.
 * Throws where no document can be read, where the model is missing, and where the index can't be written.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildResult> {
  const { seeds, index, models, model, onProgress = () => undefined } = options
  const started = performance.now()
  const embedder = await openModel(models, model)
  try {
    // Taken before reading, so that a document changed meanwhile makes the index out of date.
    const fingerprints = await currentFingerprints(seeds, models, model)
    const corpus = await readDocuments(seeds, onProgress)
    const { records, documents, failures } = corpus

    onProgress({ stage: 'keyword', fraction: BEGIN.keyword })
    const keyword = KeywordIndex.build(records, createSegmenter())

    const vectors = await embedRecords(records, embedder, (done) => {
      onProgress({ stage: 'embed', fraction: BEGIN.embed + done * (BEGIN.write - BEGIN.embed) })
    })

    const official = (await OfficialTerms.build(await loadTermEntries(), records, embedder)).toFiles()

    onProgress({ stage: 'write', fraction: BEGIN.write })
    const manifest = {
      model,
      fingerprints,
      counts: { documents: documents.length, records: records.length, vectors: vectors.length },
      failures: failures.map(({ file, error }) => ({ file, code: error.code, message: error.message })),
    }
    const version = await writeIndex(
      index,
      new Map<string, string | Uint8Array>([
        [INDEX_FILES.records, records.map((record) => JSON.stringify(record) + '\n').join('')],
        [INDEX_FILES.documents, documentsJson(documents)],
        [INDEX_FILES.keyword, JSON.stringify(keyword)],
        [INDEX_FILES.vectors, VectorIndex.build(vectors, embedder.dimensions).toBuffer()],
        [INDEX_FILES.terms, official.terms],
        [INDEX_FILES.termVectors, official.vectors],
        ...documents.map(({ id, text }): [string, string] => [textFile(id), text]),
      ]),
      manifest,
    )
    onProgress({ stage: 'write', fraction: 1 })
    return { version, manifest, milliseconds: performance.now() - started }
  } finally {
    await embedder.dispose()
  }
}

/** What is known of the documents; their texts lie in files of their own. */
const documentsJson = (documents: Corpus['documents']): string =>
  JSON.stringify(documents, (key, value: unknown) => (key === 'text' ? undefined : value))

async function readDocuments(seeds: string, onProgress: (progress: BuildProgress) => void): Promise<Corpus> {
  const corpus = await readCorpus(seeds, {
    onProgress: (done, total, file) => {
      const fraction = (BEGIN.keyword * done) / Math.max(1, total)
      onProgress({ stage: 'read', fraction, ...(file === null ? {} : { detail: file }) })
    },
  })
  const [first] = corpus.failures
  if (corpus.documents.length === 0 && first)
    throw new ShizhengError(
      'document-unreadable',
      `${seeds} 裡的 ${corpus.failures.length} 個檔案都無法讀取。${corpus.failures.map((f) => `${f.file}：${f.error.message}`).join('；')}`,
      { file: first.file },
    )
  return corpus
}

/** Vectors of every record and of each of its points. `onProgress` gets the share done. */
async function embedRecords(
  records: readonly PlanRecord[],
  embedder: Embedder,
  onProgress: (done: number) => void,
): Promise<VectorEntry[]> {
  const jobs = records.flatMap((record, ordinal) => {
    const { whole, points } = passageTexts(record)
    return [{ ordinal, passage: -1, text: whole }, ...points.map((text, passage) => ({ ordinal, passage, text }))]
  })
  const vectors = await embedInBatches(
    embedder,
    jobs.map((job) => job.text),
    'passage',
    onProgress,
  )
  return vectors.flatMap((vector, i) => {
    const job = jobs[i]
    return job ? [{ ordinal: job.ordinal, passage: job.passage, vector }] : []
  })
}
