#!/usr/bin/env node
// `npm start`: builds where needed, then serves; `serve` itself makes the index where that is missing or out of date.
import { build } from './build.js'

build()
const { main } = await import('../dist/cli/main.js')
await main(['serve', ...process.argv.slice(2)])
