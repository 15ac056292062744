export { InterleavedReader } from './reader.js'
export type { InterleavedAnalysis } from './analyse.js'
export { explainLines, explainText, type ExplainedLine } from './explain.js'
