#!/usr/bin/env node
import fs from 'node:fs'

const entry = new URL('../dist/cli/main.js', import.meta.url)
if (!fs.existsSync(entry)) {
  process.stderr.write('This checkout is not built yet. Run: npm ci && npm run build\n')
  process.exit(1)
}
const { main } = await import(entry.href)
await main(process.argv.slice(2))
