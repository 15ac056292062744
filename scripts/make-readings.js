/**
 * Makes data/readings.txt: the Mandarin readings, without tone, of the characters in data/dictionary.txt.
 *
 *   npm run build
 *   npm install --no-save pinyin-pro@3
 *   node scripts/make-readings.js
 *
 * A line is a syllable, a tab and its characters. Characters are folded as search folds them; a folded character has the
 * readings of all that fold to it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { foldText } from '../dist/text/index.js'

const data = (name) => new URL(`../data/${name}`, import.meta.url)
const used = new Set(readFileSync(data('dictionary.txt'), 'utf8').match(/\p{Script=Han}/gu))
const syllables = new Map()
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const character = String.fromCharCode(code)
  const folded = foldText(character)
  if (!used.has(folded)) continue
  for (const syllable of pinyin(character, { multiple: true, toneType: 'none', v: true, type: 'array' })) {
    if (!/^[a-z]+$/u.test(syllable)) continue
    syllables.set(syllable, (syllables.get(syllable) ?? new Set()).add(folded))
  }
}
const lines = [...syllables]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([s, characters]) => `${s}\t${[...characters].join('')}`)
writeFileSync(data('readings.txt'), lines.join('\n') + '\n')
console.log(`${lines.length} syllables`)
