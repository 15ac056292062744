/** Reading JSON that others wrote: nothing is assumed of it. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The string under `key`; undefined where there is none. */
export function stringAt(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' ? value : undefined
}

/** The positive integer under `key`; undefined where there is none. */
export function countAt(object: JsonObject, key: string): number | undefined {
  const value = object[key]
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

/** The object under `key`; undefined where there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key]
  return isObject(value) ? value : undefined
}

/** The array under `key` where all its members are strings; undefined otherwise. */
export function stringsAt(object: JsonObject, key: string): string[] | undefined {
  const value = object[key]
  return Array.isArray(value) && value.every((v): v is string => typeof v === 'string') ? value : undefined
}

/** The array under `key` where all its members are finite numbers; undefined otherwise. */
export function numbersAt(object: JsonObject, key: string): number[] | undefined {
  const value = object[key]
  return Array.isArray(value) && value.every((v): v is number => typeof v === 'number' && Number.isFinite(v))
    ? value
    : undefined
}
