import { parentPort, workerData } from 'node:worker_threads'
import { chapterRecords, openDocument } from './read-document.js'
import type { SourceEntry } from './sources.js'
import { TABLE_READERS } from './tables/registry.js'

/** What a worker is asked: some chapters, by number, of a document. */
export interface ChapterTask {
  bytes: Uint8Array
  file: string
  entry: SourceEntry
  chapters: number[]
}

/*
 * Reads chapters of a document in a thread of its own and answers with their records. The rest of the document is
 * opened here again, which costs little beside its tables and spares sending it.
 */
// workerData is what parallel.ts hands over, and nobody else starts this file.
const { bytes, file, entry, chapters } = workerData as ChapterTask
const document = openDocument(bytes, file, entry)
parentPort?.postMessage(
  chapters.map((number) => {
    const chapter = document.chapters[number]
    return chapter ? chapterRecords(chapter, document, TABLE_READERS).drafts : []
  }),
)
