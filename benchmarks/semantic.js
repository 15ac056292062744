// How long the bundled model and the vector index take. Needs a build: node scripts/build.js && node benchmarks/semantic.js
// Exits with 1 where a median is above its limit.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUNDLED_MODEL, openModel, VectorIndex, WHOLE } from '../dist/semantic/index.js'

const models = path.join(path.dirname(fileURLToPath(import.meta.url)), '../models')
const self = fileURLToPath(import.meta.url)
const QUERIES = [
  '小孩沒人顧怎麼去上班',
  '新南向',
  '政府如何推動疫苗接種與自製疫苗',
  '種的東西被颱風打壞 血本無歸誰來賠',
]
/** As many records as the index of the five documents holds, with as many passages as theirs have. */
const RECORDS = 3_000
const PASSAGES = 4

function median(times) {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

async function measure(times, run) {
  const taken = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await run(i)
    taken.push(performance.now() - started)
  }
  return median(taken)
}

/** Opening the model in a new process and embedding one query: what a command of the terminal pays. */
async function openCold() {
  const started = performance.now()
  const model = await openModel(models, BUNDLED_MODEL)
  await model.embed(QUERIES.slice(0, 1), 'query')
  const taken = performance.now() - started
  await model.dispose()
  return taken
}

if (process.argv[2] === 'cold') {
  console.log(await openCold())
} else {
  const cold = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, [self, 'cold'], { encoding: 'utf8' })),
  )

  const model = await openModel(models, BUNDLED_MODEL)
  const warm = await measure(200, (i) => model.embed([QUERIES[i % QUERIES.length]], 'query'))
  const passages = Array.from({ length: 256 }, (_, i) => `${QUERIES[i % QUERIES.length]}${i}`.repeat(6))
  const batch = await measure(5, () => model.embed(passages, 'passage'))

  // Times do not depend on the values.
  const entries = []
  for (let ordinal = 0; ordinal < RECORDS; ordinal++) {
    for (let passage = WHOLE; passage < PASSAGES; passage++) {
      const vector = Float32Array.from({ length: model.dimensions }, (_, d) => Math.sin(ordinal * 31 + passage * 7 + d))
      entries.push({ ordinal, passage, vector })
    }
  }
  const index = VectorIndex.build(entries, model.dimensions)
  const [query] = await model.embed(QUERIES.slice(1, 2), 'query')
  const search = await measure(50, () => index.search(query, { k: 100 }))
  const bytes = index.toBuffer()
  const load = await measure(10, () => VectorIndex.fromBuffer(bytes))
  await model.dispose()

  const rows = [
    ['open the model and embed a query, new process', median(cold), 150],
    ['embed a query, warm', warm, 2],
    ['embed 256 passages of about 80 characters', batch, 1_000],
    [`search ${index.size} vectors of ${index.dimensions} values`, search, 5],
    [`read an index of ${(bytes.length / 1e6).toFixed(1)} MB`, load, 50],
  ]
  let slow = false
  for (const [what, milliseconds, limit] of rows) {
    slow ||= milliseconds > limit
    console.log(`${what.padEnd(50)} ${milliseconds.toFixed(2).padStart(8)} ms  (limit ${limit})`)
  }
  process.exitCode = slow ? 1 : 0
}
