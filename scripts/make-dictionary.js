/**
 * Makes data/dictionary.txt: jieba's dictionary folded as search folds, without the words that are rare everywhere.
 *
 *   npm run build
 *   node scripts/make-dictionary.js TEXT...
 *
 * jieba's own dictionary is Simplified and has 349,000 words, most of them names of people and places abroad; loading it
 * takes over a second at every start. Kept are the words that are common in general text and those that the full
 * dictionary finds in the texts given, which should be of the kind that will be searched. The file that is shipped was
 * made with the documents in seeds/, models/training/pairs.jsonl and the articles of Taiwan's laws in force (a third of them).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { foldText } from '../dist/text/index.js'

/** Occurrences in jieba's corpus of general text from which a word is kept. */
const COMMON = 50
/** Occurrences in the given texts from which a word is kept. */
const USED = 2

const require = createRequire(import.meta.url)
const nodejieba = require('nodejieba')
const data = join(dirname(fileURLToPath(import.meta.url)), '..', 'data')
const jiebaFiles = join(dirname(require.resolve('nodejieba')), 'submodules/cppjieba/dict')

const frequencies = new Map()
for (const line of readFileSync(join(jiebaFiles, 'jieba.dict.utf8'), 'utf8').split('\n')) {
  const [word, frequency] = line.split(' ')
  if (!/^\p{Script=Han}+$/u.test(word)) continue
  const folded = foldText(word)
  frequencies.set(folded, (frequencies.get(folded) ?? 0) + Number(frequency))
}
const write = (file, words) => writeFileSync(file, words.map(([word, n]) => `${word} ${n} x\n`).join(''))
const file = join(data, 'dictionary.txt')
write(file, [...frequencies])

// cppjieba wants files for what only its keyword extraction uses, with at least one line each.
nodejieba.load({
  dict: file,
  userDict: join(data, 'jieba-none.txt'),
  idfDict: join(data, 'jieba-none.txt'),
  stopWordDict: join(data, 'jieba-none.txt'),
})
const used = new Map()
for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  for (const line of text.split('\n')) {
    for (const word of nodejieba.cut(foldText(line))) used.set(word, (used.get(word) ?? 0) + 1)
  }
}

const kept = [...frequencies].filter(([w, n]) => n >= COMMON || [...w].length === 1 || (used.get(w) ?? 0) >= USED)
kept.sort(([a], [b]) => (a < b ? -1 : 1))
write(file, kept)
console.log(`${kept.length} of ${frequencies.size} words kept`)
