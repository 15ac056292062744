import { describe, expect, it } from 'vitest'
import { ShizhengError } from '../../src/errors.js'
import type { SearchRequest } from '../../src/search/types.js'
import { OPERATORS } from '../../src/query/operators.js'
import { errorPage, handlePage, type WebData } from '../../src/web/index.js'
import { assets, document, kpi, later, project, unavailable, webData } from './fixture.js'

const page = (path: string, data: WebData = webData()) =>
  handlePage(new URL(path, 'https://example.org'), data, { assets })
const html = async (path: string, data?: WebData) => (await page(path, data)).html

/** Every kind of page, at an address that has it. */
const PAGES = [
  '/',
  '/search?q=技術',
  '/search?q=技術&mode=exact&agency=外交部&year=-110&sort=agency',
  '/search?q=沒有的詞',
  `/items/${project.id}?q=技術`,
  `/items/${kpi.id}`,
  `/items/${later.id}`,
  '/agencies',
  '/agencies/外交部?year=106',
  '/documents',
  `/documents/${document.id}`,
  `/documents/${document.id}?page=12`,
  `/compare?ids=${project.id},${later.id}`,
  `/compare?ids=${project.id},${later.id}&mark=common`,
  '/compare',
  '/basket',
  '/help',
]

describe.each(PAGES)('%s', (path) => {
  it.each(['', 'lang=en'])('is a whole page %s', async (lang) => {
    const answer = await page(path + (lang === '' ? '' : (path.includes('?') ? '&' : '?') + lang))
    expect(answer.status).toBe(200)
    expect(answer.headers['Content-Type']).toBe('text/html; charset=utf-8')
    expect(answer.html.startsWith('<!doctype html><html lang=')).toBe(true)
    expect(answer.html.match(/<h1[ >]/gu)).toHaveLength(1)
    expect(answer.html.match(/<main[ >]/gu)).toHaveLength(1)
    expect(answer.html).not.toContain('undefined')
    expect(answer.html).not.toContain('[object Object]')
    expect(answer.html).not.toContain('NaN')
  })

  it('runs no script of its own: a strict content security policy holds', async () => {
    const text = await html(path)
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/u)
    expect(text).not.toMatch(/\son\w+=/u)
    expect(text).not.toContain('javascript:')
  })

  it('names every id once and leads every label to an id', async () => {
    const text = await html(path)
    const ids = [...text.matchAll(/\sid="([^"]*)"/gu)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, id] of text.matchAll(/\saria-(?:labelledby|controls)="([^"]*)"/gu)) expect(ids).toContain(id)
  })
})

