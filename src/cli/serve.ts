import fs from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import type { Command } from 'commander'
import { ShizhengError } from '../errors.js'
import { ensureIndex, type BuildOptions, type Staleness } from '../indexing/index.js'
import { SearchEngine } from '../search/index.js'
import { BUNDLED_MODEL } from '../semantic/index.js'
import { createApp } from '../server/app.js'
import { createPages } from '../server/pages.js'
import { wholeNumber } from './options.js'
import { packageVersion, PACKAGE_ROOT, type Folders } from './paths.js'
import { progressBar, reportBuild } from './progress.js'

const WHY: Record<Staleness, string> = {
  missing: '尚未建立索引',
  corrupt: '索引損壞',
  'model-name': '改用另一個語意模型',
  documents: '文件有更動',
  code: '程式版本有更動',
  dictionary: '詞典有更動',
  model: '語意模型有更動',
}

/** Milliseconds after the start. */
const WARM_AFTER = 1_000

interface ServeOptions {
  seeds: string
  index: string
  models: string
  model: string
  port: number
  host: string
}

export function registerServe(program: Command, folders: Folders): void {
  program
    .command('serve')
    .description('啟動網頁與 API；索引不存在或過期時先建立')
    .option('--port <PORT>', '連接埠', wholeNumber(0, 65_535), 3000)
    .option('--host <HOST>', '監聽的位址；要讓其他電腦連線時用 0.0.0.0', 'localhost')
    .option('--seeds <DIR>', '文件資料夾', folders.seeds)
    .option('--index <DIR>', '索引資料夾', folders.index)
    .option('--models <DIR>', '語意模型資料夾', folders.models)
    .option('--model <NAME>', '語意模型', BUNDLED_MODEL)
    .action(async (options: ServeOptions) => {
      await freshIndex(options)
      const engine = await SearchEngine.open({ indexDir: options.index, modelsDir: options.models })
      const publicDir = path.join(PACKAGE_ROOT, 'dist', 'public')
      const app = createApp({
        engine,
        version: packageVersion(),
        pages: createPages(engine, publicDir),
        ...(fs.existsSync(publicDir) ? { assets: path.join(publicDir, 'assets') } : {}),
        onError: (error, request) => {
          process.stderr.write(`${new Date().toISOString()} ${request.method} ${request.originalUrl}\n`)
          process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
        },
      })
      const server = await listen(createServer(app), options)
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : options.port
      process.stderr.write(`Shizheng 施政：http://${options.host}:${port}（按 Ctrl+C 結束）\n`)
      // After the first answers can be given: these tables are only needed for a record's page.
      setTimeout(() => {
        void engine.warm()
      }, WARM_AFTER).unref()
      await closed(server)
      await engine.close()
    })
}

async function freshIndex(options: BuildOptions): Promise<void> {
  const bar = progressBar()
  try {
    const result = await ensureIndex({ ...options, onProgress: bar.update }, (why) => {
      process.stderr.write(`${WHY[why]}，現在建立索引。\n`)
    })
    bar.stop()
    if (result) reportBuild(result)
  } finally {
    bar.stop()
  }
}

function listen(server: Server, { port, host }: ServeOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new ShizhengError(
            'port-in-use',
            `連接埠 ${port} 已被別的程式使用。請換一個：npm start -- --port ${port + 1}`,
            { port },
            { cause: error },
          ),
        )
      else if (error.code === 'EACCES')
        reject(
          new ShizhengError('bad-option', `沒有權限使用連接埠 ${port}。請用 1024 以上的，例如 --port 3000。`, { port }),
        )
      else if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
        reject(
          new ShizhengError('bad-option', `這台電腦沒有「${host}」這個位址。請用 localhost 或 0.0.0.0。`, { host }),
        )
      else reject(error)
    })
    server.listen(port, host, () => resolve(server))
  })
}

/** Resolves when the server was told to stop and has answered what it had begun. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      server.close(() => resolve())
      server.closeIdleConnections()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
