export { SearchEngine } from './engine.js'
export type { OpenOptions } from './open-index.js'
export type { SimilarOptions } from './similar.js'
export type { AgencyYear, IndexStats, Selection } from './stats.js'
