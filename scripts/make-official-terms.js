#!/usr/bin/env node
// Makes data/official-terms.jsonl.gz out of the sentence pairs that the embedding model was trained on: how people ask
// (`q`), and the official terms for it (`terms`). Run again when models/training/pairs.jsonl changes.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const pairs = fs
  .readFileSync(path.join(root, 'models', 'training', 'pairs.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const lines = pairs.filter(({ terms }) => terms?.length > 0).map(({ q, terms }) => JSON.stringify({ q, terms }))
const target = path.join(root, 'data', 'official-terms.jsonl.gz')
fs.writeFileSync(target, zlib.gzipSync(lines.join('\n') + '\n', { level: 9 }))
process.stdout.write(`${lines.length} entries, ${fs.statSync(target).size} bytes\n`)
