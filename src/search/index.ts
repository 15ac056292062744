export { SearchEngine, type OpenOptions } from './engine.js'
export type { SimilarOptions } from './similar.js'
export type { AgencyYear, IndexStats, Selection } from './stats.js'
