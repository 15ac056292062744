import { ShizhengError } from '../errors.js'

/** The query parameters of a request, known to be among those that the route takes. */
export interface Parameters {
  /** The value of a parameter that may stand once. Throws `bad-option` where it stands more often. */
  one(name: string): string | undefined
  /** All values of these parameters. */
  only(names: readonly string[]): Record<string, string[]>
  /** The parameters as they came. */
  toString(): string
}

const bad = (message: string, parameter: string): ShizhengError =>
  new ShizhengError('bad-option', message, { parameter })

/** Throws `bad-option` for a parameter that is not allowed. */
export function readParameters(search: URLSearchParams, allowed: readonly string[]): Parameters {
  for (const name of search.keys())
    if (!allowed.includes(name))
      throw bad(
        allowed.length > 0
          ? `沒有「${name}」這個參數。可用的參數：${allowed.join('、')}。`
          : `這個位址不接受參數，卻收到「${name}」。`,
        name,
      )
  const one = (name: string): string | undefined => {
    const values = search.getAll(name)
    if (values.length > 1) throw bad(`參數「${name}」只能給一次，卻收到 ${values.length} 次。`, name)
    return values[0]
  }
  return {
    one,
    only: (names) => Object.fromEntries(names.map((name) => [name, search.getAll(name)])),
    toString: () => search.toString(),
  }
}

/** A parameter that is one of some words. Throws `bad-option` for another word. */
export function choice<T extends string>(query: Parameters, name: string, choices: readonly T[]): T | undefined {
  const value = query.one(name)
  if (value === undefined || value === '') return undefined
  const found = choices.find((c) => c === value)
  if (found === undefined) throw bad(`「${name}」要是 ${choices.join('、')} 其中之一，收到「${value}」。`, name)
  return found
}

/** A parameter that is a whole number. Throws `bad-option` for anything else and outside `minimum…maximum`. */
export function integer(query: Parameters, name: string, minimum: number, maximum: number): number | undefined {
  const value = query.one(name)
  if (value === undefined || value === '') return undefined
  const number = /^\d{1,16}$/u.test(value) ? Number(value) : Number.NaN
  if (!(number >= minimum && number <= maximum))
    throw bad(`「${name}」要是 ${minimum} 到 ${maximum} 的整數，收到「${value}」。`, name)
  return number
}

/** A parameter that is `true` or `false`. */
export function flag(query: Parameters, name: string): boolean | undefined {
  const value = choice(query, name, ['true', 'false'] as const)
  return value === undefined ? undefined : value === 'true'
}
