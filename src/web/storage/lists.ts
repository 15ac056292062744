/** Lists kept in the browser. The storage may be full, switched off or hold what another version wrote. */

/** The part of `window.localStorage` that is used, so that tests can hand in another. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Reads a list; entries that `read` doesn't know are left out, what is no list is an empty one. */
export function readList<T>(keep: Keep | undefined, key: string, read: (value: unknown) => T | undefined): T[] {
  const text = keep?.getItem(key) ?? null
  if (text === null) return []
  return entriesOf(text).flatMap((value) => read(value) ?? [])
}

/** Writes a list. False where the browser has no room or does not allow it: nothing is changed then. */
export function writeList(keep: Keep | undefined, key: string, list: readonly unknown[]): boolean {
  if (keep === undefined) return false
  try {
    if (list.length === 0) keep.removeItem(key)
    else keep.setItem(key, JSON.stringify(list))
    return true
  } catch {
    // QuotaExceededError; its name and class differ among browsers.
    return false
  }
}

/** The browser's storage, or nothing where reading it is already forbidden. */
export function browserStorage(): Keep | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

/** A property of a value of unknown shape, where it is a string. */
export function stringOf(value: unknown, name: string): string | undefined {
  const found = propertyOf(value, name)
  return typeof found === 'string' ? found : undefined
}

export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}

function entriesOf(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    // Not JSON: something else wrote it. It is replaced when the list is next written.
    return []
  }
}
