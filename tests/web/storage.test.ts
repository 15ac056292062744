import { beforeEach, describe, expect, it } from 'vitest'
import { readBasket, toggled, withNote, writeBasket, type BasketEntry } from '../../src/web/storage/basket.js'
import type { Keep } from '../../src/web/storage/lists.js'
import { forgetSearch, readSearches, rememberSearch } from '../../src/web/storage/searches.js'

/** A browser's storage with room for so many characters. */
class Store implements Keep {
  readonly items = new Map<string, string>()
  constructor(readonly room = Infinity) {}
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.items.set(key, value)
  }
  removeItem(key: string): void {
    this.items.delete(key)
  }
}

const entry: BasketEntry = { id: 'a', title: '駐外技術服務', agency: '外交部', year: 106, kind: 'project' }
let store: Store
beforeEach(() => {
  store = new Store()
})

describe('the list', () => {
  it('is read as it was written', () => {
    const entries = [entry, { ...entry, id: 'b', note: '查證', query: '技術' }]
    expect(writeBasket(store, entries)).toBe(true)
    expect(readBasket(store)).toEqual(entries)
  })

  it('takes a record in and out', () => {
    expect(toggled([], entry)).toEqual([entry])
    expect(toggled([entry, { ...entry, id: 'b' }], entry)).toEqual([{ ...entry, id: 'b' }])
  })

  it('keeps a note with its record only', () => {
    expect(withNote([entry, { ...entry, id: 'b' }], 'b', '查證')).toEqual([entry, { ...entry, id: 'b', note: '查證' }])
  })

  it.each(['', 'no json', '{"a":1}', '[1,null,{"id":"x"},{"id":"a","title":1}]'])(
    'is empty where the storage holds %j',
    (text) => {
      store.items.set('shizheng.basket', text)
      expect(readBasket(store)).toEqual([])
    },
  )

  it('says when it does not fit, and keeps what was there', () => {
    const small = new Store(100)
    writeBasket(small, [entry])
    expect(writeBasket(small, [entry, { ...entry, id: 'b' }])).toBe(false)
    expect(readBasket(small)).toEqual([entry])
  })

  it('is empty and not writable where the browser gives no storage', () => {
    expect(readBasket(undefined)).toEqual([])
    expect(writeBasket(undefined, [entry])).toBe(false)
  })
})

describe('kept searches', () => {
  it('stand newest first, each once, and recent ones are limited', () => {
    for (let i = 0; i < 20; i++) rememberSearch(store, 'recent', { q: `q${i}`, href: `/search?q=q${i}` })
    rememberSearch(store, 'recent', { q: 'q15', href: '/search?q=q15' })
    const recent = readSearches(store, 'recent').map((one) => one.q)
    expect(recent.slice(0, 3)).toEqual(['q15', 'q19', 'q18'])
    expect(recent).toHaveLength(12)
  })

  it('are forgotten one by one or all', () => {
    rememberSearch(store, 'saved', { q: 'a', href: '/search?q=a' })
    rememberSearch(store, 'saved', { q: 'b', href: '/search?q=b' })
    expect(forgetSearch(store, 'saved', '/search?q=a').map((one) => one.q)).toEqual(['b'])
    expect(forgetSearch(store, 'saved')).toEqual([])
    expect(readSearches(store, 'saved')).toEqual([])
  })

  it('never lead elsewhere', () => {
    store.items.set(
      'shizheng.searches.saved',
      JSON.stringify([
        { q: 'x', href: 'javascript:alert(1)' },
        { q: 'y', href: '//evil' },
      ]),
    )
    expect(readSearches(store, 'saved')).toEqual([])
  })
})
