import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { build } from '../../scripts/build.js'
import type * as Indexing from '../../src/indexing/index.js'
import { BUNDLED_MODEL } from '../../src/semantic/index.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an index of all documents in seeds/, made once for all tests. */
    indexDir: string
  }
}

export const MODELS = path.resolve('models')
export const SEEDS = path.resolve('seeds')

/**
 * Builds dist/ and an index of all seeds where these are out of date, before the first test that needs them. The index
 * is made by the built code, as users make it: in threads, and with the fingerprint that the built commands look for.
 */
export default async function setup(project: TestProject): Promise<void> {
  build()
  const built = new URL('../../dist/indexing/index.js', import.meta.url).href
  const { ensureIndex } = (await import(built)) as typeof Indexing
  const index = path.resolve('node_modules', '.cache', 'shizheng-tests', 'index')
  await ensureIndex({ seeds: SEEDS, index, models: MODELS, model: BUNDLED_MODEL }, (why) => {
    console.log(`Making the index for the tests (${why}) …`)
  })
  project.provide('indexDir', index)
}
