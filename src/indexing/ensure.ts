import { ShizhengError } from '../errors.js'
import { readManifest, type Fingerprints } from '../store/index.js'
import { buildIndex, type BuildOptions, type BuildResult } from './build.js'
import { currentFingerprints } from './fingerprints.js'

/** Why an index has to be made. */
export type Staleness = 'missing' | 'corrupt' | 'model-name' | keyof Fingerprints

/** Compares the index with what it would be made from now. Gives undefined where it is up to date. */
export async function staleness({ seeds, index, models, model }: BuildOptions): Promise<Staleness | undefined> {
  const now = await currentFingerprints(seeds, models, model)
  try {
    const { manifest } = await readManifest(index)
    if (manifest.model !== model) return 'model-name'
    return (['documents', 'code', 'dictionary', 'model'] as const).find(
      (key) => manifest.fingerprints[key] !== now[key],
    )
  } catch (error) {
    if (error instanceof ShizhengError && error.code === 'index-missing') return 'missing'
    if (error instanceof ShizhengError && error.code === 'index-corrupt') return 'corrupt'
    throw error
  }
}

/** Makes the index where it is missing or out of date. Gives undefined where nothing had to be done. */
export async function ensureIndex(
  options: BuildOptions,
  onStale: (why: Staleness) => void,
): Promise<BuildResult | undefined> {
  const why = await staleness(options)
  if (why === undefined) return undefined
  onStale(why)
  return buildIndex(options)
}
