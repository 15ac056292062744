export { buildIndex, type BuildOptions, type BuildProgress, type BuildResult } from './build.js'
export { ensureIndex, staleness, type Staleness } from './ensure.js'
