import fs from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeSite, DESKTOP, overflows, PHONE, q } from './support.js'

const SEARCHES = [`/search?q=${q('「新南向」')}&kind=project`, `/search?q=${q('長照')}`]

async function text(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return fs.readFile(await file.path(), 'utf8')
}

describeSite('the list', (site) => {
  /** Keeps the first record of each search. */
  const filled = async (options = {}) => {
    const page = await site.open(SEARCHES[0] ?? '', options)
    for (const search of SEARCHES) {
      await page.goto(site.base + search)
      await page.locator('[data-basket]:visible').first().click()
    }
    await page.getByRole('link', { name: '清單' }).click()
    await page.locator('.basket-entries li').nth(1).waitFor()
    return page
  }

  it('keeps records from several searches, with notes, over visits', async () => {
    const page = await filled()
    expect(await page.locator('[data-basket-count]').innerText()).toBe('2')
    expect(await page.locator('.basket-entries').innerText()).toContain('查詢「長照」時加入')
    await page.getByPlaceholder('自己看的註記').first().fill('查證預算')
    await page.reload()
    expect(await page.getByPlaceholder('自己看的註記').first().inputValue()).toBe('查證預算')
  })

  it('is taken away as CSV, JSON and Markdown', async () => {
    const page = await filled()
    await page.locator('.basket-text').nth(1).waitFor()
    await page.getByPlaceholder('自己看的註記').first().fill('=1+1')
    const csv = await text(page, '下載 CSV')
    expect(csv.startsWith('\uFEFF編號,')).toBe(true)
    expect(csv).toContain("'=1+1")
    const json: unknown = JSON.parse(await text(page, '下載 JSON'))
    expect(json).toHaveLength(2)
    expect(await text(page, '下載 Markdown')).toMatch(/^# 清單\n\n## /u)
  })

  it('compares what is ticked', async () => {
    const page = await filled()
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.getByRole('link', { name: '比較勾選的條目' }).click()
    await page.locator('.compare').waitFor()
    expect(await page.locator('.compare thead a[href^="/items/"]').count()).toBe(2)
  })

  it('lets records go, one or all', async () => {
    const page = await filled()
    await page.getByRole('button', { name: /^移出/u }).first().click()
    expect(await page.locator('.basket-entries li').count()).toBe(1)
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('button', { name: '再按一次清空' }).click()
    await page.getByText('清單是空的').waitFor()
    expect(await page.locator('[data-basket-count]').isHidden()).toBe(true)
  })

  it('is shown as it was kept where the server is away', async () => {
    const page = await filled()
    await page.route(/\/api\/items\//u, (route) => route.abort())
    await page.reload()
    await page.getByText('伺服器沒有回應').waitFor()
    expect(await page.locator('.basket-entries h2').count()).toBe(2)
  })

  it('says where a record is no longer indexed', async () => {
    const page = await filled()
    await page.route(/\/api\/items\//u, (route) => route.fulfill({ status: 404, body: '{}' }))
    await page.reload()
    await page.getByText('索引裡已沒有這筆條目').first().waitFor()
  })

  it('prints without what is only for the screen', async () => {
    const page = await filled()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.masthead nav').isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: '下載 CSV' }).isVisible()).toBe(false)
    expect(await page.locator('.basket-entries h2').first().isVisible()).toBe(true)
  })

  it.each([DESKTOP, PHONE])('fits the screen: $width wide', async (viewport) => {
    expect(await overflows(await filled({ viewport }))).toBe(false)
  })
})
