/**
 * The one table of errors. Each has a stable code, from which the exit code and the HTTP status come, and a message
 * that says what was expected, what came, and what to do.
 */
const TABLE = {
  // what the user typed or asked for
  'bad-option': { exit: 2, status: 400, title: '參數錯誤' },
  'bad-query': { exit: 2, status: 400, title: '查詢無法理解' },
  'query-too-long': { exit: 2, status: 400, title: '查詢過長' },
  'not-found': { exit: 1, status: 404, title: '找不到' },
  'method-not-allowed': { exit: 2, status: 405, title: '不支援的方法' },
  // the documents
  'seeds-missing': { exit: 3, status: 503, title: '找不到文件資料夾' },
  'seeds-empty': { exit: 3, status: 503, title: '資料夾裡沒有文件' },
  'document-unreadable': { exit: 3, status: 500, title: '文件無法讀取' },
  'document-not-text': { exit: 3, status: 500, title: '文件不是文字檔' },
  'document-metadata': { exit: 3, status: 500, title: '文件資料不足' },
  // the index
  'index-missing': { exit: 4, status: 503, title: '尚未建立索引' },
  'index-corrupt': { exit: 4, status: 503, title: '索引損壞' },
  'index-unwritable': { exit: 4, status: 500, title: '索引無法寫入' },
  // the model
  'model-missing': { exit: 5, status: 503, title: '找不到語意模型' },
  'model-invalid': { exit: 5, status: 503, title: '語意模型無法載入' },
  'network-unavailable': { exit: 6, status: 502, title: '無法連線' },
  // the server
  'port-in-use': { exit: 7, status: 500, title: '連接埠已被使用' },
  internal: { exit: 70, status: 500, title: '內部錯誤' },
} as const satisfies Record<string, { exit: number; status: number; title: string }>

export type ErrorCode = keyof typeof TABLE

export interface ErrorDetails {
  /** Parts of the input that the error is about, for the API: `{parameter: 'mode'}`. */
  [key: string]: string | number | boolean | string[] | null
}

/** An error that a person is meant to read: shown without a stack trace. */
export class ShizhengError extends Error {
  override readonly name = 'ShizhengError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Exit code of a command that ends with this error. */
  get exitCode(): number {
    return TABLE[this.code].exit
  }

  /** HTTP status of an answer with this error. */
  get status(): number {
    return TABLE[this.code].status
  }

  /** Short title in Chinese, the same for every error of the code. */
  get title(): string {
    return TABLE[this.code].title
  }
}

export const ERROR_CODES = Object.keys(TABLE) as ErrorCode[]

/** Status, exit code and title of an error code. */
export function errorEntry(code: ErrorCode): { exit: number; status: number; title: string } {
  return TABLE[code]
}
