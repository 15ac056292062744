/**
 * How the weights of ranking were chosen, and what they are worth on queries they were not chosen on: cross-validation
 * over the judged queries and similar items in tests/data/judged, and a second set that nobody judged and nobody tuned:
 * known items, looked for by words of theirs. Run after a build by `node benchmarks/ranking.js [INDEX]` (default: index).
 *
 * In each fold the mix that is best on the other queries ranks those of the fold. "Best of all" is chosen on the same
 * queries that it is measured on, and so too good.
 */
import fs from 'node:fs'
import { parseJudged } from '../dist/evaluation/judged.js'
import { isItem, scoreGrades } from '../dist/evaluation/metrics.js'
import { FUSION, fuse } from '../dist/search/fuse.js'
import { openIndex } from '../dist/search/open-index.js'
import { examine } from '../dist/search/run-query.js'
import { likenessTo, SHARES } from '../dist/search/similar.js'
import { SubjectVectors } from '../dist/search/subject-vectors.js'
import { Wording } from '../dist/search/wording.js'
import { knownItems, random } from './known-items.js'

const FOLDS = 4
const REPEATS = 50

const { parts } = await openIndex({ indexDir: process.argv[2] ?? 'index', modelsDir: 'models' })
const { records } = parts.collection
const projects = records.flatMap((record, ordinal) => (record.kind === 'project' ? [ordinal] : []))
const judged = (name) => parseJudged(fs.readFileSync(`tests/data/judged/${name}`, 'utf8'), name)
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const figure = (value) => value.toFixed(3)

/** The judged item that each record is. */
const itemsOf = (relevant) =>
  new Map(projects.flatMap((o) => relevant.filter((r) => isItem(r, records[o])).map((r) => [o, r])))

/** Scores of the plan items ranked by `scores`; `except` is left out. */
function measure(scores, items, relevant, except = -1) {
  const ranked = projects.filter((o) => scores[o] > 0 && o !== except).sort((a, b) => scores[b] - scores[a] || a - b)
  const left = new Set(relevant)
  const grades = ranked.slice(0, 100).map((ordinal) => (left.delete(items.get(ordinal)) ? items.get(ordinal).grade : 0))
  return scoreGrades(
    relevant.map((item) => item.grade),
    grades,
  )
}

const product = (options) =>
  Object.entries(options).reduce(
    (mixes, [name, values]) => mixes.flatMap((mix) => values.map((v) => ({ ...mix, [name]: v }))),
    [{}],
  )

/** Mean figures of the queries, each ranked by the mix that `choose` gives for it. */
function report(name, queries, choose) {
  const results = queries.map((query, i) => ({ type: query.type, scores: choose(i) }))
  const types = [...new Set(results.map(({ type }) => type))]
  const of = (type) => mean(results.filter((r) => r.type === type).map((r) => r.scores.ndcg))
  console.log(
    `${name.padEnd(34)} nDCG@10 ${figure(mean(results.map((r) => r.scores.ndcg)))}  recall@20 ${figure(mean(results.map((r) => r.scores.recall)))}` +
      (types.length > 1 ? `  ${types.map((type) => `${type} ${figure(of(type))}`).join('  ')}` : ''),
  )
}

/** `table[mix][query]`. Prints the best mix of all, and the held-out figures of leave-one-out and of k folds. */
function crossValidate(name, queries, mixes, table) {
  const best = (kept) => {
    let chosen = 0
    let most = -1
    table.forEach((row, mix) => {
      const value = mean(row.filter((_, query) => kept(query)).map((scores) => scores.ndcg))
      if (value > most) [chosen, most] = [mix, value]
    })
    return chosen
  }
  const whole = best(() => true)
  report(`${name}: best of all ${mixes.length}`, queries, (query) => table[whole][query])
  console.log(`  ${JSON.stringify(mixes[whole])}`)
  report(`${name}: leave one out`, queries, (query) => table[best((other) => other !== query)][query])
  const next = random(1)
  const sums = queries.map(() => ({ ndcg: 0, recall: 0 }))
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const order = queries.map((_, i) => [next(), i]).sort((a, b) => a[0] - b[0])
    const fold = new Map(order.map(([, query], place) => [query, place % FOLDS]))
    for (let k = 0; k < FOLDS; k++) {
      const mix = best((query) => fold.get(query) !== k)
      queries.forEach((_, query) => {
        if (fold.get(query) !== k) return
        sums[query].ndcg += table[mix][query].ndcg / REPEATS
        sums[query].recall += table[mix][query].recall / REPEATS
      })
    }
  }
  report(`${name}: ${FOLDS} folds, ${REPEATS} times`, queries, (query) => sums[query])
}

