import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureIndex } from '../../src/indexing/index.js'
import { BUNDLED_MODEL } from '../../src/semantic/index.js'
import { build } from '../../scripts/build.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an index of all documents in seeds/, made once for all tests. */
    indexDir: string
  }
}

export const MODELS = path.resolve('models')
export const SEEDS = path.resolve('seeds')

/** Builds dist/ and an index of all seeds where these are out of date, before the first test that needs them. */
export default async function setup(project: TestProject): Promise<void> {
  build()
  const index = path.resolve('node_modules', '.cache', 'shizheng-tests', 'index')
  await ensureIndex({ seeds: SEEDS, index, models: MODELS, model: BUNDLED_MODEL }, (why) => {
    console.log(`Making the index for the tests (${why}) …`)
  })
  project.provide('indexDir', index)
}
