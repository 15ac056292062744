import { readFileSync } from 'node:fs'

/** A numbered point as read by a person: the headings above it, and its text. */
export interface ReferencePoint {
  path: string[]
  text: string
}

export function referencePoints(file: string): ReferencePoint[] {
  return records(file).map(({ path, text }) => {
    if (!Array.isArray(path) || !path.every((p) => typeof p === 'string') || typeof text !== 'string') throw wrong(file)
    return { path, text }
  })
}

/** The rows of a table as read by a person, by column. */
export function referenceRows(file: string): Record<string, string>[] {
  return records(file).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        if (typeof value !== 'string') throw wrong(file)
        return [column, value]
      }),
    ),
  )
}

function records(file: string): Record<string, unknown>[] {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(value) || !value.every(isRecord)) throw wrong(file)
  return value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(file: string): Error {
  return new Error(`${file} is not reference data of this kind`)
}
