import { readFile } from 'node:fs/promises'

/**
 * One agency under one name, as `data/agencies.json` lists it. A reorganisation that gave an agency a new name, or
 * put a new one in its place, makes a new entry.
 */
export interface AgencyEntry {
  /** The official name. */
  name: string
  /** Other forms of the official name. */
  formerNames?: string[]
  /** Everyday names, the most usual first: 衛福部. Two agencies may share one (國科會). */
  aliases?: string[]
  /** Everyday names that are also ordinary words (工程會 in 土木工程會不會): read as a name only between clear bounds. */
  ambiguousAliases?: string[]
  /** CE years in which it began and ended to have this name. */
  since?: number
  until?: number
  /** Agencies that it carries on as a whole. Followed both ways. */
  predecessors?: string[]
  /** Agencies that took over the work when it was closed, but are no continuation of it. Followed forward only. */
  successors?: string[]
  /** Agency whose plan holds this one's, where it publishes none of its own. */
  parent?: string
}

const TEXTS = ['formerNames', 'aliases', 'ambiguousAliases', 'predecessors', 'successors'] as const
const YEARS = ['since', 'until'] as const
const KEYS = new Set<string>(['name', 'parent', ...TEXTS, ...YEARS])

/** The agencies of the file that comes with the package. */
export async function loadAgencies(
  path = new URL('../../data/agencies.json', import.meta.url),
): Promise<AgencyEntry[]> {
  return readAgencies(await readFile(path, 'utf8'))
}

/**
 * Reads the text of an agency file: `{"agencies": [entry, …]}`.
 *
 * @throws TypeError that names the entry where the file is not in this form, a name stands twice, a name in
 * `predecessors`, `successors` or `parent` has no entry, or predecessors lead in a circle
 */
export function readAgencies(json: string): AgencyEntry[] {
  const file: unknown = JSON.parse(json)
  if (!isObject(file) || !Array.isArray(file.agencies)) {
    throw new TypeError('an agency file is an object with the list `agencies`')
  }
  const entries = file.agencies.map((value: unknown, i) => readEntry(value, i))
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  if (byName.size < entries.length) {
    const twice = entries.find((entry) => byName.get(entry.name) !== entry)
    throw new TypeError(`two agencies have the name ${String(twice?.name)}`)
  }
  for (const { name, predecessors = [], successors = [], parent } of entries) {
    for (const other of [...predecessors, ...successors, ...(parent === undefined ? [] : [parent])]) {
      if (other === name || !byName.has(other)) throw new TypeError(`${name} refers to ${other}, which has no entry`)
    }
  }
  for (const entry of entries) refuseCircle(entry, byName)
  return entries
}

function refuseCircle(entry: AgencyEntry, byName: ReadonlyMap<string, AgencyEntry>): void {
  const seen = new Set<string>()
  const open = [...(entry.predecessors ?? [])]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === entry.name) throw new TypeError(`${name} is among its own predecessors`)
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(byName.get(name)?.predecessors ?? []))
  }
}

function readEntry(value: unknown, i: number): AgencyEntry {
  if (!isObject(value) || !isText(value.name)) throw new TypeError(`agency ${i} has no name`)
  const { name } = value
  const unknown = Object.keys(value).find((key) => !KEYS.has(key))
  if (unknown !== undefined) throw new TypeError(`${name} has the unknown key ${unknown}`)
  const entry: AgencyEntry = { name }
  for (const key of TEXTS) {
    const texts = value[key]
    if (texts === undefined) continue
    if (!Array.isArray(texts) || texts.length === 0 || !texts.every(isText)) {
      throw new TypeError(`${name}: ${key} is a list of one or more texts`)
    }
    entry[key] = texts
  }
  for (const key of YEARS) {
    const year = value[key]
    if (year === undefined) continue
    if (typeof year !== 'number' || !Number.isInteger(year) || year < 1900 || year > 2200) {
      throw new TypeError(`${name}: ${key} is a CE year`)
    }
    entry[key] = year
  }
  if (value.parent !== undefined) {
    if (!isText(value.parent)) throw new TypeError(`${name}: parent is a name`)
    entry.parent = value.parent
  }
  if (entry.since !== undefined && entry.until !== undefined && entry.since > entry.until) {
    throw new TypeError(`${name} ends before it begins`)
  }
  return entry
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value === value.trim()
}
