import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ChapterAnswer, ChapterTask } from './chapter-worker.js'
import {
  chapterRecords,
  closeDocument,
  openDocument,
  readingCost,
  type OpenDocument,
  type ReadDocument,
} from './read-document.js'
import type { RecordDraft } from './record-draft.js'
import type { SourceEntry } from './sources.js'
import { sendFluency, shippedFluency } from './tables/fluency-statistics.js'
import { TABLE_READERS } from './tables/registry.js'

/** Cost of chapters, about characters of tables, from which starting threads pays. */
const WORTH_THREADS = 20_000
/** More threads than this only add memory: each holds the readers' statistics. */
const MOST_THREADS = 8

const WORKER = new URL('./chapter-worker.js', import.meta.url)
/** Threads run compiled code; from sources (in tests) everything is read in this one. */
const COMPILED = fileURLToPath(import.meta.url).endsWith('.js')

/**
 * Reads a document as `readDocument` does, the tables of its chapters in as many threads as there are cores. Chapters
 * do not depend on each other, so the result is the same. Throws as `readDocument` does.
 */
export async function readDocumentInParallel(
  bytes: Uint8Array,
  file: string,
  entry: SourceEntry = {},
  threads: number = Math.min(availableParallelism(), MOST_THREADS),
): Promise<Omit<ReadDocument, 'tables'>> {
  const document = openDocument(bytes, file, entry)
  const costs = document.chapters.map(readingCost)
  const whole = costs.reduce((sum, cost) => sum + cost, 0)
  const used = Math.min(threads, costs.length)
  if (used < 2 || !COMPILED || whole < WORTH_THREADS) return closeDocument(document, readHere(document))
  const drafts: RecordDraft[][] = document.chapters.map(() => [])
  const workers = Array.from({ length: used }, (_, thread) => {
    const task: ChapterTask = { bytes, file, entry, thread, threads: used }
    return new Worker(WORKER, { workerData: task })
  })
  try {
    // made while the threads open the document
    const sent = sendFluency(shippedFluency())
    for (const worker of workers) worker.postMessage(sent)
    const answers = await Promise.all(workers.map((worker) => answerOf(worker, file)))
    for (const { chapter, drafts: read } of answers.flat()) drafts[chapter] = read
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()))
    throw error
  }
  return closeDocument(document, drafts)
}

function readHere(document: OpenDocument): RecordDraft[][] {
  return document.chapters.map((chapter) => chapterRecords(chapter, document, TABLE_READERS).drafts)
}

function answerOf(worker: Worker, file: string): Promise<ChapterAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      reject(new Error(`a thread that read chapters of ${file} ended with code ${code} and no answer`))
    })
  })
}
