import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { countAt, isObject, numbersAt, objectAt, stringAt } from './json.js'
import { modelInvalid, readOptionalJson } from './model-folder.js'

/** Name of the file that says what a model's folder should hold. */
export const MANIFEST_FILE = 'manifest.json'

export interface ManifestFile {
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

/** A text with the vector that the model gave for it when it was made or fetched. */
export interface Probe {
  text: string
  role: 'query' | 'passage'
  vector: number[]
}

/** What `manifest.json` holds. */
export interface Manifest {
  name: string
  /** Version of a bundled model, revision of a fetched one. */
  version: string
  /** By path relative to the folder, with `/`. */
  files: Record<string, ManifestFile>
  probe?: Probe
}

/** Reads the manifest of a model; undefined where it has none (a folder put there by hand). */
export async function readManifest(dir: string, name: string): Promise<Manifest | undefined> {
  const json = await readOptionalJson(dir, MANIFEST_FILE, name)
  if (!json) return undefined
  const bad = (what: string) => modelInvalid(name, `${MANIFEST_FILE} 的 ${what} 不合格式`)
  const listed = objectAt(json, 'files')
  if (!listed) throw bad('files')
  const files: Record<string, ManifestFile> = {}
  for (const [file, entry] of Object.entries(listed)) {
    if (!isObject(entry)) throw bad(`files.${file}`)
    const bytes = countAt(entry, 'bytes')
    const sha256 = stringAt(entry, 'sha256')
    const outside = path.isAbsolute(file) || file.split(/[\\/]/).includes('..')
    if (bytes === undefined || sha256 === undefined || outside) throw bad(`files.${file}`)
    files[file] = { bytes, sha256 }
  }
  const manifest: Manifest = { name: stringAt(json, 'name') ?? name, version: stringAt(json, 'version') ?? '', files }
  const probe = objectAt(json, 'probe')
  if (probe) {
    const text = stringAt(probe, 'text')
    const role = stringAt(probe, 'role')
    const vector = numbersAt(probe, 'vector')
    if (text === undefined || (role !== 'query' && role !== 'passage') || !vector) throw bad('probe')
    manifest.probe = { text, role, vector }
  }
  return manifest
}

/** Size and hash of a file, read as a stream: weights can be larger than memory. */
export async function hashFile(file: string): Promise<ManifestFile> {
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length
      hash.update(chunk)
    }
  })
  return { bytes, sha256: hash.digest('hex') }
}

/** The files of a model's folder, with `/`, ascending; the manifest itself and hidden files left out. */
export async function modelFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  return entries
    .filter((e) => e.isFile())
    .map((e) => path.relative(dir, path.join(e.parentPath, e.name)).split(path.sep).join('/'))
    .filter((file) => file !== MANIFEST_FILE && !file.split('/').some((part) => part.startsWith('.')))
    .sort()
}

/** One hash over named parts, whatever their order. Changes when any part does. */
export function fingerprintOf(parts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [key, value] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${key}\0${value}\n`)
  return hash.digest('hex')
}
