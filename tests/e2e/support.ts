import fs from 'node:fs'
import type { Server } from 'node:http'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest'
import type { PlanRecord } from '../../src/record.js'
import { SearchEngine } from '../../src/search/index.js'
import { createApp } from '../../src/server/app.js'
import { createPages } from '../../src/server/pages.js'
import FLAGS from '../support/chromium-flags.json' with { type: 'json' }
import { MODELS } from '../support/full-index.js'

/** Chromium as Debian installs it, or another one that the environment names. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const installed = fs.existsSync(CHROMIUM)
if (!installed) {
  console.warn(
    `End-to-end tests are skipped: there is no Chromium at ${CHROMIUM}. Debian: apt-get install chromium fonts-noto-cjk. Elsewhere: set CHROMIUM_PATH.`,
  )
}

export const DESKTOP = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** The site over the real index, and a browser to look at it with. */
export interface Site {
  base: string
  engine: SearchEngine
  /** Opens a page in a browser that remembers nothing of other tests. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>
  /** Stops answering, as a server that went away. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** A record of the index for which something holds; a test that finds none fails. */
  find(what: string, holds: (record: PlanRecord) => boolean): PlanRecord
}

/** Describes what a reader sees. Skipped, with a word why, where there is no browser. */
export function describeSite(name: string, tests: (site: Site) => void): void {
  describe.skipIf(!installed)(name, () => {
    let server: Server
    let port = 0
    let engine: SearchEngine | undefined
    let browser: Browser | undefined
    let contexts: BrowserContext[] = []
    /** What went wrong in the server or in a page; every test expects nothing. */
    const errors: string[] = []

    const listen = async () => {
      const app = createApp({
        engine: ready(engine),
        version: '0.0.0',
        pages: createPages(ready(engine), path.resolve('dist', 'public')),
        assets: path.resolve('dist', 'public', 'assets'),
        onError: (error) => errors.push(String(error)),
      })
      server = await new Promise<Server>((resolve) => {
        const listening: Server = app.listen(port, '127.0.0.1', () => {
          resolve(listening)
        })
      })
      const address = server.address()
      if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
      port = address.port
    }

    beforeAll(async () => {
      engine = await SearchEngine.open({ indexDir: inject('indexDir'), modelsDir: MODELS })
      await listen()
      browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS })
    })
    afterEach(async () => {
      await Promise.all(contexts.map((context) => context.close()))
      contexts = []
      expect(errors.splice(0)).toEqual([])
    })
    afterAll(async () => {
      await browser?.close()
      await closed(server)
      await engine?.close()
    })

    tests({
      get base() {
        return `http://127.0.0.1:${port}`
      },
      get engine() {
        return ready(engine)
      },
      async open(address, options = {}) {
        const context = await ready(browser).newContext({ viewport: DESKTOP, locale: 'zh-TW', ...options })
        contexts.push(context)
        const page = await context.newPage()
        page.on('pageerror', (error) => errors.push(`${address}: ${error.message}`))
        page.on('console', (message) => {
          if (message.type() === 'error' && !/Failed to load resource/u.test(message.text())) {
            errors.push(`${address}: ${message.text()}`)
          }
        })
        await page.goto(this.base + address)
        return page
      },
      async goAway() {
        await closed(server)
      },
      comeBack: listen,
      find(what, holds) {
        const record = ready(engine).records.find(holds)
        if (record === undefined) throw new Error(`the index holds no ${what}`)
        return record
      },
    })
  })
}

function ready<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('used before it was set up')
  return value
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}

/** True where the page can be moved sideways: something is wider than the screen. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

export const q = encodeURIComponent
