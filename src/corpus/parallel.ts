import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ChapterTask } from './chapter-worker.js'
import {
  chapterRecords,
  closeDocument,
  openDocument,
  tableCharacters,
  type OpenDocument,
  type ReadDocument,
} from './read-document.js'
import type { RecordDraft } from './record-draft.js'
import type { SourceEntry } from './sources.js'
import { TABLE_READERS } from './tables/registry.js'

/** Characters of tables from which starting threads pays. */
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
  const costs = document.chapters.map(tableCharacters)
  const whole = costs.reduce((sum, cost) => sum + cost, 0)
  if (threads < 2 || !COMPILED || whole < WORTH_THREADS || costs.length < 2)
    return closeDocument(document, readHere(document))
  const drafts: RecordDraft[][] = document.chapters.map(() => [])
  await Promise.all(
    share(costs, threads).map(async (chapters) => {
      const read = await inThread({ bytes, file, entry, chapters })
      chapters.forEach((number, i) => {
        drafts[number] = read[i] ?? []
      })
    }),
  )
  return closeDocument(document, drafts)
}

function readHere(document: OpenDocument): RecordDraft[][] {
  return document.chapters.map((chapter) => chapterRecords(chapter, document, TABLE_READERS).drafts)
}

/** Deals the chapters out, the costliest first, each to the thread that has least to do. */
export function share(costs: readonly number[], threads: number): number[][] {
  const hands = Array.from({ length: threads }, () => ({ chapters: [] as number[], cost: 0 }))
  const byCost = costs.map((cost, number) => ({ cost, number })).sort((a, b) => b.cost - a.cost)
  for (const { cost, number } of byCost) {
    const least = hands.reduce((a, b) => (b.cost < a.cost ? b : a))
    least.chapters.push(number)
    least.cost += cost
  }
  return hands.map(({ chapters }) => chapters).filter((chapters) => chapters.length > 0)
}

function inThread(task: ChapterTask): Promise<RecordDraft[][]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      reject(new Error(`a thread that read chapters of ${task.file} ended with code ${code} and no answer`))
    })
  })
}
