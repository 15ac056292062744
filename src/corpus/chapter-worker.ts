import { parentPort, workerData } from 'node:worker_threads'
import { share } from './share.js'
import { chapterRecords, openDocument, readingCost } from './read-document.js'
import type { RecordDraft } from './record-draft.js'
import type { SourceEntry } from './sources.js'
import { type SentFluency, receiveFluency } from './tables/fluency-statistics.js'
import { tableReaders } from './tables/registry.js'

/** What a thread is asked: its share of the chapters of a document. */
export interface ChapterTask {
  bytes: Uint8Array
  file: string
  entry: SourceEntry
  /** Number of this thread, from 0, and of all. */
  thread: number
  threads: number
}

/** What it answers: the records of its chapters, by their numbers. */
export type ChapterAnswer = { chapter: number; drafts: RecordDraft[] }[]

/*
 * Reads chapters of a document in a thread of its own and answers with their records. The rest of the document is
 * opened here again, which costs little beside its tables and spares sending it, while the thread that asked makes the
 * character models ready, which all threads share.
 */
// workerData is what parallel.ts hands over, and nobody else starts this file; so with the message.
const { bytes, file, entry, thread, threads } = workerData as ChapterTask
const document = openDocument(bytes, file, entry)
const chapters = share(document.chapters.map(readingCost), threads)[thread] ?? []
parentPort?.once('message', (sent: SentFluency) => {
  const general = receiveFluency(sent)
  const readers = tableReaders(() => general)
  const answer: ChapterAnswer = chapters.flatMap((number) => {
    const chapter = document.chapters[number]
    return chapter ? [{ chapter: number, drafts: chapterRecords(chapter, document, readers).drafts }] : []
  })
  parentPort?.postMessage(answer)
})
