import { Option, type Command } from 'commander'
import { LIMITS } from '../limits.js'
import { MODES, SORTS, type Mode, type Sort } from '../search/types.js'
import { withEngine } from './open.js'
import {
  filtersOf,
  limitOption,
  wholeNumber,
  withFilters,
  withIndex,
  type FilterOptions,
  type IndexOptions,
} from './options.js'
import type { Folders } from './paths.js'
import { printHits, printQuery } from './print.js'

interface SearchOptions extends IndexOptions, FilterOptions {
  mode: Mode
  sort: Sort
  limit: number
  offset: number
  json?: true
}

export function registerSearch(program: Command, folders: Folders): void {
  const command = program.command('search <QUERY...>').description('搜尋')
  withFilters(withIndex(command, folders))
    .addOption(new Option('--mode <MODE>', '綜合、字詞或語意').choices(MODES).default('hybrid'))
    .addOption(new Option('--sort <ORDER>', '排序').choices(SORTS).default('relevance'))
    .addOption(limitOption(10))
    .addOption(new Option('--offset <N>', '略過前幾筆').argParser(wholeNumber(0, 999_999_999)).default(0))
    .option('--json', '以 JSON 輸出，與 API 的回應相同')
    .action(async (words: string[], options: SearchOptions) => {
      await withEngine(options, async (engine) => {
        const { mode, sort, limit, offset } = options
        const filters = filtersOf(options, engine)
        const response = await engine.search({ q: words.join(' '), mode, sort, limit, offset, filters })
        if (options.json) process.stdout.write(JSON.stringify(response, null, 2) + '\n')
        else {
          printQuery(response)
          printHits(response.hits, offset)
        }
      })
    })
  command.addHelpText(
    'after',
    `\n查詢最多 ${LIMITS.queryLength} 個字元。例：shizheng search '「新南向」' --agency 外交部 --year 107`,
  )
}
