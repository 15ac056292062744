#!/usr/bin/env node
/**
 * Counts character n-grams (orders 1 to 3) of Traditional Chinese official text and writes the small statistics that
 * the table readers start from (`data/fluency.bin.gz`, format in `src/corpus/tables/fluency-statistics.ts`).
 *
 *   npm run build && node scripts/build-fluency.js LAW_ARTICLES.jsonl.gz PAIRS.jsonl [OUT]
 *
 * LAW_ARTICLES: one article a line, `{text}`: Taiwan's laws in force, free of copyright. PAIRS: one record a line,
 * `{title, p: [passages], terms}`: plan titles, passages and terms in official style, written for this project.
 */
import fs from 'node:fs'
import readline from 'node:readline'
import zlib from 'node:zlib'
import { foldForFluency } from '../dist/corpus/tables/fluency.js'

const [lawFile, pairsFile, out = 'data/fluency.bin.gz'] = process.argv.slice(2)
if (!lawFile || !pairsFile) {
  console.error('usage: node scripts/build-fluency.js LAW_ARTICLES.jsonl.gz PAIRS.jsonl [OUT]')
  process.exit(2)
}

/** N-grams rarer than this are left out, by order; chosen so that the file stays under 2 MB. */
const MIN_COUNT = { titles: [0, 1, 1, 1], plans: [0, 1, 1, 2], laws: [0, 2, 3, 6] }
/** Stand for the beginning and the end of a title. */
const START = '\u0002'
const END = '\u0003'
const MAX_VOCABULARY = 8191

/** Open addressing from a key below 2^52 to a count. */
class Counts {
  constructor(bits) {
    this.mask = 2 ** bits - 1
    this.keys = new Float64Array(2 ** bits).fill(-1)
    this.values = new Uint32Array(2 ** bits)
    this.size = 0
  }
  add(key, n) {
    let i = (Math.imul(key % 4294967291, 0x9e3779b1) ^ Math.imul(Math.floor(key / 65536), 0x85ebca6b)) & this.mask
    while (this.keys[i] !== key && this.keys[i] !== -1) i = (i + 1) & this.mask
    if (this.keys[i] === -1) {
      if (++this.size > this.mask * 0.9) throw new Error('table full')
      this.keys[i] = key
    }
    this.values[i] += n
  }
  *entries(min) {
    for (let i = 0; i < this.keys.length; i++) if (this.values[i] >= min) yield [this.keys[i], this.values[i]]
  }
}

const ids = new Map()
const vocabulary = []
const idOf = (c) => {
  let id = ids.get(c)
  if (id === undefined) {
    id = vocabulary.length + 1
    if (id > MAX_VOCABULARY) return 0
    ids.set(c, id)
    vocabulary.push(c)
  }
  return id
}
// ids are those of `Alphabet`, in which the marks come first
idOf(START)
idOf(END)
const V = MAX_VOCABULARY + 1
const emptyTables = () => [null, new Counts(14), new Counts(23), new Counts(26)]
function count(tables, line) {
  let a = 0
  let b = 0
  for (const c of line) {
    const id = idOf(foldForFluency(c))
    tables[1].add(id, 1)
    if (b) tables[2].add(b * V + id, 1)
    if (a && b) tables[3].add((a * V + b) * V + id, 1)
    a = b
    b = id
  }
}
const clean = (text) => text.replace(/[^\S\n]+/gu, '')

/** Keys ascending as differences in 7-bit groups, then one byte a count: 8 · log2, rounded. */
function pack(tables, order, least) {
  const entries = [...tables[order].entries(least)].sort((x, y) => x[0] - y[0])
  const bytes = []
  let last = 0
  for (const [key] of entries) {
    let d = key - last
    last = key
    while (d >= 128) {
      bytes.push((d % 128) | 128)
      d = Math.floor(d / 128)
    }
    bytes.push(d)
  }
  for (const [, n] of entries) bytes.push(Math.min(255, Math.round(8 * Math.log2(n))))
  console.log(`order ${order}: ${entries.length} n-grams`)
  return { n: entries.length, keys: bytes.length - entries.length, bytes: Buffer.from(bytes) }
}
const packAll = (tables, least) => [1, 2, 3].map((order) => pack(tables, order, least[order]))

const pairs = fs
  .readFileSync(pairsFile, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
let tables = emptyTables()
for (const { title, terms } of pairs) {
  for (const text of [title, ...terms]) count(tables, START + clean(text) + END)
}
const titles = packAll(tables, MIN_COUNT.titles)
tables = emptyTables()
for (const { title, p } of pairs) {
  for (const text of [title, ...p]) count(tables, clean(text))
}
const plans = packAll(tables, MIN_COUNT.plans)
tables = emptyTables()
const articles = readline.createInterface({ input: fs.createReadStream(lawFile).pipe(zlib.createGunzip()) })
for await (const line of articles) for (const text of clean(JSON.parse(line).text).split('\n')) count(tables, text)
const laws = packAll(tables, MIN_COUNT.laws)

const parts = { titles, plans, laws }
const head = {
  format: 2,
  vocabulary: vocabulary.join(''),
  models: Object.entries(parts).map(([name, orders]) => ({ name, orders: orders.map(({ n, keys }) => ({ n, keys })) })),
}
const bytes = [Buffer.from(JSON.stringify(head) + '\n'), ...Object.values(parts).flatMap((p) => p.map((o) => o.bytes))]
fs.writeFileSync(out, zlib.gzipSync(Buffer.concat(bytes), { level: 9 }))
console.log(`${out}: ${fs.statSync(out).size} bytes, ${vocabulary.length} characters`)