console.log('# Fusion, judged queries')
const queries = []
for (const { query, type, relevant } of judged('queries.json'))
  queries.push({ type, relevant, items: itemsOf(relevant), evidence: (await examine(query, 'hybrid', parts)).evidence })
const ranked = (weights) =>
  queries.map(({ evidence, items, relevant }) => measure(fuse(evidence, weights).scores, items, relevant))
const mixes = product({
  keyword: [0.15, 0.3, 0.6],
  coverage: [0.6, 0.8, 1.1],
  characters: [0, 0.015, 0.03, 0.045],
  meaning: [1 / 8, 1 / 6, 1 / 5],
  siblings: [0, 0.02, 0.04, 0.08],
}).map((mix) => ({ ...FUSION, ...mix }))
const table = mixes.map(ranked)
const shipped = ranked(FUSION)
report('as shipped', queries, (i) => shipped[i])
crossValidate('mixes', queries, mixes, table)
for (const part of ['characters', 'siblings']) {
  const without = mixes.flatMap((mix, i) => (mix[part] === 0 ? [i] : []))
  crossValidate(
    `without ${part}`,
    queries,
    without.map((i) => mixes[i]),
    without.map((i) => table[i]),
  )
}

console.log('\n# Fusion, known items by words of theirs (reciprocal rank of the item)')
const known = []
for (const { query, type, ordinals } of knownItems(parts, 300))
  known.push({ type, ordinals, evidence: (await examine(query, 'hybrid', parts)).evidence })
for (const [name, weights] of [
  ['as shipped', FUSION],
  ['without characters', { ...FUSION, characters: 0 }],
  ['without siblings', { ...FUSION, siblings: 0 }],
  ['meaning alone', { ...FUSION, keyword: 0, coverage: 0, characters: 0 }],
]) {
  const ranks = known.map(({ type, ordinals, evidence }) => {
    const { scores } = fuse(evidence, weights)
    const best = Math.max(...ordinals.map((o) => scores[o]))
    return { type, reciprocal: best > 0 ? 1 / (1 + projects.filter((o) => scores[o] > best).length) : 0 }
  })
  const types = [...new Set(known.map(({ type }) => type))]
  const of = (type) => figure(mean(ranks.filter((r) => r.type === type).map((r) => r.reciprocal)))
  console.log(`${name.padEnd(34)} ${types.map((type) => `${type} ${of(type)}`).join('  ')}`)
}

console.log('\n# Similar items')
const likeness = { wording: new Wording(records), subjects: new SubjectVectors(records, parts.vectors) }
const sources = judged('similar.json').flatMap(({ source, relevant }) => {
  const ordinal = projects.find((o) => isItem(source, records[o]))
  return ordinal === undefined ? [] : [{ type: 'similar', relevant, items: itemsOf(relevant), ordinal }]
})
const alikeAs = (shares) =>
  sources.map(({ ordinal, items, relevant }) =>
    measure(likenessTo(ordinal, likeness, shares).scores, items, relevant, ordinal),
  )
const shippedAlike = alikeAs(SHARES)
report('as shipped', sources, (i) => shippedAlike[i])
const shares = product({ meaning: [0.2, 0.3, 0.4, 0.5, 0.7], held: [0, 0.25, 0.5, 0.65, 0.8, 1] }).map(
  ({ meaning, held }) => ({
    meaning,
    alike: (1 - meaning) * (1 - held),
    held: (1 - meaning) * held,
  }),
)
const alike = shares.map(alikeAs)
crossValidate('mixes', sources, shares, alike)
const cosines = shares.flatMap((mix, i) => (mix.held === 0 ? [i] : []))
crossValidate(
  'without wording held',
  sources,
  cosines.map((i) => shares[i]),
  cosines.map((i) => alike[i]),
)
await parts.embedder.dispose()
