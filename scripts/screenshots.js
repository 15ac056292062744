#!/usr/bin/env node
// Makes the pictures of the README in docs/images from the real index: node scripts/screenshots.js
// Needs Chromium with a Chinese font (Debian: apt-get install chromium fonts-noto-cjk); CHROMIUM_PATH names another one.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from './build.js'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const folder = path.join(root, 'docs', 'images')
const port = 3987
const base = `http://localhost:${port}`
const desktop = { width: 1280, height: 860 }
const phone = { width: 390, height: 844 }
const phrase = encodeURIComponent('「新南向」')

/** The server over an index that is up to date; it answers once the promise resolves. */
async function serve() {
  build()
  const server = spawn(process.execPath, [path.join(root, 'bin', 'shizheng.js'), 'serve', '--port', String(port)], {
    cwd: root,
    stdio: 'inherit',
  })
  const ended = new Promise((_, reject) =>
    server.once('exit', (code) => reject(new Error(`the server ended with code ${code}`))),
  )
  const ready = (async () => {
    for (;;) {
      const answer = await fetch(`${base}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })()
  await Promise.race([ready, ended])
  ended.catch(() => undefined) // it ends when the pictures are made
  return server
}

/** A plan item that has points, stands in other years and reads with certainty: its page shows everything. */
async function examples() {
  const found = await (await fetch(`${base}/api/search?q=${phrase}&kind=project&limit=50&facets=false`)).json()
  for (const hit of found.hits.filter((one) => !one.uncertain)) {
    const { hits } = await (await fetch(`${base}/api/items/${hit.id}/lineage`)).json()
    if (hits.length > 0) return { record: hit.id, other: hits[0].record.id }
  }
  throw new Error('no plan item about 新南向 stands in two years: which documents are indexed?')
}

const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
})
try {
  const { record, other } = await examples()
  const pictures = [
    { name: 'start', address: '/', viewport: desktop },
    { name: 'results', address: `/search?q=${phrase}`, viewport: { ...desktop, height: 1100 }, wait: '.chart > svg' },
    { name: 'record', address: `/items/${record}?q=${phrase}`, viewport: { ...desktop, height: 1100 } },
    { name: 'compare', address: `/compare?ids=${other},${record}`, viewport: desktop },
    { name: 'phone', address: `/search?q=${phrase}`, viewport: phone, wait: '.chart > svg' },
    { name: 'dark', address: `/search?q=${phrase}`, viewport: desktop, wait: '.chart > svg', colorScheme: 'dark' },
  ]
  fs.mkdirSync(folder, { recursive: true })
  for (const { name, address, viewport, wait, colorScheme = 'light' } of pictures) {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'zh-TW' })
    const page = await context.newPage()
    await page.goto(base + address)
    if (wait) await page.locator(wait).waitFor()
    await page.waitForLoadState('networkidle')
    // A blinking cursor would make every picture another.
    await page.evaluate(() => document.activeElement?.blur())
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
    await context.close()
  }
} finally {
  await browser.close()
  server.kill()
}
