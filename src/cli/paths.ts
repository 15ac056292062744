import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder: two above this file, in `dist/` as in `src/`. */
export const PACKAGE_ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Folders that a command works on. */
export interface Folders {
  seeds: string
  index: string
  models: string
}

/** What lies in the working folder comes first; documents and models fall back on those that the package brings. */
export function defaultFolders(cwd: string = process.cwd()): Folders {
  const here = (name: string): string => {
    const own = path.join(cwd, name)
    return fs.existsSync(own) ? own : path.join(PACKAGE_ROOT, name)
  }
  return { seeds: here('seeds'), index: path.join(cwd, 'index'), models: here('models') }
}

/** Name and version from package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8'))
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version
  throw new Error('package.json has no version')
}
