import { expect, it } from 'vitest'
import { describeSite, DESKTOP, overflows, PHONE, q } from './support.js'

const PHRASE = `/search?q=${q('「新南向」')}`

describeSite('the start page', (site) => {
  it('says what is indexed and leads to its examples', async () => {
    const page = await site.open('/')
    const { documents, records, agencies } = site.engine.stats()
    const figures = await page.locator('.figures').innerText()
    for (const figure of [documents, records, agencies]) expect(figures).toContain(figure.toLocaleString('zh-TW'))
    const examples = page.locator('.start-examples a')
    expect(await examples.count()).toBe(3)
    for (let at = 0; at < 3; at++) {
      await page.goto(site.base)
      await examples.nth(at).click()
      await page.locator('.hit, .compare td').first().waitFor()
    }
  })

  it('offers completions that the keyboard chooses', async () => {
    const page = await site.open('/')
    const box = page.getByRole('combobox', { name: '查詢' })
    await box.pressSequentially('外交')
    await page.locator('.completions li').first().waitFor()
    await box.press('ArrowDown')
    const chosen = page.locator('.completions [aria-selected="true"]')
    const text = await chosen.locator('span').innerText()
    expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
    await box.press('Enter')
    await page.waitForURL(/\/search/u)
    expect(new URL(page.url()).searchParams.get('q')).toBe(text)
  })

  it('closes the completions with Escape and leaves what was typed', async () => {
    const page = await site.open('/')
    const box = page.getByRole('combobox', { name: '查詢' })
    await box.pressSequentially('外交')
    await page.locator('.completions li').first().waitFor()
    await box.press('Escape')
    expect(await page.locator('.completions').isHidden()).toBe(true)
    expect(await box.inputValue()).toBe('外交')
  })

  it('lists recent and saved searches of this browser, and forgets them', async () => {
    const page = await site.open(PHRASE)
    await page.getByRole('button', { name: '存下這個查詢' }).click()
    await page.goto(site.base)
    const lists = page.locator('.kept-searches')
    expect(await lists.count()).toBe(2)
    await lists.first().getByRole('link', { name: '「新南向」' }).click()
    await page.locator('.hit').first().waitFor()
    await page.goto(site.base)
    await lists.first().getByRole('button', { name: '清除' }).click()
    expect(await lists.count()).toBe(1)
  })
})

