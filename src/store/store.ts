import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { ShizhengError } from '../errors.js'
import { corrupt, INDEX_FORMAT, parseManifest, type Manifest } from './manifest.js'

/*
 * The index folder:
 *
 *   CURRENT                 name of the version in force, one line
 *   v-20180101T000000-ab12/ one folder a version, never changed once it has its name
 *     manifest.json         what it was made from; size and hash of every other file
 *     records.jsonl …       the files themselves
 *
 * A version is written under a name that starts with a dot, synced, renamed, and then named in CURRENT by another
 * rename. Whoever reads sees the old version or the new one, never half of one, also when the writer is killed.
 */

const CURRENT = 'CURRENT'
const UNFINISHED = /^\.building-/u
const VERSION = /^v-[0-9A-Za-z-]+$/u

export interface StoredIndex {
  /** Folder name of the version. */
  version: string
  manifest: Manifest
  /** Contents by file name. */
  files: Map<string, Buffer>
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

function unwritable(dir: string, cause: unknown): ShizhengError {
  const reason = hasCode(cause, 'ENOSPC')
    ? '磁碟已滿'
    : hasCode(cause, 'EACCES', 'EPERM', 'EROFS')
      ? '沒有寫入權限，或磁碟是唯讀的'
      : cause instanceof Error
        ? cause.message
        : String(cause)
  return new ShizhengError(
    'index-unwritable',
    `無法把索引寫到 ${dir}：${reason}。原有的索引沒有變動。請改用可寫入的資料夾（--index DIR），或清出空間後再試。`,
    {},
    { cause },
  )
}

/**
 * Writes a new version and puts it in force. Gives the version's folder name.
 * Throws `index-unwritable`; the version that was in force then stays.
 */
export async function writeIndex(
  dir: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  manifest: Omit<Manifest, 'format' | 'created' | 'files'>,
  now: Date = new Date(),
): Promise<string> {
  const stamp = now.toISOString().replaceAll(/[-:]|\..*$/gu, '')
  const version = `v-${stamp}-${randomBytes(3).toString('hex')}`
  const building = path.join(dir, `.building-${version}-${process.pid}`)
  try {
    await fs.mkdir(building, { recursive: true })
  } catch (error) {
    throw unwritable(dir, error)
  }
  try {
    const listed: Manifest['files'] = {}
    for (const [name, content] of files) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      await writeSynced(path.join(building, name), bytes)
      listed[name] = { bytes: bytes.length, sha256: sha256(bytes) }
    }
    const whole: Manifest = { format: INDEX_FORMAT, created: now.toISOString(), ...manifest, files: listed }
    await writeSynced(path.join(building, 'manifest.json'), Buffer.from(JSON.stringify(whole, null, 2) + '\n'))
    await fs.rename(building, path.join(dir, version))
    const next = path.join(dir, `.current-${version}-${process.pid}`)
    await writeSynced(next, Buffer.from(version + '\n'))
    await fs.rename(next, path.join(dir, CURRENT))
  } catch (error) {
    await fs.rm(building, { recursive: true, force: true })
    throw unwritable(dir, error)
  }
  await removeOthers(dir, version)
  return version
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true })
  const handle = await fs.open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes the versions that are no longer in force, and what writers that were killed left behind. */
async function removeOthers(dir: string, keep: string): Promise<void> {
  for (const name of await fs.readdir(dir)) {
    const unfinished = UNFINISHED.test(name) && !isRunning(Number(name.split('-').at(-1)))
    if (unfinished || (VERSION.test(name) && name !== keep))
      await fs.rm(path.join(dir, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM') // there, but another user's
  }
}

/** The version in force. Throws `index-missing` or `index-corrupt`. */
export async function currentVersion(dir: string): Promise<string> {
  let name: string
  try {
    name = (await fs.readFile(path.join(dir, CURRENT), 'utf8')).trim()
  } catch (cause) {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR'))
      throw new ShizhengError('index-missing', `${dir} 裡還沒有索引。請先建立：npx shizheng index`, {}, { cause })
    throw corrupt(`${path.join(dir, CURRENT)} 無法讀取`, { cause })
  }
  if (!VERSION.test(name)) throw corrupt(`${path.join(dir, CURRENT)} 的內容不是版本名稱`)
  return name
}

/** The manifest in force, without reading the rest. Throws `index-missing` or `index-corrupt`. */
export async function readManifest(dir: string): Promise<{ version: string; manifest: Manifest }> {
  const version = await currentVersion(dir)
  let json: string
  try {
    json = await fs.readFile(path.join(dir, version, 'manifest.json'), 'utf8')
  } catch (cause) {
    throw corrupt(`索引版本 ${version} 缺少 manifest.json`, { cause })
  }
  return { version, manifest: parseManifest(json, version) }
}

/**
 * Reads the version in force into memory and compares every file with its size and hash.
 * Throws `index-missing` or `index-corrupt`.
 */
export async function readIndex(dir: string): Promise<StoredIndex> {
  const { version, manifest } = await readManifest(dir)
  const files = new Map<string, Buffer>()
  await Promise.all(
    Object.entries(manifest.files).map(async ([name, expected]) => {
      let bytes: Buffer
      try {
        bytes = await fs.readFile(path.join(dir, version, name))
      } catch (cause) {
        throw corrupt(`索引版本 ${version} 缺少 ${name}`, { cause })
      }
      if (bytes.length !== expected.bytes)
        throw corrupt(`索引檔 ${name} 應有 ${expected.bytes} 位元組，實際有 ${bytes.length}`)
      if (sha256(bytes) !== expected.sha256) throw corrupt(`索引檔 ${name} 的內容與寫入時不同`)
      files.set(name, bytes)
    }),
  )
  return { version, manifest, files }
}

/** One file of a read index. Throws `index-corrupt` where the manifest does not list it. */
export function indexFile(index: StoredIndex, name: string): Buffer {
  const bytes = index.files.get(name)
  if (!bytes) throw corrupt(`索引版本 ${index.version} 缺少 ${name}`)
  return bytes
}
