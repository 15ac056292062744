/** Files of an index version. */
export const INDEX_FILES = {
  /** One record a line, JSON; a record's line number is its ordinal everywhere else. */
  records: 'records.jsonl',
  documents: 'documents.json',
  keyword: 'keyword.json',
  vectors: 'vectors.bin',
} as const

/** The decoded text of a document, to which the records' sources point. */
export const textFile = (documentId: string): string => `texts/${documentId}.txt`
