import { expect, it } from 'vitest'
import type { PlanRecord } from '../../src/record.js'
import { splitPoints } from '../../src/web/layout/points.js'
import { describeSite, DESKTOP, overflows, PHONE, q } from './support.js'

describeSite('the page of a record', (site) => {
  const withPoints = () =>
    site.find(
      'plan item with points',
      (one) => one.kind === 'project' && !one.uncertain && splitPoints(one.text).length > 3,
    )

  it('lays out the whole text by its points and links to each for good', async () => {
    const record = withPoints()
    const page = await site.open(`/items/${record.id}`)
    const points = splitPoints(record.text)
    expect(await page.locator('.point').count()).toBe(points.length)
    const shown = (await page.locator('.point-mark, .point-text').allInnerTexts()).join('').replace(/\s/gu, '')
    expect(shown).toBe(record.text.replace(/\s/gu, ''))
    await page.locator('.point-link').nth(2).click()
    expect(new URL(page.url()).hash).toBe('#p3')
    expect(await page.locator('.point:target').getAttribute('id')).toBe('p3')
  })

  it('is reached from a result at the passage that matched, with the words marked', async () => {
    const page = await site.open(`/search?q=${q('「新南向」')}&kind=project&agency=${q('外交部')}`)
    await page.locator('.hit h3 a').first().click()
    await page.locator('.record').waitFor()
    expect((await page.locator('.record-main .points mark, .record-head mark').allInnerTexts())[0]).toBe('新南向')
    await page.getByRole('link', { name: '回到「『新南向』」的查詢結果' }).click()
    await page.locator('.hit').first().waitFor()
  })

  it('shows its passage marked in the source, and the whole page of it', async () => {
    const record = site.find('record with a page', (one) => one.source.page !== null && !one.uncertain)
    const page = await site.open(`/items/${record.id}`)
    const text = site.engine.sourceText(record.source.document)
    const spans = record.source.spans.map(([start, end]) => text.slice(start, end)).join('')
    const marked = (await page.locator('.source-text mark').allTextContents()).join('')
    expect(marked.replace(/\s/gu, '')).toBe(spans.replace(/\s/gu, ''))
    await page.getByRole('link', { name: '看原文整頁' }).click()
    await page.waitForURL((url) => url.searchParams.get('page') === record.source.page)
    await page.locator('.records-on-page').getByRole('link', { name: record.title }).first().waitFor()
  })

  it('links the indicators that it names, with their targets, and back', async () => {
    const titles = new Map(
      site.engine.records
        .filter((one) => one.kind === 'kpi')
        .map((one) => [`${one.agency}${one.year}${one.title}`, one]),
    )
    const record = site.find(
      'plan item whose indicator is indexed',
      (one) => one.kind === 'project' && one.kpis.some((name) => titles.has(`${one.agency}${one.year}${name}`)),
    )
    const page = await site.open(`/items/${record.id}`)
    expect(await page.locator('.kpis').innerText()).toContain('年度目標值')
    await page.locator('.kpis a').first().click()
    await page.getByRole('heading', { name: '衡量標準' }).waitFor()
    await page.locator('.facts').getByRole('link', { name: record.title, exact: true }).first().click()
    await page.waitForURL((url) => url.pathname === `/items/${record.id}`)
  })

  it('copies its citations', async () => {
    const record = withPoints()
    const page = await site.open(`/items/${record.id}`, { permissions: ['clipboard-read', 'clipboard-write'] })
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    await page.locator('.citations').getByRole('button', { name: '複製' }).first().click()
    await page.getByText('已複製').waitFor()
    expect(await clipboard()).toContain(`〈${record.title}〉`)
    expect(await clipboard()).toContain(`${site.base}/items/${record.id}`)
    await page.locator('.citations summary', { hasText: 'BibTeX' }).click()
    await page.locator('.citations details', { hasText: 'BibTeX' }).getByRole('button', { name: '複製' }).click()
    await expect.poll(clipboard).toMatch(/^@incollection\{/u)
  })

  it('shows the same programme in other years with word-level differences', async () => {
    const record = site.find(
      'record with other years',
      (one) =>
        !one.uncertain &&
        one.kind === 'project' &&
        site.engine.lineage(one.id).some((link) => link.differences.length > 0),
    )
    const page = await site.open(`/items/${record.id}`)
    const years = (await page.locator('.timeline-year').allInnerTexts()).map((text) => parseInt(text, 10))
    expect(years.length).toBe(site.engine.lineage(record.id).length + 1)
    expect(years).toEqual([...years].sort((a, b) => a - b))
    expect(await page.locator('.diff ins, .diff del').count()).toBeGreaterThan(0)
  })

  it('shows the targets of an indicator over the years as a chart and a table', async ({ skip }) => {
    const hasTarget = (one: PlanRecord) => one.kind === 'kpi' && /\d/u.test(one.target)
    const record = site.engine.records.find(
      (one) => hasTarget(one) && site.engine.lineage(one.id).some((link) => hasTarget(link.record)),
    )
    if (record?.kind !== 'kpi') {
      skip('no indicator of the indexed documents has targets in two years')
      return
    }
    const page = await site.open(`/items/${record.id}`)
    await page.locator('.target-chart').scrollIntoViewIfNeeded()
    await page.locator('.target-chart svg rect').first().waitFor()
    expect(await page.locator('.targets').innerText()).toContain(record.target)
  })

  it('leads to similar records and to a comparison', async () => {
    const record = withPoints()
    const page = await site.open(`/items/${record.id}`)
    const similar = page.locator('.similar li')
    expect(await similar.count()).toBeGreaterThan(2)
    await similar
      .first()
      .getByRole('link', { name: /與本條目並排比較/u })
      .click()
    await page.locator('.compare').waitFor()
    expect(await page.locator('.compare thead a[href^="/items/"]').count()).toBe(2)
  })

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
    'narrows similar records to other agencies or other years, script: $javaScriptEnabled',
    async (options) => {
      const record = site.find(
        'plan item of an agency with plans of several years',
        (one) =>
          one.kind === 'project' &&
          !one.uncertain &&
          site.engine.records.some((other) => other.agency === one.agency && other.year !== one.year),
      )
      const page = await site.open(`/items/${record.id}?q=${q('外交')}`, options)
      const meta = page.locator('.similar ol > li > .meta')
      const current = page.locator('.scopes [aria-current]')
      expect(await current.innerText()).toBe('全部')
      const all = await meta.allInnerTexts()
      expect(all.some((text) => text.includes(record.agency))).toBe(true)

      await page.getByRole('link', { name: '其他機關', exact: true }).click()
      await page.waitForURL(/similar=agencies/u)
      expect(await current.innerText()).toBe('其他機關')
      const agencies = await meta.locator('span:first-child').allInnerTexts()
      expect(agencies.length).toBeGreaterThan(0)
      expect(agencies).not.toContain(record.agency)

      await page.getByRole('link', { name: '其他年度', exact: true }).click()
      await page.waitForURL(/similar=years/u)
      const years = await meta.locator('span:nth-child(2)').allInnerTexts()
      expect(years.length).toBeGreaterThan(0)
      for (const year of years) expect(year).not.toContain(String(record.year))
      expect(new URL(page.url()).searchParams.get('q')).toBe('外交')
      expect(await page.locator('#similar-heading').isVisible()).toBe(true)
    },
  )

  it('says where its reading is not certain', async () => {
    const record = site.find('uncertain record', (one) => one.uncertain)
    const page = await site.open(`/items/${record.id}`)
    expect(await page.locator('.uncertain-note').innerText()).toContain('引用前請對照原文')
  })

  it.each([DESKTOP, PHONE])('fits the screen: $width wide', async (viewport) => {
    const page = await site.open(`/items/${withPoints().id}`, { viewport })
    expect(await overflows(page)).toBe(false)
  })
})
