import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelFingerprint } from '../semantic/index.js'
import type { Fingerprints } from '../store/index.js'
import { dictionaryFingerprint } from '../text/index.js'

/** Folders whose code decides what stands in the index. */
const DECIDING = ['corpus', 'text', 'keyword', 'semantic', 'indexing', 'store', 'record.js', 'record.ts']

/** SHA-256 over names and contents of all files under these paths, dot files left out. A missing path counts as empty. */
async function hashFiles(base: string, names: readonly string[], accept: (name: string) => boolean): Promise<string> {
  const hash = createHash('sha256')
  const add = async (name: string): Promise<void> => {
    const file = path.join(base, name)
    const stat = await fs.stat(file).catch(() => undefined)
    if (stat?.isDirectory()) {
      const inside = (await fs.readdir(file)).filter((entry) => !entry.startsWith('.')).sort()
      for (const entry of inside) await add(`${name}/${entry}`)
    } else if (stat?.isFile() && accept(name)) {
      // A file that can't be read fails when the documents are read, with its own message; here it only counts.
      const bytes = await fs.readFile(file).catch((error: unknown) => String(error))
      hash.update(name).update('\0').update(bytes).update('\0')
    }
  }
  for (const name of names) await add(name)
  return hash.digest('hex')
}

/** What an index made now would be made from. */
export async function currentFingerprints(seeds: string, models: string, model: string): Promise<Fingerprints> {
  const source = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
  const [documents, code] = await Promise.all([
    hashFiles(seeds, ['.'], () => true),
    hashFiles(source, DECIDING, (name) => /\.[jt]s$/u.test(name) && !name.endsWith('.d.ts')),
  ])
  return { documents, code, dictionary: dictionaryFingerprint(), model: await modelFingerprint(models, model) }
}
