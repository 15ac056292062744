import type { Command } from 'commander'
import { buildIndex } from '../indexing/index.js'
import { BUNDLED_MODEL } from '../semantic/index.js'
import type { Folders } from './paths.js'
import { progressBar, reportBuild } from './progress.js'

export function registerIndex(program: Command, folders: Folders): void {
  program
    .command('index')
    .description('讀取文件，建立索引')
    .option('--seeds <DIR>', '文件資料夾', folders.seeds)
    .option('--index <DIR>', '索引資料夾', folders.index)
    .option('--models <DIR>', '語意模型資料夾', folders.models)
    .option('--model <NAME>', '語意模型', BUNDLED_MODEL)
    .action(async (options: { seeds: string; index: string; models: string; model: string }) => {
      const bar = progressBar()
      try {
        const result = await buildIndex({ ...options, onProgress: bar.update })
        bar.stop()
        reportBuild(result)
      } finally {
        bar.stop()
      }
    })
}
