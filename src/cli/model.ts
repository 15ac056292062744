import type { Command } from 'commander'
import { ShizhengError } from '../errors.js'
import { addModel, BUNDLED_MODEL, checkModel, listModels } from '../semantic/index.js'
import type { Folders } from './paths.js'

export function registerModel(program: Command, folders: Folders): void {
  const model = program.command('model').description('語意模型：列出、檢查、取得')
  const say = (line: string) => process.stdout.write(line + '\n')
  const withModels = (command: Command) => command.option('--models <DIR>', '語意模型資料夾', folders.models)

  withModels(model.command('list'))
    .description('列出現有的模型')
    .action(async ({ models }: { models: string }) => {
      const found = await listModels(models)
      if (found.length === 0)
        throw new ShizhengError(
          'model-missing',
          `${models} 裡沒有語意模型。內附的模型是 ${BUNDLED_MODEL}，請重新安裝。`,
        )
      for (const { name, kind } of found) say(`${name}（${kind}）${name === BUNDLED_MODEL ? '　預設' : ''}`)
    })

  withModels(model.command('check [NAME]'))
    .description('檢查模型的檔案與輸出')
    .action(async (name: string | undefined, { models }: { models: string }) => {
      const check = await checkModel(models, name ?? BUNDLED_MODEL)
      say(`${check.name}（${check.kind}）${check.version ?? ''}`)
      if (check.dimensions !== null) say(`向量 ${check.dimensions} 維`)
      for (const { path, bytes } of check.files) say(`  ${path}　${bytes.toLocaleString('en')} 位元組`)
      if (check.problems.length > 0)
        throw new ShizhengError(
          'model-invalid',
          `${check.name}：${check.problems.join('；')}。請重新安裝或重新取得這個模型。`,
        )
      say('模型完好。')
    })

  withModels(model.command('add <NAME>'))
    .description('從模型庫取得模型，例如 Xenova/bge-small-zh-v1.5')
    .option('--revision <NAME>', '分支、標籤或提交', 'main')
    .action(async (name: string, { models, revision }: { models: string; revision: string }) => {
      let file = ''
      await addModel(models, name, {
        revision,
        onProgress: (progress) => {
          if (progress.file !== file) process.stderr.write(`取得 ${(file = progress.file)} …\n`)
        },
      })
      say(`已取得 ${name}。用它建立索引：npx shizheng index --model ${name}`)
    })
}
