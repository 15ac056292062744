import { Option, type Command } from 'commander'
import { EXPORT_FORMATS, exportRecords, type ExportFormat } from '../search/export.js'
import { withEngine } from './open.js'
import { withIndex, type IndexOptions } from './options.js'
import type { Folders } from './paths.js'

export function registerExport(program: Command, folders: Folders): void {
  const command = program.command('export').description('輸出索引裡的全部資料')
  withIndex(command, folders)
    .addOption(new Option('--format <FORMAT>', '格式').choices(EXPORT_FORMATS).default('jsonl'))
    .action(async (options: IndexOptions & { format: ExportFormat }) => {
      await withEngine(options, async (engine) => {
        for (const piece of exportRecords(engine.records, options.format))
          if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve))
      })
    })
}
