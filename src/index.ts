export {
  buildIndex,
  ensureIndex,
  staleness,
  type BuildOptions,
  type BuildProgress,
  type BuildResult,
} from './indexing/index.js'
export { readCorpus, readDocument, type Corpus, type CorpusDocument, type CorpusFailure } from './corpus/index.js'
export { SearchEngine, type OpenOptions, type SimilarOptions } from './search/index.js'
export { exportRecords, type ExportFormat } from './search/export.js'
export { parseQuery, printQuery, type ParsedQuery, type QueryNode } from './query/index.js'
export { BUNDLED_MODEL, openModel, type Embedder } from './semantic/index.js'
export { createApp, type AppOptions } from './server/app.js'
export { ShizhengError, ERROR_CODES, type ErrorCode } from './errors.js'
export { LIMITS } from './limits.js'
export * from './record.js'
export * from './search/types.js'
