import { expect, it } from 'vitest'
import { LIMITS } from '../../src/limits.js'
import { describeSite, DESKTOP, PHONE, q } from './support.js'

describeSite('without JavaScript', (site) => {
  it.each([DESKTOP, PHONE])('search, filters, pages and records work: $width wide', async (viewport) => {
    const page = await site.open('/', { javaScriptEnabled: false, viewport })
    await page.locator('input[name="q"]').fill('「新南向」')
    await page.getByText('完全符合').click()
    await page.getByRole('button', { name: '查詢' }).click()
    await page.waitForURL(/\/search\?/u)
    const { total } = await site.engine.search({ q: '「新南向」' })
    expect(await page.locator('.total').innerText()).toContain(`共 ${total} 筆`)
    await page.locator('.facet-year .facet-value a').first().click()
    await page.waitForURL(/year=/u)
    await page.getByRole('link', { name: '清除所有篩選' }).click()
    await page.locator('.pager [rel="next"]').click()
    await page.waitForURL(/page=2/u)
    await page.locator('.hit h3 a').first().click()
    await page.locator('.points').waitFor()
    expect(await page.locator('.source-text mark').count()).toBeGreaterThan(0)
    // What only script can do is not offered.
    expect(await page.locator('button:visible').allInnerTexts()).toEqual(['查詢'])
  })

  it('the figures of the overview stand in a table', async () => {
    const page = await site.open(`/search?q=${q('「新南向」')}`, { javaScriptEnabled: false })
    await page.getByText('以表格顯示').click()
    expect(await page.locator('.overview-table tbody tr').count()).toBeGreaterThan(3)
  })

  it('a query that is too long is refused on a page that says how long it may be', async () => {
    const page = await site.open(`/search?q=${'a'.repeat(LIMITS.queryLength + 1)}`, { javaScriptEnabled: false })
    expect(await page.locator('main').innerText()).toContain(`查詢最多 ${LIMITS.queryLength} 個字元`)
  })

  it('the list says what it needs', async () => {
    const page = await site.open('/basket', { javaScriptEnabled: false })
    expect(await page.locator('main').innerText()).toContain('清單要在瀏覽器裡執行程式才能使用')
  })
})
