export { embedInBatches } from './batches.js'
export type { Embedder } from './embedder.js'
export { BUNDLED_MODEL, assertModelName, listModels, type ModelFolder, type ModelKind } from './model-folder.js'
export { modelFingerprint, openModel } from './open-model.js'
export { checkModel, PROBE_TOLERANCE, type ModelCheck } from './check-model.js'
export { addModel, type AddModelOptions, type AddProgress } from './add-model.js'
export { passageTexts, type PassageTexts } from './passage-texts.js'
export {
  PASSAGE_WEIGHT,
  VectorIndex,
  WHOLE,
  type Comparison,
  type VectorEntry,
  type VectorHit,
  type VectorSearchOptions,
} from './vector-index.js'
