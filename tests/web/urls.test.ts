import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ShizhengError } from '../../src/errors.js'
import { RECORD_KINDS } from '../../src/record.js'
import { SORTS, type Filters } from '../../src/search/types.js'
import {
  Addresses,
  EMPTY_SEARCH,
  filterStanding,
  isFiltered,
  MATCHES,
  parseIds,
  parseSearch,
  parseSimilarScope,
  parseYear,
  searchParams,
  searchRequest,
  similarFilters,
  SIMILAR_SCOPES,
  withFilter,
  withoutField,
  type SearchState,
} from '../../src/web/urls.js'

const parse = (query: string) => parseSearch(new URLSearchParams(query))

/** Values that an address can carry: no comma parts them, no minus before them leaves them out, no space around them goes. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((one) => one.replace(/[,\s]|^-+/gu, ''))
  .filter((one) => one !== '' && !one.startsWith('-'))
const listOf = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 })
const values = {
  kind: listOf(fc.constantFrom(...RECORD_KINDS)),
  agency: listOf(text),
  year: listOf(fc.integer({ min: 1, max: 200 })),
  category: listOf(text),
  document: listOf(text),
}
const filters: fc.Arbitrary<Filters> = fc
  .tuple(fc.record(values, { requiredKeys: [] }), fc.record(values, { requiredKeys: [] }))
  .map(([include, exclude]) => (Object.keys(exclude).length > 0 ? { ...include, exclude } : include))
const state: fc.Arbitrary<SearchState> = fc.record({
  q: fc.string({ unit: 'grapheme', maxLength: 30 }),
  mode: fc.constantFrom(...MATCHES),
  sort: fc.constantFrom(...SORTS),
  filters,
  page: fc.integer({ min: 1, max: 99_999 }),
})

describe('the address of a search', () => {
  it('carries every state: what is written is read back', () => {
    fc.assert(
      fc.property(state, (one) => {
        expect(parseSearch(searchParams(one))).toEqual(one)
      }),
    )
  })

  it('carries it through a link in either language', () => {
    fc.assert(
      fc.property(state, fc.constantFrom('zh-TW' as const, 'en' as const), (one, locale) => {
        const url = new URL(new Addresses(locale).search(one), 'http://localhost')
        expect(url.pathname).toBe('/search')
        expect(parseSearch(url.searchParams)).toEqual(one)
      }),
    )
  })

  it('is short where everything is as usual', () => {
    expect(new Addresses('zh-TW').search({})).toBe('/search')
    expect(new Addresses('zh-TW').search({ q: '新南向' })).toBe('/search?q=%E6%96%B0%E5%8D%97%E5%90%91')
  })

  it('reads repeated, comma-separated and excluded values', () => {
    expect(parse('agency=外交部,文化部&agency=-經濟部&agency=外交部').filters).toEqual({
      agency: ['外交部', '文化部'],
      exclude: { agency: ['經濟部'] },
    })
  })

  it('reads years as ROC, CE and ranges', () => {
    expect(parse('year=2018,106').filters).toEqual({ year: [107, 106] })
    expect(parse('year=105-107').filters).toEqual({ year: [105, 106, 107] })
    expect(parse('year=-107').filters).toEqual({ exclude: { year: [107] } })
    expect(parseYear('1912', 'year')).toBe(1)
  })

  it.each(['mode=quick', 'sort=best', 'kind=law', 'year=one', 'year=0', 'page=0', 'page=-1', 'page=x', 'year=110-105'])(
    'refuses %s with the name of the parameter',
    (query) => {
      const [name] = query.split('=')
      expect(() => parse(query)).toThrow(ShizhengError)
      try {
        parse(query)
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-option', details: { parameter: name } })
      }
    },
  )
})

describe('filters', () => {
  it('stand as they were set, whatever stood before', () => {
    const standing = fc.constantFrom('include' as const, 'exclude' as const, 'none' as const)
    fc.assert(
      fc.property(state, text, standing, standing, (one, value, before, after) => {
        const next = withFilter(withFilter(one, 'agency', value, before), 'agency', value, after)
        expect(filterStanding(next.filters, 'agency', value)).toBe(after)
        expect(next.page).toBe(1)
        expect(withoutField(next, 'agency').filters.agency).toBeUndefined()
      }),
    )
  })

  it('say whether anything restricts the result', () => {
    expect(isFiltered({})).toBe(false)
    expect(isFiltered({ exclude: { year: [107] } })).toBe(true)
  })
})

describe('what is asked of the engine', () => {
  it('is one phrase where everything must match', () => {
    expect(searchRequest({ ...EMPTY_SEARCH, q: ' 新南向 政策 ', mode: 'exact' })).toMatchObject({
      q: '「新南向 政策」',
      mode: 'keyword',
    })
  })

  it('keeps quotation marks that are there', () => {
    expect(searchRequest({ ...EMPTY_SEARCH, q: '「新南向」 人才', mode: 'exact' }).q).toBe('「新南向」 人才')
  })

  it('is the page asked for', () => {
    expect(searchRequest({ ...EMPTY_SEARCH, page: 3 })).toMatchObject({ limit: 20, offset: 40 })
  })

  it('is in the words of the API where a link leads there', () => {
    const state = { ...EMPTY_SEARCH, q: '新南向', mode: 'exact' as const, page: 4, filters: { year: [107] } }
    const url = new URL(new Addresses('en').export(state, 'csv'), 'http://localhost')
    expect([...url.searchParams]).toEqual([
      ['format', 'csv'],
      ['q', '「新南向」'],
      ['mode', 'keyword'],
      ['year', '107'],
    ])
  })
})

describe('other addresses', () => {
  it('keep names that hold slashes and marks whole', () => {
    const to = new Addresses('zh-TW')
    expect(to.agency('甲/乙?丙#丁')).toBe('/agencies/%E7%94%B2%2F%E4%B9%99%3F%E4%B8%99%23%E4%B8%81')
    expect(to.record('a b', { fragment: 'p3', q: '新' })).toBe('/items/a%20b?q=%E6%96%B0#p3')
  })

  it('change the language and nothing else', () => {
    const to = new Addresses('zh-TW')
    expect(to.inLocale('/search?q=a&page=2', 'en')).toBe('/search?q=a&page=2&lang=en')
    expect(to.inLocale('/search?q=a&lang=en&page=2', 'zh-TW')).toBe('/search?q=a&page=2')
  })

  it('name each compared record once', () => {
    expect(parseIds(new URLSearchParams('ids=a,b&ids=b&ids=,c'))).toEqual(['a', 'b', 'c'])
  })
})

describe('where similar records come from', () => {
  it.each(SIMILAR_SCOPES)('%s stands in the address of the record', (similar) => {
    const url = new URL(new Addresses('zh-TW').record('a', { q: '國際', similar, fragment: 'p1' }), 'http://localhost')
    expect(parseSimilarScope(url.searchParams)).toBe(similar)
    expect(url.searchParams.has('similar')).toBe(similar !== 'all')
    expect([url.searchParams.get('q'), url.hash]).toEqual(['國際', '#p1'])
  })

  it('leaves out the own agency or the own year', () => {
    const record = { agency: '外交部', year: 107 }
    expect(similarFilters('all', record)).toEqual({})
    expect(similarFilters('agencies', record)).toEqual({ exclude: { agency: ['外交部'] } })
    expect(similarFilters('years', record)).toEqual({ exclude: { year: [107] } })
  })
})
