import type { PlanRecord } from '../../record.js'

export interface Answers {
  /** Null for a record that is no longer indexed; missing for one that could not be asked for. */
  records: Map<string, PlanRecord | null>
  /** The server did not answer, or not as expected. */
  away: boolean
}

/** Requests sent at a time: as many as a browser would open to one host. */
const AT_ONCE = 6

/** Reads records by their ids. Never rejects: what could not be read is said in the answer. */
export async function readRecords(ids: readonly string[], signal: AbortSignal): Promise<Answers> {
  const answers: Answers = { records: new Map(), away: false }
  for (let at = 0; at < ids.length && !answers.away; at += AT_ONCE) {
    await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => readRecord(id, answers, signal)))
  }
  return answers
}

async function readRecord(id: string, answers: Answers, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(`/api/items/${encodeURIComponent(id)}`, { signal })
    if (response.ok) answers.records.set(id, (await response.json()) as PlanRecord)
    else if (response.status === 404) answers.records.set(id, null)
    else answers.away = true
  } catch {
    // No connection, or the page was left.
    answers.away = true
  }
}
