/**
 * Keyword side: segmentation, folding, index, search, phrases. Run by `npm run bench`, or after a build by
 * `node benchmarks/keyword.js`. Texts are passages of the documents in seeds/, repeated to the number of records given
 * (default 3,000). Peers run in the same process on the same texts.
 */
import { readFileSync, readdirSync } from 'node:fs'
import MiniSearch from 'minisearch'
import { KeywordIndex, KEYWORD_FIELDS, PhraseIndex, keywordFields, queryTerms, termsOf } from '../dist/keyword/index.js'
import { createSegmenter, fold, foldText, splitPassages } from '../dist/text/index.js'

const count = Number(process.argv[2] ?? 3_000)
const QUERIES = ['新南向政策', '外交部國際合作計畫與人才培育', '空氣污染防制', '兩岸經貿交流', '老人家沒有人照顧怎麼辦']

/** Median of some runs in milliseconds, after one that is not counted. */
function median(run, runs = 15) {
  run()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]
}
const line = (what, milliseconds, note = '') =>
  console.log(`${what.padEnd(58)} ${milliseconds.toFixed(2).padStart(9)} ms  ${note}`)
function once(what, run) {
  const start = performance.now()
  const result = run()
  line(what, performance.now() - start)
  return result
}

const segmenter = once('load segmenter', () => createSegmenter())

const seeds = new URL('../seeds/', import.meta.url)
const texts = readdirSync(seeds)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => readFileSync(new URL(file, seeds), 'utf8'))
const passages = texts.flatMap((text) => splitPassages(text).map(([s, e]) => text.slice(s, e).trim())).filter(Boolean)
// Neighbouring passages together come near the length of a plan item.
const records = Array.from({ length: count }, (_, i) => {
  const at = (k) => passages[(i * 3 + k) % passages.length]
  return {
    id: String(i),
    kind: 'project',
    year: 107,
    agency: '外交部',
    title: at(0).slice(0, 16),
    text: at(0) + at(1) + at(2),
    work: at(3).slice(0, 8),
    category: '其它',
    kpis: [at(4).slice(0, 12)],
    section: ['貳、年度重要計畫'],
  }
})
const characters = records.reduce((sum, record) => sum + record.text.length, 0)
console.log(`${count} records, ${Math.round(characters / count)} characters each`)

const million = texts.join('').repeat(3).slice(0, 1_000_000)
line(
  'fold 1,000,000 characters',
  median(() => fold(million), 7),
)
line(
  '  peer: NFKC, lower case, no white space, no offsets',
  median(() => million.normalize('NFKC').toLowerCase().replace(/\s/gu, ''), 7),
)
line(
  'segment 100,000 characters',
  median(() => segmenter.segment(million.slice(0, 100_000)), 5),
)

const index = once('build keyword index', () => KeywordIndex.build(records, segmenter))
const json = JSON.stringify(index)
line(
  'read keyword index',
  median(() => KeywordIndex.fromJSON(JSON.parse(json)), 7),
  `${(json.length / 1e6).toFixed(1)} MB`,
)

const peer = new MiniSearch({
  fields: [...KEYWORD_FIELDS],
  tokenize: (text) => termsOf(text, segmenter).map(({ term }) => term),
  processTerm: (term) => term,
})
once('  peer: build MiniSearch on the same terms', () => {
  peer.addAll(records.map((record, id) => ({ id, ...keywordFields(record) })))
})
const peerJson = JSON.stringify(peer)
line(
  '  peer: read MiniSearch',
  median(() => MiniSearch.loadJSON(peerJson, { fields: [...KEYWORD_FIELDS] }), 3),
  `${(peerJson.length / 1e6).toFixed(1)} MB`,
)
for (const query of QUERIES) {
  const terms = queryTerms(query, segmenter)
  const found = index.search(terms).length
  line(
    `search ${query}`,
    median(() => index.search(queryTerms(query, segmenter)), 31),
    `${found} records`,
  )
  line(
    `  peer: MiniSearch`,
    median(() => peer.search(query), 31),
    `${peer.search(query).length} records`,
  )
}

const phrases = once('build phrase index', () => PhraseIndex.build(records))
const folded = records.map((record) => Object.values(keywordFields(record)).map((text) => foldText(text)))
for (const phrase of ['新南向', '國際合作', '的']) {
  line(
    `phrase ${phrase}`,
    median(() => phrases.find(phrase), 31),
    `${phrases.find(phrase).length} records`,
  )
  const needle = foldText(phrase)
  line(
    '  peer: scan of each folded field',
    median(() => folded.filter((of) => of.some((text) => text.includes(needle))), 31),
  )
}
line(
  'near 國際 人才, 20',
  median(() => phrases.near(['國際', '人才'], 20), 31),
)