describe('the results page', () => {
  it('says the exact number and marks what matched', async () => {
    const text = await html('/search?q=技術合作', webData({ total: 1234 }))
    expect(text).toContain('共 1,234 筆')
    expect(text).toContain('<mark>技術合作</mark>')
  })

  it('works without script: a GET form, filters, sorts and pages are links', async () => {
    const text = await html('/search?q=技術&agency=外交部', webData({ total: 61 }))
    expect(text).toMatch(/<form[^>]*action="\/search"[^>]*method="get"/u)
    expect(text).toContain('<input type="hidden" name="agency" value="外交部"')
    expect(text).toContain('href="/search?q=%E6%8A%80%E8%A1%93&amp;agency=%E5%A4%96%E4%BA%A4%E9%83%A8&amp;page=4"')
    expect(text).toContain(
      'href="/search?q=%E6%8A%80%E8%A1%93&amp;agency=%E5%A4%96%E4%BA%A4%E9%83%A8&amp;sort=year-desc"',
    )
    expect(text).toContain('href="/search?q=%E6%8A%80%E8%A1%93&amp;agency=-%E5%A4%96%E4%BA%A4%E9%83%A8"')
  })

  it('says what was ignored, corrected, understood and wrong', async () => {
    const text = await html(
      '/search?q=的 登格熱 107年',
      webData({
        report: {
          words: ['登革熱'],
          ignored: [{ text: '的', reason: '太常見' }],
          corrected: [{ from: '登格熱', to: '登革熱' }],
          understood: [{ field: 'year', values: [107], start: 6, end: 10, text: '107年' }],
          problems: [{ start: 0, end: 1, message: '少了一個引號', suggestion: '「登革熱」' }],
        },
      }),
    )
    expect(text).toContain('「的」（太常見）')
    expect(text).toContain('「登格熱」結果很少，已改以「登革熱」查詢。')
    expect(text).toContain('把「107年」當作年度條件')
    expect(text).toContain('少了一個引號')
  })

  it('offers the export, the feed and the same search elsewhere', async () => {
    const text = await html('/search?q=技術&mode=exact')
    const quoted = encodeURIComponent('「技術」')
    expect(text).toContain(`href="/api/export?format=csv&amp;q=${quoted}&amp;mode=keyword"`)
    expect(text).toContain(
      `<link rel="alternate" type="application/atom+xml" href="/feed.atom?q=${quoted}&amp;mode=keyword"`,
    )
  })

  it('offers ways on where nothing is found', async () => {
    const text = await html('/search?q=「沒有的詞」&mode=exact&year=107', webData({ records: [] }))
    expect(text).toContain('沒有符合的條目')
    expect(text).toContain('移除所有篩選條件')
    expect(text).toContain('改用語意比對')
  })

  it('counts the overview without the filters of its own axes, and says so', async () => {
    const asked: SearchRequest[] = []
    const data = webData()
    const trends: WebData['trends'] = (request) => {
      asked.push(request)
      return data.trends(request)
    }
    const text = await html('/search?q=技術&agency=外交部&year=-107&category=其它', { ...data, trends })
    expect(asked[0]?.filters).toEqual({ agency: [], year: [], category: ['其它'], exclude: { agency: [], year: [] } })
    expect(text).toContain('圖中件數不受機關與年度篩選影響')
    expect(await html('/search?q=技術&category=其它')).not.toContain('圖中件數不受')
  })

  it('quotes a quoted query as Taiwan does', async () => {
    expect(await html('/search?q=「新南向」 人才')).toContain('<title>「『新南向』 人才」的查詢結果')
  })

  it('leads back from a page beyond the end', async () => {
    const text = await html('/search?q=技術&page=9', webData({ total: 3 }))
    expect(text).toContain('到最後一頁')
  })

  it('marks uncertain readings in words', async () => {
    expect(await html('/search?q=國合會')).toContain('判讀存疑')
  })
})

