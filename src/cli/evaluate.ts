import fs from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { ShizhengError } from '../errors.js'
import { parseJudgedFile, type JudgedLineage, type JudgedQuery } from '../evaluation/judged.js'
import { isItem, score, scoreLinks, summarise, type Scores } from '../evaluation/metrics.js'
import { LIMITS } from '../limits.js'
import type { PlanRecord } from '../record.js'
import type { SearchEngine } from '../search/index.js'
import { MODES, type Mode } from '../search/types.js'
import { withEngine } from './open.js'
import { withIndex, type IndexOptions } from './options.js'
import type { Folders } from './paths.js'

export function registerEvaluate(program: Command, folders: Folders): void {
  const command = program.command('evaluate <FILES...>').description('以評測檔衡量搜尋品質，依查詢類型與模式列表')
  withIndex(command, folders)
    .addOption(new Option('--mode <MODE>', '只衡量這個模式').choices(MODES))
    .option('--show', '列出分數低的查詢')
    .action(async (files: string[], options: IndexOptions & Options) => {
      await withEngine(options, async (engine) => {
        for (const file of files) {
          const judged = parseJudgedFile(await read(file), file)
          if (judged.kind === 'lineages') printLinks(judged.lineages, engine)
          else await evaluateQueries(judged.queries, engine, options)
        }
      })
    })
}

interface Options {
  mode?: Mode
  show?: true
}

/** Queries are ranked in every mode; items that are asked what is similar to them have none. */
async function evaluateQueries(queries: readonly JudgedQuery[], engine: SearchEngine, options: Options): Promise<void> {
  const similar = queries.every((q) => q.source)
  for (const mode of similar ? (['hybrid'] as const) : options.mode ? [options.mode] : MODES) {
    const results = []
    for (const query of queries) {
      const scores = score(query.relevant, await ranking(engine, query, mode))
      results.push({ type: query.type, scores })
      if (options.show && scores.ndcg < 0.5)
        process.stdout.write(`  ${scores.ndcg.toFixed(2)} ${query.type} ${query.query}\n`)
    }
    print(similar ? 'similar' : mode, summarise(results))
  }
}

function printLinks(lineages: readonly JudgedLineage[], engine: SearchEngine): void {
  const { precision, recall } = scoreLinks(
    lineages.map(({ source, continues }) => {
      const record = plan(engine, source)
      return { continues, found: record ? engine.lineage(record.id).map((link) => link.record) : [] }
    }),
  )
  process.stdout.write(
    `lineage   all         ${String(lineages.length).padStart(3)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}\n`,
  )
}

/** The plan item that a judge named. */
const plan = (engine: SearchEngine, item: JudgedLineage['source']): PlanRecord | undefined =>
  engine.records.find((r) => r.kind === 'project' && isItem(item, r))

async function read(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (cause) {
    throw new ShizhengError('bad-option', `無法讀取評測檔 ${file}。`, { file }, { cause })
  }
}

async function ranking(engine: SearchEngine, query: JudgedQuery, mode: Mode): Promise<PlanRecord[]> {
  const filters = { kind: ['project' as const] }
  const { source } = query
  if (!source) return (await engine.search({ q: query.query, mode, filters, limit: LIMITS.hits, facets: false })).hits
  const record = plan(engine, source)
  return record ? engine.similar(record.id, { filters, limit: LIMITS.similar }).hits : []
}

function print(name: string, table: ReadonlyMap<string, Scores & { queries: number }>): void {
  for (const [type, { queries, ndcg, recall, mrr }] of table)
    process.stdout.write(
      `${name.padEnd(9)} ${type.padEnd(11)} ${String(queries).padStart(3)}  nDCG@10 ${ndcg.toFixed(3)}  recall@20 ${recall.toFixed(3)}  MRR ${mrr.toFixed(3)}\n`,
    )
}
