/**
 * How soon a reader sees the first results, in headless Chromium: first contentful paint of a results page, and what
 * script and style weigh on the wire. Run by `npm run bench`, or after a build by `node benchmarks/page.js`.
 * The peer in the same run is the help page, which asks the engine for nothing.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
if (!fs.existsSync(executablePath)) {
  console.log(`skipped: there is no Chromium at ${executablePath}; CHROMIUM_PATH names another one`)
  process.exit(0)
}
const PORT = 3986
const BASE = `http://localhost:${PORT}`
const QUERIES = ['「新南向」', '長照', '家裡長輩失智了誰來照顧', '離岸風力', '觀光', '癌症篩檢', '電動公車']
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const line = (what, value, unit) => console.log(`${what.padEnd(52)} ${value.toFixed(1).padStart(8)} ${unit}`)

const bin = fileURLToPath(new URL('../bin/shizheng.js', import.meta.url))
const server = spawn(process.execPath, [bin, 'serve', '--port', String(PORT)], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
const flags = JSON.parse(fs.readFileSync(new URL('../tests/support/chromium-flags.json', import.meta.url), 'utf8'))
let browser
try {
  while (!(await fetch(`${BASE}/readyz`).catch(() => undefined))?.ok) await new Promise((r) => setTimeout(r, 100))
  browser = await chromium.launch({ executablePath, args: flags })
  const painted = async (address) => {
    const page = await browser.newPage()
    let bytes = 0
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const kinds = new Map()
    session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (['Script', 'Stylesheet'].includes(kinds.get(requestId))) bytes += encodedDataLength
    })
    await page.goto(BASE + address)
    const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    const time = await paint.jsonValue()
    await page.waitForLoadState('networkidle')
    await page.close()
    return { time, bytes }
  }
  const search = (q) => painted(`/search?q=${encodeURIComponent(q)}`)
  line('first search after the start, first paint', (await search('太陽光電')).time, 'ms')
  const results = []
  for (const q of QUERIES) results.push(await search(q))
  line('results, first paint', median(results.map((r) => r.time)), 'ms')
  line('  script and style, with the chart, on the wire', median(results.map((r) => r.bytes)) / 1024, 'kB')
  const help = []
  while (help.length < QUERIES.length) help.push((await painted('/help')).time)
  line('peer: the help page, first paint', median(help), 'ms')
} finally {
  await browser?.close()
  server.kill('SIGTERM')
}
