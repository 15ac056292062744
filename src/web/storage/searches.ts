import { readList, stringOf, writeList, type Keep } from './lists.js'

/** A search that can be run again: the query in words and its address. */
export interface KeptSearch {
  q: string
  /** Path and parameters. */
  href: string
}

export type SearchList = 'recent' | 'saved'

/** Recent searches that are remembered; what is older goes. */
const RECENT = 12

export function readSearches(keep: Keep | undefined, list: SearchList): KeptSearch[] {
  return readList(keep, keyOf(list), readSearch)
}

/** Puts a search first in a list; one with the same address is not listed twice. */
export function rememberSearch(keep: Keep | undefined, list: SearchList, search: KeptSearch): boolean {
  const others = readSearches(keep, list).filter((one) => one.href !== search.href)
  const all = [search, ...others]
  return writeList(keep, keyOf(list), list === 'recent' ? all.slice(0, RECENT) : all)
}

/** Takes one search out of a list, or all. */
export function forgetSearch(keep: Keep | undefined, list: SearchList, href?: string): KeptSearch[] {
  const left = href === undefined ? [] : readSearches(keep, list).filter((one) => one.href !== href)
  writeList(keep, keyOf(list), left)
  return left
}

function keyOf(list: SearchList): string {
  return `shizheng.searches.${list}`
}

/** Only addresses of this site's search are run again: the storage could have been written by anything. */
function readSearch(value: unknown): KeptSearch | undefined {
  const q = stringOf(value, 'q')
  const href = stringOf(value, 'href')
  return q !== undefined && href?.startsWith('/search') === true ? { q, href } : undefined
}
