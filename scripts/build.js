#!/usr/bin/env node
// Compiles src/ to dist/ and bundles the page's script and style, unless dist/ was built from these very files:
// a start after the first costs some milliseconds here, not a compilation.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = path.join(root, 'dist', 'build.json')

/** Hash over everything that the build reads. */
function fingerprint() {
  const hash = createHash('sha256')
  const inputs = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vite.config.ts',
    'scripts/build.js',
    'src',
  ]
  const add = (file) => {
    const full = path.join(root, file)
    if (!fs.existsSync(full)) return
    if (fs.statSync(full).isDirectory())
      for (const name of fs.readdirSync(full).sort()) add(path.posix.join(file, name))
    else hash.update(file).update('\0').update(fs.readFileSync(full)).update('\0')
  }
  for (const file of inputs) add(file)
  return hash.digest('hex')
}

function builtFrom() {
  try {
    return JSON.parse(fs.readFileSync(stampFile, 'utf8')).fingerprint
  } catch {
    return undefined // never built, or the stamp was cut off: build
  }
}

function run(what, bin, args) {
  const result = spawnSync(process.execPath, [path.join(root, 'node_modules', bin), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.error) throw result.error
  if (result.status !== 0) {
    process.stderr.write(result.stdout + result.stderr)
    process.stderr.write(`${what} failed. Was everything installed? Run: npm ci\n`)
    process.exit(1)
  }
}

/** Builds where needed. Gives true where something was built. */
export function build() {
  if (!fs.existsSync(path.join(root, 'node_modules', 'typescript'))) {
    if (fs.existsSync(stampFile)) return false // an installed package: built before it was published
    process.stderr.write('The packages are not installed yet. Run: npm ci\n')
    process.exit(1)
  }
  const now = fingerprint()
  if (builtFrom() === now) return false
  process.stderr.write('Building Shizheng …\n')
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true })
  run('Compiling', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
  if (fs.existsSync(path.join(root, 'vite.config.ts')))
    run('Bundling the page', 'vite/bin/vite.js', ['build', '--logLevel', 'error'])
  fs.writeFileSync(stampFile, JSON.stringify({ fingerprint: now }) + '\n')
  return true
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) build()
