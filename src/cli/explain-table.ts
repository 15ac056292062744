import fs from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import {
  documentId,
  explainTable,
  readSources,
  readDocument,
  TABLE_READERS,
  type DocumentTable,
  type TableReader,
} from '../corpus/index.js'
import { ShizhengError } from '../errors.js'
import type { Folders } from './paths.js'

/** How a page without a label is asked for. */
const NO_PAGE = '-'

export function registerExplainTable(program: Command, folders: Folders): void {
  program
    .command('explain-table <DOCUMENT> <PAGE>')
    .description('逐行顯示一頁表格如何判讀，供對照原文')
    .option('--seeds <DIR>', '文件資料夾', folders.seeds)
    .action(async (document: string, page: string, { seeds }: { seeds: string }) => {
      const file = await findFile(seeds, document)
      const { entries } = await readSources(seeds, [])
      const bytes = await fs.readFile(path.join(seeds, file))
      const wanted = page === NO_PAGE ? null : page
      const onPage = ({ input }: DocumentTable) => input.pages.some(({ label }) => label === wanted)
      // First without reading any table, to know whose they are; then only those of these agencies.
      const unread = readDocument(bytes, file, entries.get(file), []).tables
      const agencies = new Set(unread.filter(onPage).map(({ agency }) => agency))
      if (agencies.size === 0) throw noTable(file, page, unread)
      const readers = TABLE_READERS.map((reader): TableReader => ({
        name: reader.name,
        recognises: (input) => agencies.has(input.context.agency) && reader.recognises(input),
        read: (input) => reader.read(input),
      }))
      const here = readDocument(bytes, file, entries.get(file), readers).tables.filter(onPage)
      process.stdout.write(here.map((table) => explainTable(table, wanted)).join('\n\n') + '\n')
    })
}

async function findFile(seeds: string, document: string): Promise<string> {
  const files = await fs.readdir(seeds).catch((cause: unknown) => {
    throw new ShizhengError('seeds-missing', `找不到文件資料夾 ${seeds}。請以 --seeds 指定。`, {}, { cause })
  })
  const file = files.find((name) => name === document || documentId(name) === document)
  if (file === undefined)
    throw new ShizhengError(
      'not-found',
      `${seeds} 裡沒有文件「${document}」。現有：${files.filter((name) => !name.startsWith('.')).join('、')}。`,
    )
  return file
}

function noTable(file: string, page: string, tables: readonly DocumentTable[]): ShizhengError {
  const labels = [...new Set(tables.flatMap(({ input }) => input.pages.flatMap(({ label }) => label ?? [])))]
  const known = labels.length > 0 ? `有表格的頁：${labels.join('、')}。` : '這份文件沒有頁碼，請以 - 指定。'
  return new ShizhengError('not-found', `${file} 的第 ${page} 頁沒有表格。${known}`, { page })
}
