import type { CharacterIndex, KeywordIndex, PassageRanges, PhraseIndex, Spelling } from '../keyword/index.js'
import type { AgencyDirectory, KnownValues } from '../query/index.js'
import type { Embedder, VectorIndex } from '../semantic/index.js'
import type { Segmenter } from '../text/index.js'
import type { Collection } from './collection.js'
import type { ConditionContext } from './conditions.js'
import type { ResolveAgency } from './filters.js'
import type { OfficialTerms } from './official-terms.js'

/** What the engine's verbs work with. Everything is read-only once the index is open. */
export interface EngineParts {
  collection: Collection
  keyword: KeywordIndex
  phrases: PhraseIndex
  vectors: VectorIndex
  official: OfficialTerms
  embedder: Embedder
  segmenter: Segmenter
  /** Made when first needed, as the two below: the start need not wait for it. */
  passages: () => PassageRanges
  characters: () => CharacterIndex
  spelling: () => Spelling
  directory: AgencyDirectory
  /** Values that fields may have. */
  known: KnownValues
}

/** What conditions need of the parts. */
export const conditionContext = ({ collection, phrases, directory }: EngineParts): ConditionContext => ({
  collection,
  phrases,
  directory,
})

/** Printed names of an agency, from any of its names. */
export const agencyResolver =
  ({ directory }: EngineParts): ResolveAgency =>
  (name) =>
    directory.resolve(name)
