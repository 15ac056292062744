import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'

/** Refuses a query over the limit. Every door's queries come to the engine, which asks here. Throws `query-too-long`. */
export function checkQueryLength(q: string): void {
  if (q.length <= LIMITS.queryLength) return
  throw new ShizhengError(
    'query-too-long',
    `查詢最多 ${LIMITS.queryLength} 個字元，收到 ${q.length} 個。請縮短，或只留下關鍵的句子。`,
    { parameter: 'q', limit: LIMITS.queryLength, length: q.length },
  )
}
