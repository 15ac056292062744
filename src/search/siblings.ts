import type { PlanRecord } from '../record.js'

/** Plan items of one 工作計畫 beyond which it is no subject of its own, but all that an office does (一般行政). */
const MOST = 12

/** For each record the others under its 工作計畫 in the same plan, by ordinal; none for other kinds and for large ones. */
export function siblingsOf(records: readonly PlanRecord[]): readonly (readonly number[])[] {
  const keys = records.map((record) =>
    record.kind === 'project' && record.work !== ''
      ? [record.source.document, record.agency, record.year, record.work].join('\n')
      : undefined,
  )
  const members = new Map<string, number[]>()
  keys.forEach((key, ordinal) => {
    if (key === undefined) return
    const own = members.get(key)
    if (own) own.push(ordinal)
    else members.set(key, [ordinal])
  })
  return keys.map((key, ordinal) => {
    const own = key === undefined ? [] : (members.get(key) ?? [])
    return own.length - 1 > MOST ? [] : own.filter((other) => other !== ordinal)
  })
}
