import { RECORD_KINDS, type RecordKind } from '../../record.js'
import { propertyOf, readList, stringOf, writeList, type Keep } from './lists.js'

/** A record that the reader keeps. Enough of it is kept to show it when the server is away. */
export interface BasketEntry {
  id: string
  title: string
  agency: string
  year: number
  kind: RecordKind
  /** The search in which it was found. */
  query?: string
  note?: string
}

const KEY = 'shizheng.basket'

export function readBasket(keep: Keep | undefined): BasketEntry[] {
  return readList(keep, KEY, readEntry)
}

/** False where it could not be written; see `writeList`. */
export function writeBasket(keep: Keep | undefined, entries: readonly BasketEntry[]): boolean {
  return writeList(keep, KEY, entries)
}

/** Adds an entry at the end, or takes it out where it is in. */
export function toggled(entries: readonly BasketEntry[], entry: BasketEntry): BasketEntry[] {
  const others = entries.filter((one) => one.id !== entry.id)
  return others.length < entries.length ? others : [...entries, entry]
}

export function withNote(entries: readonly BasketEntry[], id: string, note: string): BasketEntry[] {
  return entries.map((entry) => (entry.id === id ? { ...entry, note } : entry))
}

/** Reads an entry of unknown shape; undefined where it is none. */
export function readEntry(value: unknown): BasketEntry | undefined {
  const id = stringOf(value, 'id')
  const title = stringOf(value, 'title')
  const agency = stringOf(value, 'agency')
  const year = propertyOf(value, 'year')
  const kind = RECORD_KINDS.find((one) => one === propertyOf(value, 'kind'))
  if (id === undefined || title === undefined || agency === undefined || typeof year !== 'number' || !kind)
    return undefined
  const query = stringOf(value, 'query')
  const note = stringOf(value, 'note')
  return { id, title, agency, year, kind, ...(query !== undefined && { query }), ...(note !== undefined && { note }) }
}
