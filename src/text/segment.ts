import { createHash } from 'node:crypto'
import { accessSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import nodejieba from 'nodejieba'
import { foldInPlace, foldText } from './fold.js'
import { NUMBER_UNITS } from './units.js'

/** A word of a text. */
export interface Word {
  /** Folded, as words are compared: 国家 for 國家, wto for ＷＴＯ. */
  word: string
  /** Where it stands in the text, UTF-16 code units. */
  start: number
  end: number
}

export interface Segmenter {
  /** Changes when the words would: a hash over the dictionaries. */
  readonly fingerprint: string
  /**
   * The words of a text in order, not overlapping. Han text is cut by jieba; Latin words (WTO, 5G, COVID-19) and numbers
   * with their unit (107年, 100萬元) are one word each. Punctuation and white space are in none.
   */
  segment(text: string): Word[]
}

export interface DictionaryFiles {
  /** Words with frequencies, folded (made by scripts/make-dictionary.js). */
  dictionary: string
  /** Words that must stay whole, one a line, in any script; `#` begins a note. */
  userDictionary: string
}

const data = fileURLToPath(new URL('../../data/', import.meta.url))
const DEFAULT_FILES: DictionaryFiles = {
  dictionary: path.join(data, 'dictionary.txt'),
  userDictionary: path.join(data, 'user-dictionary.txt'),
}
/** A file with one line of no consequence: cppjieba ends the process where a file is missing or empty. */
const NONE = path.join(data, 'jieba-none.txt')

/** Raise when the same dictionaries give other words than before. */
const VERSION = 2

/** Fingerprint of the segmenter that `createSegmenter` would make, without loading it. */
export function dictionaryFingerprint(files: DictionaryFiles = DEFAULT_FILES): string {
  const hash = createHash('sha256').update(`${VERSION}\0`)
  for (const file of [files.dictionary, files.userDictionary]) hash.update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** The words of the dictionaries, folded; single characters are not among them. */
export function dictionaryWords(files: DictionaryFiles = DEFAULT_FILES): ReadonlySet<string> {
  const words = readFileSync(files.dictionary, 'utf8')
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' ')))
  return new Set([...words.filter((word) => word.length > 1), ...userWords(files)])
}

function userWords(files: DictionaryFiles): string[] {
  const lines = readFileSync(files.userDictionary, 'utf8').split('\n')
  return lines.filter((line) => /^\p{Script=Han}+$/u.test(line.trim())).map((line) => foldText(line))
}

/**
 * nodejieba has one dictionary a process, in the addon itself. What it holds is remembered here, so that a second
 * segmenter with the same dictionary costs nothing, and one with another is refused instead of changing the first.
 */
let loaded: string | null = null

/** Makes a segmenter; the first one in a process loads the dictionary (about a quarter of a second). */
export function createSegmenter(files: DictionaryFiles = DEFAULT_FILES): Segmenter {
  const fingerprint = dictionaryFingerprint(files)
  if (loaded !== null && loaded !== fingerprint) {
    throw new Error('nodejieba has one dictionary a process; another one is already in use')
  }
  if (loaded === null) load(files)
  loaded = fingerprint
  return { fingerprint, segment }
}

function load(files: DictionaryFiles): void {
  const hmmDict = path.join(path.dirname(createRequire(import.meta.url).resolve('nodejieba')), HMM_MODEL)
  // Read once here, so that a missing file is an error that can be caught: cppjieba ends the process.
  for (const file of [hmmDict, NONE]) accessSync(file)
  nodejieba.load({ dict: files.dictionary, hmmDict, userDict: NONE, idfDict: NONE, stopWordDict: NONE })
  // Inserted words get the dictionary's median weight. Since the dictionary has no rare words, that is above the weight
  // of any two content words side by side.
  for (const word of userWords(files)) nodejieba.insertWord(word)
}

const HMM_MODEL = 'submodules/cppjieba/dict/hmm_model.utf8'

const LETTER = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{M}])`
/** What stands in Latin words between letters and digits: COVID-19, R&D, PM2.5, www.gov.tw. */
const LATIN = String.raw`\d*${LETTER}(?:${LETTER}|\d)*(?:[-.&_+](?:${LETTER}|\d)+)*`
const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
const UNIT = NUMBER_UNITS.map((unit) => foldText(unit)).join('|')
const TOKEN = new RegExp(
  String.raw`(?<latin>${LATIN})|(?<number>${NUMBER}(?:%|[十百千万亿兆]{0,2}(?:${UNIT})?))|(?<han>\p{Script=Han}+)`,
  'gu',
)

const SURROGATE = /[\ud800-\udfff]/

function segment(text: string): Word[] {
  const inPlace = foldInPlace(text)
  const words: Word[] = []
  for (const { 0: token, index: start, groups } of inPlace.matchAll(TOKEN)) {
    if (groups?.['han'] === undefined) {
      const end = start + token.length
      const folded = foldText(text.slice(start, end))
      words.push({ word: groups?.['number'] === undefined ? folded : folded.replaceAll(',', ''), start, end })
      continue
    }
    let at = start
    for (const word of nodejieba.cut(token)) {
      // A compatibility ideograph beyond the first plane folds to one of another length, so not in place.
      words.push({ word: SURROGATE.test(word) ? foldText(word) : word, start: at, end: at + word.length })
      at += word.length
    }
  }
  return words
}
