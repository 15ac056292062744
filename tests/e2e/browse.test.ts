import { expect, it } from 'vitest'
import { describeSite, DESKTOP, overflows, PHONE, q } from './support.js'

describeSite('a comparison', (site) => {
  const pair = () => {
    const record = site.find(
      'record with other years',
      (one) =>
        !one.uncertain &&
        one.kind === 'project' &&
        site.engine.lineage(one.id).some((link) => link.differences.length > 0),
    )
    const link = site.engine.lineage(record.id)[0]
    if (link === undefined) throw new Error('the record has no other year')
    return [record.id, link.record.id]
  }

  it('marks what is different, then what is common', async () => {
    const page = await site.open(`/compare?ids=${pair().join(',')}`)
    expect(await page.locator('td .mark-different').count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: '標出相同的文字' }).click()
    await page.waitForURL(/mark=common/u)
    const columns = page.locator('tr', { has: page.getByRole('rowheader', { name: '內容' }) }).locator('td')
    const [first, second] = await columns.evaluateAll((cells) =>
      cells.map((cell) => Array.from(cell.querySelectorAll('.mark-common'), (mark) => mark.textContent).join('')),
    )
    expect(first?.length).toBeGreaterThan(4)
    expect(second?.length).toBeGreaterThan(4)
  })

  it('takes up to four records and lets one go', async () => {
    const ids = site.engine.records
      .filter((one) => one.kind === 'project')
      .slice(0, 4)
      .map((one) => one.id)
    const page = await site.open(`/compare?ids=${ids.join(',')}`)
    expect(await page.locator('thead th').count()).toBe(5)
    await page
      .getByRole('link', { name: /移出比較/u })
      .first()
      .click()
    await page.waitForURL((url) => url.searchParams.get('ids') === ids.slice(1).join(','))
  })

  it('is read on a phone by moving the table alone', async () => {
    const page = await site.open(`/compare?ids=${pair().join(',')}`, { viewport: PHONE })
    expect(await overflows(page)).toBe(false)
  })
})

describeSite('agencies and documents', (site) => {
  it('lead from an agency to what it planned in a year', async () => {
    const page = await site.open('/agencies')
    const row = page.locator('tr', { has: page.getByRole('link', { name: '外交部', exact: true }) })
    await row.getByRole('link', { name: /^外交部 106 年度/u }).click()
    await page.waitForURL((url) => url.searchParams.get('year') === '106')
    const records = site.engine.select({ agency: '外交部', year: 106 })
    const titles = await page.locator('.outline a').allInnerTexts()
    expect(titles).toHaveLength(records.length)
    for (const record of records.filter((one) => one.kind === 'kpi')) expect(titles).toContain(record.title)
    await page
      .getByRole('navigation', { name: '各年度條目數' })
      .getByRole('link', { name: /110 年度/u })
      .click()
    await page.waitForURL((url) => url.searchParams.get('year') === '110')
  })

  it('search within an agency', async () => {
    const page = await site.open(`/agencies/${q('外交部')}`)
    await page.getByRole('combobox', { name: '查詢' }).fill('獎學金')
    await page.getByRole('combobox', { name: '查詢' }).press('Enter')
    await page.waitForURL((url) => url.searchParams.get('agency') === '外交部')
    expect(new Set(await page.locator('.meta-agency').allInnerTexts())).toEqual(new Set(['外交部']))
  })

  it('show the outline of a document and its source page by page', async () => {
    const page = await site.open('/documents')
    const long = site.engine.documents().find((one) => one.pages.length > 10 && one.agencies.length > 1)
    if (long === undefined) throw new Error('the index holds no document with many pages')
    await page.getByRole('link', { name: long.title }).click()
    const agency = long.agencies[3] ?? ''
    await page.locator('.document-nav').getByRole('link', { name: agency, exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('agency') === agency)
    expect(await page.locator('.outline a').count()).toBe(site.engine.select({ document: long.id, agency }).length)
    const label = long.pages[5]?.label ?? ''
    await page
      .locator('.page-list')
      .getByRole('link', { name: `第 ${label} 頁` })
      .first()
      .click()
    await page.waitForURL((url) => url.searchParams.get('page') === label)
    const { start = 0, end = 0 } = long.pages.find((one) => one.label === label) ?? {}
    const shown = await page.locator('.source-text').textContent()
    expect(shown).toBe(site.engine.sourceText(long.id).slice(start, end))
    await page.getByRole('link', { name: '後一頁' }).click()
    await page.waitForURL((url) => url.searchParams.get('page') === long.pages[6]?.label)
  })

  it('show the whole source of a document without pages', async () => {
    const plain = site.engine.documents().find((one) => one.pages.length === 0)
    if (plain === undefined) return
    const page = await site.open(`/documents/${plain.id}?page=all`)
    expect(await page.locator('.source-text').textContent()).toBe(site.engine.sourceText(plain.id))
  })

  it.each([DESKTOP, PHONE])('fit the screen: $width wide', async (viewport) => {
    for (const address of [
      '/agencies',
      `/agencies/${q('外交部')}`,
      '/documents',
      '/documents/107-executive-yuan',
      '/help',
      '/',
    ]) {
      const page = await site.open(address, { viewport })
      expect([address, await overflows(page)]).toEqual([address, false])
    }
  })
})

describeSite('the help', (site) => {
  it('has examples that find something', async () => {
    const page = await site.open('/help')
    const examples = await page
      .locator('.examples a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    expect(examples.length).toBeGreaterThan(10)
    for (const href of examples) expect([href, (await fetch(site.base + href)).status]).toEqual([href, 200])
    await page.getByRole('link', { name: '「新南向政策」' }).click()
    await page.locator('.hit').first().waitFor()
  })

  it('is in English too, and the language stays', async () => {
    const page = await site.open('/help')
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'How to search' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('link', { name: 'Agencies', exact: true }).click()
    await page.getByRole('heading', { name: 'Agencies' }).waitFor()
    await page.getByRole('link', { name: '中文' }).click()
    await page.getByRole('heading', { name: '機關' }).waitFor()
  })
})
