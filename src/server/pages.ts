import fs from 'node:fs'
import path from 'node:path'
import type { Response } from 'express'
import type { SearchEngine } from '../search/index.js'
import { errorPage, handlePage, readManifest, type PageAnswer, type WebData } from '../web/index.js'
import type { Pages } from './app.js'

/** What the page asks for, answered by the engine. */
export function webData(engine: SearchEngine): WebData {
  return {
    stats: () => Promise.resolve(engine.stats()),
    search: (request) => engine.search(request),
    trends: (request) => engine.trends(request),
    record: (id) => Promise.resolve(engine.find(id)),
    similar: (id, options) => Promise.resolve(engine.similar(id, options)),
    lineage: (id) => Promise.resolve(engine.lineage(id)),
    records: (selection) => Promise.resolve(engine.select(selection)),
    agencies: () => Promise.resolve(engine.agencyYears()),
    documents: () => Promise.resolve([...engine.documents()].sort((a, b) => b.year - a.year)),
    document: (id) => Promise.resolve(engine.documents().find((document) => document.id === id)),
    sourceText: (id) => Promise.resolve(engine.sourceText(id)),
  }
}

/**
 * Answers addresses that are pages. `publicDir` is what the bundler wrote; its manifest names the scripts and styles.
 * Throws where the bundle is missing or of another version.
 */
export function createPages(engine: SearchEngine, publicDir: string): Pages {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(publicDir, '.vite', 'manifest.json'), 'utf8'))
  const assets = readManifest(manifest)
  const data = webData(engine)
  const send = (response: Response, { status, html, headers }: PageAnswer) => {
    response.status(status).set(headers).send(html)
  }
  return {
    async answer(_, response, url) {
      send(response, await handlePage(url, data, { assets }))
      return true
    },
    fail(error, response, url) {
      send(response, errorPage(error, url, { assets }))
    },
  }
}
