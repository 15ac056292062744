import { CharacterIndex, KeywordIndex, PassageRanges, PhraseIndex, Spelling } from '../keyword/index.js'
import { AgencyDirectory, loadAgencies } from '../query/index.js'
import { openModel, VectorIndex } from '../semantic/index.js'
import { corrupt, INDEX_FILES, indexFile, readIndex, textFile, type Manifest } from '../store/index.js'
import { createSegmenter, dictionaryWords, loadReadings } from '../text/index.js'
import { Collection } from './collection.js'
import { OfficialTerms } from './official-terms.js'
import type { EngineParts } from './parts.js'
import { storedDocuments, storedJson, storedRecords } from './stored.js'

export interface OpenOptions {
  /** Folder of the index, as `shizheng index` writes it. */
  indexDir: string
  /** Folder of the embedding models. */
  modelsDir: string
}

/** What an index holds once it is open. */
export interface OpenedIndex {
  parts: EngineParts
  manifest: Manifest
  /** Decoded texts of the documents by their ids. */
  texts: ReadonlyMap<string, string>
  /** Folder name of the index version. */
  version: string
}

/** Reads an index and its model. Throws `index-missing`, `index-corrupt`, `model-missing` or `model-invalid`. */
export async function openIndex({ indexDir, modelsDir }: OpenOptions): Promise<OpenedIndex> {
  const stored = await readIndex(indexDir)
  const embedder = await openModel(modelsDir, stored.manifest.model)
  try {
    // Vectors of two models cannot be compared, not even of two versions of one: all would be found, in any order.
    if (stored.manifest.fingerprints.model !== embedder.fingerprint)
      throw corrupt(`索引的向量出自另一版的語意模型 ${embedder.name}`)
    const vectors = VectorIndex.fromBuffer(indexFile(stored, INDEX_FILES.vectors))
    const collection = new Collection(storedRecords(stored), storedDocuments(stored))
    if (vectors.dimensions !== embedder.dimensions)
      throw corrupt(`索引的向量有 ${vectors.dimensions} 維，模型 ${embedder.name} 給出 ${embedder.dimensions} 維`)
    const keyword = KeywordIndex.fromJSON(storedJson(stored, INDEX_FILES.keyword))
    const segmenter = createSegmenter()
    const passages = once(() => PassageRanges.build(collection.records))
    const parts: EngineParts = {
      collection,
      keyword,
      phrases: PhraseIndex.build(collection.records),
      vectors,
      official: OfficialTerms.fromFiles(
        storedJson(stored, INDEX_FILES.terms),
        indexFile(stored, INDEX_FILES.termVectors),
      ),
      embedder,
      segmenter,
      passages,
      characters: once(() => CharacterIndex.build(collection.records, passages())),
      spelling: once(() => new Spelling(keyword, loadReadings(), segmenter, dictionaryWords())),
      directory: new AgencyDirectory(await loadAgencies(), collection.column('agency').values.map(String)),
      known: {
        categories: collection.column('category').values.map(String),
        documents: collection.documents.map((d) => d.id),
      },
    }
    const texts = new Map(collection.documents.map(({ id }) => [id, indexFile(stored, textFile(id)).toString('utf8')]))
    return { parts, manifest: stored.manifest, texts, version: stored.version }
  } catch (error) {
    await embedder.dispose()
    throw error
  }
}

/** A value that is made when it is first asked for, and kept. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
