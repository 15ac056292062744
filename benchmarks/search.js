/**
 * The engine as users meet it: index building, opening, and warm queries. Run by `npm run bench`, or after a build by
 * `node benchmarks/search.js`. The peer in the same run is MiniSearch as it comes, over the same records.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import MiniSearch from 'minisearch'
import { BUNDLED_MODEL, buildIndex, SearchEngine } from '../dist/index.js'

const RUNS = 5
const QUERIES = [
  '「新南向」',
  '新南向政策',
  '長期照顧',
  '智慧綠建築',
  '外交部 107年 國際組織',
  '年輕人買不起房政府做了什麼',
  '小孩沒人顧怎麼去上班',
]

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const line = (what, value, unit = 'ms') => console.log(`${what.padEnd(44)} ${value.toFixed(1).padStart(9)} ${unit}`)

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shizheng-bench-'))
const options = { seeds: 'seeds', index: dir, models: 'models', model: BUNDLED_MODEL }
try {
  const builds = []
  for (let i = 0; i < 3; i++) builds.push((await buildIndex(options)).milliseconds)
  line('five documents to a ready index', median(builds))
  line('memory after that, resident', process.memoryUsage().rss / 1e6, 'MB')

  const opens = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    const opened = await SearchEngine.open({ indexDir: dir, modelsDir: 'models' })
    opens.push(performance.now() - start)
    await opened.close()
  }
  line('open the index', median(opens))

  const engine = await SearchEngine.open({ indexDir: dir, modelsDir: 'models' })
  console.log(`${engine.size} records`)
  for (const mode of ['keyword', 'semantic', 'hybrid']) {
    const took = []
    for (const q of QUERIES) await engine.search({ q, mode })
    for (let i = 0; i < RUNS * 4; i++)
      for (const q of QUERIES) {
        const start = performance.now()
        await engine.search({ q, mode })
        took.push(performance.now() - start)
      }
    line(`warm query, ${mode} (20 hits, facets, passages)`, median(took))
  }

  const peer = new MiniSearch({ fields: ['title', 'text'], storeFields: [] })
  peer.addAll(engine.records.map(({ title, text }, id) => ({ id, title, text })))
  const took = []
  let found = 0
  for (let i = 0; i < RUNS * 4; i++)
    for (const q of QUERIES) {
      const start = performance.now()
      found += peer.search(q, { prefix: true }).length
      took.push(performance.now() - start)
    }
  line('peer: MiniSearch as it comes, prefix search', median(took))
  console.log(
    `  (finds ${(found / RUNS / 4 / QUERIES.length).toFixed(1)} records a query: it does not cut Chinese text into words)`,
  )

  const items = engine.records.filter((r) => r.kind === 'project' && !r.uncertain).slice(0, 50)
  engine.similar(items[0].id)
  const similar = items.map(({ id }) => {
    const start = performance.now()
    engine.similar(id)
    return performance.now() - start
  })
  line('similar items', median(similar))
  await engine.close()
} finally {
  fs.rmSync(dir, { recursive: true, force: true })
}
