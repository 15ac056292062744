import type { Command } from 'commander'
import { withEngine } from './open.js'
import { filtersOf, limitOption, withFilters, withIndex, type FilterOptions, type IndexOptions } from './options.js'
import type { Folders } from './paths.js'
import { printHits } from './print.js'

export function registerSimilar(program: Command, folders: Folders): void {
  const command = program.command('similar <ID>').description('列出與一筆資料相似的其他資料')
  withFilters(withIndex(command, folders))
    .addOption(limitOption(10))
    .option('--json', '以 JSON 輸出，與 API 的回應相同')
    .action(async (id: string, options: IndexOptions & FilterOptions & { limit: number; json?: true }) => {
      await withEngine(options, (engine) => {
        const response = engine.similar(id, { filters: filtersOf(options, engine), limit: options.limit })
        if (options.json) process.stdout.write(JSON.stringify(response, null, 2) + '\n')
        else printHits(response.hits, 0)
      })
    })
}