describe('the page of a record', () => {
  it('lays out its points, each with an address', async () => {
    const text = await html(`/items/${project.id}`)
    expect(text).toContain('id="p1"')
    expect(text).toContain('id="p2"')
    expect(text).toContain('href="#p2"')
  })

  it('marks what the search matched, and does not carry the search into the citation', async () => {
    const text = await html(`/items/${project.id}?q=技術合作`)
    expect(text).toContain('<mark>技術合作</mark>')
    expect(text).toContain(`https://example.org/items/${project.id}。`)
  })

  it('links the indicators that it names, with their targets', async () => {
    const text = await html(`/items/${project.id}`)
    expect(text).toContain(`<a href="/items/${kpi.id}">我與友邦合作計畫執行項數</a>`)
    expect(text).toContain('589項')
  })

  it('shows the passage in its source, what changed in other years, and what is similar', async () => {
    const text = await html(`/items/${project.id}`)
    expect(text).toContain('<mark>駐外技術服務')
    expect(text).toContain('<del>派遣農業</del><ins>委託國合會</ins>')
    expect(text).toContain('更名')
    expect(text).toContain('另有 1 筆文字幾乎相同')
  })

  it('narrows what is similar to other agencies or other years', async () => {
    const years = await html(`/items/${project.id}?q=國際&similar=years`)
    expect(years).toContain('另有 1 筆文字幾乎相同')
    expect(years).toMatch(/similar=years#similar-heading" aria-current="true">其他年度</u)
    const agencies = await html(`/items/${project.id}?q=國際&similar=agencies`)
    expect(agencies).toContain('其他機關沒有相似的條目。')
    // The search that led here is kept, and the way back to all.
    expect(agencies).toMatch(/<a href="\/items\/[^"]+\?q=[^"&]+#similar-heading">全部</u)
  })
})

describe('what does not exist or cannot be read', () => {
  it.each([
    ['/nothing', 404],
    ['/items/nothing', 404],
    ['/items/a/b', 404],
    [`/items/${project.id}?similar=nearby`, 400],
    ['/agencies/沒有的部', 404],
    ['/agencies/外交部?year=50', 404],
    ['/documents/nothing', 404],
    [`/documents/${document.id}?page=99`, 404],
    [`/documents/${document.id}?agency=沒有的部`, 404],
    ['/search?q=a&mode=quick', 400],
    ['/search?q=a&page=0', 400],
    ['/items/%E0%A4%A', 400],
  ])('%s is a page with status %i', async (path, status) => {
    const answer = await page(path)
    expect(answer.status).toBe(status)
    expect(answer.html).toContain('<h1')
    expect(answer.html).toContain('回首頁')
  })

  it('says how to go on where the index is missing', async () => {
    const answer = await page('/search?q=a', unavailable())
    expect(answer.status).toBe(503)
    expect(answer.html).toContain('目前無法查詢')
    expect(answer.html).toContain('尚未建立索引')
  })

  it('leaves errors that nobody foresaw to the server, whose page tells no inner matter', async () => {
    const failing = { ...webData(), search: () => Promise.reject(new TypeError('x is not a function')) }
    await expect(page('/search?q=a', failing)).rejects.toThrow(TypeError)
    const shown = errorPage(new TypeError('x is not a function'), new URL('https://example.org/search'), { assets })
    expect(shown.status).toBe(500)
    expect(shown.html).toContain('伺服器出錯')
    expect(shown.html).not.toContain('not a function')
    expect(
      errorPage(new ShizhengError('internal', 'secret'), new URL('https://example.org/'), { assets }).html,
    ).not.toContain('secret')
  })

  it('names compared records that are missing, and says when there are too many', async () => {
    const text = await html(`/compare?ids=${project.id},nothing,${later.id},${kpi.id},more`)
    expect(text).toContain('找不到：nothing')
    expect(text).toContain('一次最多比較 4 筆')
  })
})

describe('text from outside', () => {
  const HOSTILE = `"'><img src=x onerror=alert(1)></script><script>alert(1)</script>`
  const hostile = webData({
    records: [project, later, kpi].map((record) => ({
      ...record,
      agency: HOSTILE,
      title: HOSTILE,
      text: HOSTILE,
      section: [HOSTILE],
    })),
    document: { ...document, title: HOSTILE, publisher: HOSTILE, agencies: [HOSTILE], url: 'javascript:alert(1)' },
    report: {
      words: [HOSTILE],
      phrases: [HOSTILE],
      ignored: [{ text: HOSTILE, reason: HOSTILE }],
      corrected: [{ from: HOSTILE, to: HOSTILE }],
      problems: [{ start: 0, end: 1, message: HOSTILE, suggestion: HOSTILE }],
    },
  })
  const q = encodeURIComponent(HOSTILE)
  it.each([
    '/',
    `/search?q=${q}`,
    `/search?q=&agency=${q}&category=-${q}`,
    `/items/${project.id}?q=${q}`,
    `/items/${kpi.id}`,
    '/agencies',
    `/agencies/${q}`,
    '/documents',
    `/documents/${document.id}`,
    `/documents/${document.id}?page=12`,
    `/compare?ids=${project.id},${later.id},${q}`,
    `/items/${q}`,
    `/${q}`,
    `/search?mode=${q}`,
  ])('is text and nothing else on %s', async (path) => {
    const text = await html(path, hostile)
    expect(text).not.toContain('<img')
    expect(text).not.toContain('<script>')
    expect(text).not.toMatch(/<[^>]*\sonerror=/u)
    expect(text).not.toMatch(/href="javascript:/u)
  })

  it('is put into the props of islands as JSON that reads back', async () => {
    const text = await html(`/search?q=${q}`, hostile)
    const props = [...text.matchAll(/data-props="([^"]*)"/gu)].map((match): unknown =>
      JSON.parse((match[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')),
    )
    expect(props[0]).toMatchObject({ q: HOSTILE })
  })
})

describe('the help', () => {
  it('shows every operator of the query language with an example that can be opened', async () => {
    const text = (await html('/help')).replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<')
    for (const { help, example } of OPERATORS) {
      expect(text).toContain(help)
      expect(text).toContain(`>${example}</code>`)
    }
  })
})
