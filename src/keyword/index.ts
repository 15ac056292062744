export {
  KEYWORD_FIELDS,
  keywordFields,
  TEXT_FIELDS,
  type KeywordDocument,
  type KeywordField,
  type TextField,
} from './fields.js'
export {
  BM25,
  FIELD_WEIGHTS,
  KeywordIndex,
  type KeywordHit,
  type KeywordOptions,
  type StoredKeywordIndex,
} from './keyword-index.js'
export { inverseDocumentFrequency } from './idf.js'
export { CharacterIndex } from './character-index.js'
export { PassageRanges } from './passage-ranges.js'
export { queryTerms, termsOf, type QueryTerm, type Term } from './terms.js'
export { highlightRanges, type HighlightTarget } from './highlight.js'
export { PhraseIndex, type PhraseOptions } from './phrase-index.js'
export { Spelling, type SpellingSuggestion } from './spelling.js'