describeSite('the results', (site) => {
  it('say the exact number, mark the words and tell why each is there', async () => {
    const page = await site.open(PHRASE)
    const { total } = await site.engine.search({ q: '「新南向」' })
    expect(await page.locator('.total').innerText()).toContain(`共 ${total} 筆`)
    const marks = await page.locator('.hits mark').allInnerTexts()
    expect(marks.length).toBeGreaterThan(0)
    expect(new Set(marks)).toEqual(new Set(['新南向']))
    expect(await page.locator('.why').first().innerText()).toContain('完全符合')
  })

  it('answer the plain choice of matching', async () => {
    const page = await site.open(`/search?q=${q('新南向政策')}`)
    await page.locator('.modes').getByText('完全符合').click()
    await page.waitForURL(/mode=exact/u)
    const { total } = await site.engine.search({ q: '「新南向政策」', mode: 'keyword' })
    await page.getByText(`共 ${total} 筆`).waitFor()
    await page.locator('.modes').getByText('語意').click()
    await page.waitForURL(/mode=semantic/u)
    await page.locator('.passage-meaning').first().waitFor()
  })

  it('are filtered by several values, excluded ones and none, and the address says so', async () => {
    const page = await site.open(PHRASE)
    const agency = (name: string) => page.locator('.facet-agency .facet-value', { hasText: name })
    await agency('教育部').locator('a').first().click()
    await page.locator('.facet-agency .is-include', { hasText: '教育部' }).waitFor()
    await agency('僑務委員會').locator('a').first().click()
    await page.waitForURL((url) => url.searchParams.getAll('agency').length === 2)
    const both = await site.engine.search({ q: '「新南向」', filters: { agency: ['教育部', '僑務委員會'] } })
    await page.getByText(`共 ${both.total} 筆`).waitFor()

    await page.getByRole('link', { name: '排除 教育部' }).click()
    await page.waitForURL((url) => url.searchParams.getAll('agency').includes('-教育部'))
    await page.locator('.facet-agency .is-exclude', { hasText: '教育部' }).waitFor()

    // The same view for whoever gets the link.
    const other = await site.open(new URL(page.url()).pathname + new URL(page.url()).search)
    expect(await other.locator('.total').innerText()).toBe(await page.locator('.total').innerText())

    await page.getByRole('link', { name: '清除所有篩選' }).click()
    await page.waitForURL((url) => url.searchParams.getAll('agency').length === 0)
  })

  it('keep the focus where a filter was chosen by keyboard', async () => {
    const page = await site.open(PHRASE)
    const link = page.locator('.facet-year .facet-value a').first()
    const key = await link.getAttribute('data-key')
    await link.focus()
    await page.keyboard.press('Enter')
    await page.locator('.facet-year .is-include').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe(key)
  })

  it('show how the query was understood as chips that can be removed', async () => {
    const page = await site.open(`${PHRASE}&year=107`)
    const chip = page.locator('.chip-filter', { hasText: '107 年度' })
    await chip.getByRole('link').click()
    await page.waitForURL((url) => !url.searchParams.has('year'))
    expect(await page.locator('.chip-phrase').innerText()).toContain('新南向')
  })

  it('offer what looks like a filter as one', async () => {
    const page = await site.open(`/search?q=${q('外交部 獎學金')}`)
    await page.getByRole('link', { name: /把「外交部」當作機關條件/u }).click()
    await page.waitForURL((url) => url.searchParams.get('agency') === '外交部')
    await page.locator('.facet-agency .is-include').waitFor()
  })

  it('go on page by page to the very end, and back', async () => {
    const page = await site.open('/search?q=')
    const { total } = await site.engine.search({ q: '' })
    const last = Math.ceil(total / 20)
    await page
      .locator('.pager')
      .getByRole('link', { name: `第 ${last} 頁，共 ${last} 頁` })
      .click()
    await page.waitForURL(/page=/u)
    const rest = total - (last - 1) * 20
    await page
      .locator('.hit')
      .nth(rest - 1)
      .waitFor()
    expect(await page.locator('.hit').count()).toBe(rest)
    expect(await page.locator('.pager [rel="next"]').count()).toBe(0)
    await page.goBack()
    await page.waitForURL((url) => !url.searchParams.has('page'))
    await expect.poll(() => page.locator('.hit').count()).toBe(20)
  })

  it('are sorted by a link', async () => {
    const page = await site.open(PHRASE)
    await page.getByRole('link', { name: '年度舊到新' }).click()
    await page.waitForURL(/sort=year-asc/u)
    await page.locator('.sorts [aria-current]', { hasText: '年度舊到新' }).waitFor()
    const years = (await page.locator('.hit .meta span:nth-child(2)').allInnerTexts()).map((text) => parseInt(text, 10))
    expect(years).toEqual([...years].sort((a, b) => a - b))
  })

  it('are walked by keyboard: /, j, k and s', async () => {
    const page = await site.open(PHRASE)
    const focused = () => page.evaluate(() => document.activeElement?.closest('[data-hit]')?.querySelector('h3')?.id)
    const ids = await page.locator('.hit h3').evaluateAll((all) => all.map((one) => one.id))
    await page.locator('[data-basket]:visible').first().waitFor()
    await page.keyboard.press('j')
    expect(await focused()).toBe(ids[0])
    await page.keyboard.press('j')
    expect(await focused()).toBe(ids[1])
    await page.keyboard.press('k')
    expect(await focused()).toBe(ids[0])
    await page.keyboard.press('s')
    expect(await page.locator('.hit').first().locator('[data-basket]').getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
    await page.keyboard.type('jk/')
    expect(await page.getByRole('combobox', { name: '查詢' }).inputValue()).toBe('jk/')
  })

  it('lead to the export and the feed of the same search', async () => {
    const page = await site.open(PHRASE)
    const href = async (name: string) => (await page.getByRole('link', { name }).getAttribute('href')) ?? ''
    const csv = await (await fetch(site.base + (await href('下載 CSV')))).text()
    const { total } = await site.engine.search({ q: '「新南向」' })
    expect(csv.trim().split('\r\n')).toHaveLength(total + 1)
    const feed = await (await fetch(site.base + (await href('訂閱（Atom）')))).text()
    expect(feed).toContain('<feed')
  })

  it.each([DESKTOP, PHONE])('fit the screen: $width wide', async (viewport) => {
    const page = await site.open(PHRASE, { viewport })
    await page.locator('.chart > svg').waitFor()
    expect(await overflows(page)).toBe(false)
  })

  it('say what was searched where nothing is found, and offer ways on that work', async () => {
    const page = await site.open(`/search?q=${q('「量子糾纏通訊衛星」')}&mode=exact`)
    expect(await page.locator('.empty').innerText()).toContain('量子糾纏通訊衛星')
    await page.getByRole('link', { name: '改用語意比對，找意思相近的條目' }).click()
    await page.locator('.hit').first().waitFor()
  })

  it('say in plain words what is wrong with an address', async () => {
    const page = await site.open('/search?q=a&mode=quick')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('這個網址看不懂')
    expect(await page.locator('.error').innerText()).toContain('quick')
  })
})

describeSite('a server that is away', (site) => {
  it('is said in plain words; what was typed stays, and trying again works', async () => {
    const page = await site.open(PHRASE)
    const box = page.getByRole('combobox', { name: '查詢' })
    await box.fill('離岸風力')
    await site.goAway()
    await box.press('Enter')
    const notice = page.locator('[data-notice]')
    try {
      await notice.getByText('連不上伺服器').waitFor()
      expect(await box.inputValue()).toBe('離岸風力')
      expect(await page.locator('.hit').count()).toBeGreaterThan(0)
    } finally {
      await site.comeBack()
    }
    await notice.getByRole('button', { name: '再試一次' }).click()
    await page.waitForURL((url) => url.searchParams.get('q') === '離岸風力')
  })

  it('that answers slowly is said to do so', async () => {
    const page = await site.open(PHRASE)
    await page.route(/\/search/u, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4000))
      await route.continue()
    })
    await page.getByRole('link', { name: '年度新到舊' }).click()
    await page.getByText('比平常久一些').waitFor()
    await page.waitForURL(/sort=year-desc/u)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })
})
