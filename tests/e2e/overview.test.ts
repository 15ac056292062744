import fs from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeSite, DESKTOP, PHONE, q } from './support.js'

const PHRASE = `/search?q=${q('「新南向」')}`

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return fs.readFile(await file.path())
}

describeSite('the overview chart', (site) => {
  it.each([DESKTOP, PHONE])(
    'shows counts by agency and year, and the first appearance: $width wide',
    async (viewport) => {
      const page = await site.open(PHRASE, { viewport })
      const trends = await site.engine.trends({ q: '「新南向」' })
      await page.locator('.chart > svg').waitFor()
      expect(await page.locator('.first-appearance').innerText()).toContain(`最早見於民國 ${trends.first?.year} 年度`)
      await page.getByRole('button', { name: /顯示全部/u }).click()
      const titles = await page.locator('.chart a title').allTextContents()
      expect(titles.sort()).toEqual(
        trends.cells.map((cell) => `${cell.agency} ${cell.year} 年度 ${cell.count} 筆`).sort(),
      )
    },
  )

  it('filters by a click on a cell', async () => {
    const page = await site.open(PHRASE)
    const cell = (await site.engine.trends({ q: '「新南向」' })).cells.find((one) => one.agency === '教育部')
    await page.locator('.chart a', { hasText: `教育部 ${cell?.year} 年度` }).click()
    await page.waitForURL((url) => url.searchParams.get('agency') === '教育部')
    expect(new URL(page.url()).searchParams.get('year')).toBe(String(cell?.year))
    await page.getByText(`共 ${cell?.count} 筆`).waitFor()
  })

  it('has the same figures as a table, which filters too', async () => {
    const page = await site.open(PHRASE)
    const trends = await site.engine.trends({ q: '「新南向」' })
    await page.getByText('以表格顯示').click()
    const row = page.locator('.overview-table tbody tr', { hasText: '外交部' })
    const total = trends.cells.filter((cell) => cell.agency === '外交部').reduce((sum, cell) => sum + cell.count, 0)
    expect(await row.locator('td').last().innerText()).toBe(String(total))
    await row.locator('td a').first().click()
    await page.waitForURL((url) => url.searchParams.get('agency') === '外交部')
  })

  it('is taken away as CSV, SVG and PNG', async () => {
    const page = await site.open(PHRASE)
    await page.locator('.chart > svg').waitFor()
    const csv = (await download(page, '下載 CSV')).toString('utf8')
    expect(csv.startsWith('\uFEFF機關,')).toBe(true)
    const svg = (await download(page, '下載 SVG')).toString('utf8')
    expect(svg).toContain('<svg')
    expect(svg).toContain('外交部')
    expect(svg).not.toContain('var(--')
    const png = await download(page, '下載 PNG')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.length).toBeGreaterThan(5000)
  })

  it('keeps its place before it is drawn: nothing below it moves', async () => {
    const page = await site.open(PHRASE)
    await page.evaluate(() => {
      const state = { shift: 0 }
      Object.assign(window, { layout: state })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ('value' in entry) state.shift += Number(entry.value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.locator('.chart > svg').waitFor()
    await page.waitForTimeout(300)
    expect(await page.evaluate<number>('window.layout.shift')).toBeLessThan(0.05)
  })

  it('is loaded only when shown', async () => {
    const page = await site.open('/help')
    const scripts: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url())
    })
    await page.goto(site.base + PHRASE)
    await page.locator('.chart > svg').waitFor()
    expect(scripts.some((url) => url.includes('overview'))).toBe(true)
    scripts.length = 0
    await page.goto(`${site.base}/help`)
    await page.waitForLoadState('networkidle')
    expect(scripts.some((url) => url.includes('overview'))).toBe(false)
  })
})
