import { Command, CommanderError } from 'commander'
import { ShizhengError } from '../errors.js'
import { registerEvaluate } from './evaluate.js'
import { registerExplainTable } from './explain-table.js'
import { registerExport } from './export.js'
import { registerIndex } from './index-command.js'
import { registerModel } from './model.js'
import { defaultFolders, packageVersion } from './paths.js'
import { registerSearch } from './search.js'
import { registerServe } from './serve.js'
import { registerSimilar } from './similar.js'

/** Exit code of a command line that can't be understood. */
const USAGE = 2

/** Runs one command. Sets the process's exit code; never throws. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0) // `shizheng export | head`: the reader has enough
    throw error
  })
  const folders = defaultFolders()
  const program = new Command('shizheng')
    .description('政府施政計畫全文與語意搜尋')
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError('（用法：shizheng --help，或 shizheng 指令 --help）')
  for (const register of [
    registerIndex,
    registerSearch,
    registerSimilar,
    registerExport,
    registerServe,
    registerModel,
    registerExplainTable,
    registerEvaluate,
  ])
    register(program, folders)
  program.commands.forEach((command) =>
    command.exitOverride().showHelpAfterError(`（用法：shizheng ${command.name()} --help）`),
  )
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? 0 : USAGE // commander has said it
    else if (error instanceof ShizhengError) {
      process.stderr.write(`${error.title}：${error.message}\n`)
      process.exitCode = error.exitCode
    } else {
      process.stderr.write(
        `程式內部錯誤，請回報：\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      process.exitCode = 70
    }
  }
}
