import path from 'node:path'
import { ShizhengError } from '../errors.js'
import { hashFile, modelFiles, readManifest, type Manifest, type Probe } from './manifest.js'
import { isFile, openModelFolder, type ModelKind } from './model-folder.js'
import { openModel } from './open-model.js'

/** Largest difference of a value of the probe's vector that rounding on another processor explains. */
export const PROBE_TOLERANCE = 1e-3

export interface ModelCheck {
  name: string
  kind: ModelKind
  version: string | null
  dimensions: number | null
  fingerprint: string | null
  /** Files in the folder, with whether they are what the manifest says; null for one that it does not list. */
  files: { path: string; bytes: number; sha256: string; asListed: boolean | null }[]
  /** Largest difference of the probe's vector from the stored one; null where there is none to compare with. */
  probeDifference: number | null
  /** What is wrong, in Chinese; empty where the model is sound. */
  problems: string[]
}

/**
 * Checks a model: its files are there and hash to what its manifest says, it opens, and its probe text gives the vector
 * that was stored. Throws `bad-option` or `model-missing`; all else that is wrong stands in `problems`.
 */
export async function checkModel(modelsDir: string, name: string): Promise<ModelCheck> {
  const folder = await openModelFolder(modelsDir, name)
  const problems: string[] = []
  let manifest: Manifest | undefined
  try {
    manifest = await readManifest(folder.dir, name)
    if (!manifest) problems.push('沒有 manifest.json，無從比對檔案內容')
  } catch (error) {
    problems.push(problemOf(error))
  }

  const files: ModelCheck['files'] = []
  for (const file of await modelFiles(folder.dir)) {
    const found = await hashFile(path.join(folder.dir, file))
    const listed = manifest?.files[file]
    const asListed = listed ? listed.sha256 === found.sha256 : null
    if (asListed === false) problems.push(`${file} 的內容與 manifest.json 不符`)
    files.push({ path: file, ...found, asListed })
  }
  for (const file of Object.keys(manifest?.files ?? {})) {
    if (!(await isFile(path.join(folder.dir, file)))) problems.push(`缺少 ${file}`)
  }

  const check: ModelCheck = {
    name,
    kind: folder.kind,
    version: manifest?.version ?? null,
    dimensions: null,
    fingerprint: null,
    files,
    probeDifference: null,
    problems,
  }
  try {
    const embedder = await openModel(modelsDir, name)
    try {
      check.dimensions = embedder.dimensions
      check.fingerprint = embedder.fingerprint
      if (manifest?.probe) {
        const [vector] = await embedder.embed([manifest.probe.text], manifest.probe.role)
        check.probeDifference = differenceFrom(manifest.probe, vector ?? new Float32Array(0))
        if (check.probeDifference > PROBE_TOLERANCE) {
          problems.push(
            `試算的向量與 manifest.json 所存的相差 ${check.probeDifference.toPrecision(2)}，超過 ${PROBE_TOLERANCE}`,
          )
        }
      }
    } finally {
      await embedder.dispose()
    }
  } catch (error) {
    const problem = problemOf(error)
    if (!problems.includes(problem)) problems.push(problem)
  }
  return check
}

/** Largest absolute difference of a value; infinite where the lengths differ. */
function differenceFrom(probe: Probe, vector: Float32Array): number {
  if (vector.length !== probe.vector.length) return Infinity
  return Math.max(...probe.vector.map((value, d) => Math.abs(value - (vector[d] ?? 0))))
}

/** An error of a check is a finding, unless it is one that nobody foresaw. */
function problemOf(error: unknown): string {
  if (error instanceof ShizhengError) return error.message
  throw error
}
