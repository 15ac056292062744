import { errorEntry, ShizhengError, type ErrorCode, type ErrorDetails } from '../errors.js'

/** An error as the API sends it: RFC 9457, `application/problem+json`. */
export interface Problem {
  /** `about:blank#CODE`: stable, to be told apart by programs. */
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  [key: string]: ErrorDetails[string]
}

const asProblem = (code: ErrorCode, detail: string, details: ErrorDetails = {}): Problem => {
  const { status, title } = errorEntry(code)
  return { ...details, type: `about:blank#${code}`, title, status, detail, code }
}

/** What the client is told of an error. Only errors that were written for people show their message. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ShizhengError) return asProblem(error.code, error.message, error.details)
  return asProblem(
    'internal',
    '伺服器處理這個要求時出錯，錯誤已記錄在伺服器端。請稍後再試；若一再發生，請回報查詢內容。',
  )
}
