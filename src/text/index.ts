export { characterPairs, diceCoefficient } from './dice.js'
export { fold, foldText, foldInPlace, Folded, type FoldedOffset, type FoldedRange } from './fold.js'
export { isAmbiguousSimplified, ordinaryIdeograph, type HanScript } from './han.js'
export { parseNumeral, toChineseDigits, toChineseNumeral } from './numerals.js'
export { splitPassages } from './passages.js'
export { heardAs, loadReadings, type Readings } from './readings.js'
export {
  createSegmenter,
  dictionaryFingerprint,
  dictionaryWords,
  type DictionaryFiles,
  type Segmenter,
  type Word,
} from './segment.js'
export { findYears, toCeYear, toRocYear, type YearMention } from './years.js'
