import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ShizhengError } from '../errors.js'
import { isObject, stringAt, type JsonObject } from './json.js'

/**
 * A model is a folder under `models/`: `models/shizheng-ngram`, or with the name of its publisher as the hub has it,
 * `models/Xenova/bge-small-zh-v1.5`. Its `config.json` tells what kind it is.
 */
export type ModelKind = 'ngram' | 'transformer'

export interface ModelFolder {
  name: string
  /** Absolute path. */
  dir: string
  kind: ModelKind
  /** Its `config.json`. */
  config: JsonObject
}

/** `model_type` in the `config.json` of the bundled kind of model. */
export const NGRAM_MODEL_TYPE = 'shizheng-ngram'

/** The model that comes with the project. */
export const BUNDLED_MODEL = 'shizheng-ngram'

const NAME = /^\w[\w.-]{0,95}(?:\/\w[\w.-]{0,95})?$/

/** Throws `bad-option` unless the name is `MODEL` or `PUBLISHER/MODEL`, so that it can never leave the models folder. */
export function assertModelName(name: string): void {
  if (NAME.test(name) && !name.includes('..')) return
  throw new ShizhengError(
    'bad-option',
    `模型名稱「${name.slice(0, 100)}」不合格式：應為「模型」或「發布者/模型」，只含英文字母、數字與 . _ -，例如 ${BUNDLED_MODEL} 或 Xenova/bge-small-zh-v1.5。`,
    { parameter: 'model' },
  )
}

/** Finds a model and reads its `config.json`. Throws `model-missing` or `model-invalid`. */
export async function openModelFolder(modelsDir: string, name: string): Promise<ModelFolder> {
  assertModelName(name)
  const dir = path.resolve(modelsDir, name)
  if (!(await isDirectory(dir))) {
    const others = (await listModels(modelsDir)).map((m) => m.name)
    throw new ShizhengError(
      'model-missing',
      `在 ${path.resolve(modelsDir)} 找不到語意模型「${name}」。` +
        (others.length > 0 ? `現有的模型：${others.join('、')}。` : '該資料夾裡沒有任何模型。') +
        `請以 --model 改用現有模型，或以「shizheng model add ${name}」取得，或把模型資料夾放到該處。`,
      { model: name },
    )
  }
  return readFolder(dir, name)
}

async function readFolder(dir: string, name: string): Promise<ModelFolder> {
  const config = await readJsonObject(dir, 'config.json', name)
  return { name, dir, kind: stringAt(config, 'model_type') === NGRAM_MODEL_TYPE ? 'ngram' : 'transformer', config }
}

/** The models under `modelsDir`, by name: every folder, one or two levels deep, with a readable `config.json`. */
export async function listModels(modelsDir: string): Promise<ModelFolder[]> {
  const found: ModelFolder[] = []
  for (const name of await folders(modelsDir)) {
    const names = (await isFile(path.join(modelsDir, name, 'config.json')))
      ? [name]
      : (await folders(path.join(modelsDir, name))).map((inner) => `${name}/${inner}`)
    for (const candidate of names) {
      if (!NAME.test(candidate)) continue
      const dir = path.resolve(modelsDir, candidate)
      if (!(await isFile(path.join(dir, 'config.json')))) continue
      found.push(await readFolder(dir, candidate))
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Reads a file of a model. Throws `model-invalid` where it cannot be read. */
export async function readModelFile(dir: string, file: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.join(dir, file))
  } catch (cause) {
    throw modelInvalid(name, `缺少檔案 ${file} 或無法讀取`, cause)
  }
}

/** Reads a JSON file of a model that must hold an object. Throws `model-invalid` otherwise. */
export async function readJsonObject(dir: string, file: string, name: string): Promise<JsonObject> {
  return parseJsonObject(await readModelFile(dir, file, name), file, name)
}

/** The same for a file that a model need not have: undefined where there is none. */
export async function readOptionalJson(dir: string, file: string, name: string): Promise<JsonObject | undefined> {
  return (await isFile(path.join(dir, file))) ? readJsonObject(dir, file, name) : undefined
}

export function parseJsonObject(bytes: Buffer, file: string, name: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw modelInvalid(name, `${file} 不是正確的 JSON`, cause)
  }
  if (!isObject(value)) throw modelInvalid(name, `${file} 應為一個 JSON 物件`)
  return value
}

/** The error of a model that is there but cannot be used: what is wrong with it, and the remedy. */
export function modelInvalid(name: string, problem: string, cause?: unknown): ShizhengError {
  const remedy =
    name === BUNDLED_MODEL
      ? '內附的模型可由專案的原始檔還原（git checkout -- models），或以 --model 改用其他模型。'
      : `請刪除該模型的資料夾，再以「shizheng model add ${name}」重新取得，或以 --model 改用其他模型。`
  return new ShizhengError(
    'model-invalid',
    `語意模型「${name}」無法載入：${problem}。${remedy}`,
    { model: name },
    { cause },
  )
}

async function folders(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    return entries.filter((e) => e.isDirectory() || e.isSymbolicLink()).map((e) => e.name)
  } catch (cause) {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return []
    throw cause
  }
}

export async function isFile(file: string): Promise<boolean> {
  return (await statOrNull(file))?.isFile() ?? false
}

async function isDirectory(dir: string): Promise<boolean> {
  return (await statOrNull(dir))?.isDirectory() ?? false
}

async function statOrNull(file: string) {
  try {
    return await stat(file)
  } catch (cause) {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return null
    throw cause
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
