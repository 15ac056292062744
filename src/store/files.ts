/** Files of an index version. */
export const INDEX_FILES = {
  /** One record a line, JSON; a record's line number is its ordinal everywhere else. */
  records: 'records.jsonl',
  documents: 'documents.json',
  keyword: 'keyword.json',
  vectors: 'vectors.bin',
  /** Official terms for everyday questions: lists of terms, and the vectors of the questions. */
  terms: 'official-terms.json',
  termVectors: 'official-terms.bin',
} as const

/** The decoded text of a document, to which the records' sources point. */
export const textFile = (documentId: string): string => `texts/${documentId}.txt`
