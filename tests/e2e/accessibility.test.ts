import { AxeBuilder } from '@axe-core/playwright'
import { expect, it } from 'vitest'
import { describeSite, DESKTOP, overflows, PHONE, q } from './support.js'

describeSite('every page', (site) => {
  const addresses = () => {
    const project = site.find('certain plan item', (one) => one.kind === 'project' && !one.uncertain)
    const kpi = site.find('certain indicator', (one) => one.kind === 'kpi' && !one.uncertain)
    const unsure = site.find('uncertain record', (one) => one.uncertain)
    return [
      '/',
      `/search?q=${q('「新南向」')}&year=107&agency=-${q('教育部')}`,
      `/search?q=${q('家裡長輩失智了誰來照顧')}`,
      `/search?q=${q('「沒有這種詞」')}&mode=exact`,
      `/items/${project.id}?q=${q('國際')}`,
      `/items/${kpi.id}`,
      `/items/${project.id}?similar=agencies`,
      `/items/${unsure.id}`,
      '/agencies',
      `/agencies/${q('外交部')}`,
      '/documents',
      `/documents/${unsure.source.document}?agency=${q(unsure.agency)}`,
      `/documents/${project.source.document}?page=${project.source.page ?? 'all'}`,
      `/compare?ids=${project.id},${unsure.id}`,
      '/basket',
      '/help',
      '/help?lang=en',
      '/nothing',
    ]
  }

  it.each([
    { theme: 'light' as const, viewport: DESKTOP },
    { theme: 'dark' as const, viewport: DESKTOP },
    { theme: 'light' as const, viewport: PHONE },
    { theme: 'dark' as const, viewport: PHONE },
  ])(
    'has no serious or critical violation: $theme, $viewport.width wide',
    async ({ theme, viewport }) => {
      const page = await site.open('/', { colorScheme: theme, viewport })
      const found: string[] = []
      for (const address of addresses()) {
        await page.goto(site.base + address)
        if (address.startsWith('/search')) await page.locator('.chart > svg, .empty').first().waitFor()
        if (address.startsWith('/basket')) {
          await page.goto(`${site.base}/search?q=${q('長照')}`)
          const button = page.locator('[data-basket]:visible').first()
          if ((await button.getAttribute('aria-pressed')) === 'false') await button.click()
          await page.goto(site.base + address)
          await page.locator('.basket-entries li').first().waitFor()
        }
        const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
        for (const { id, impact, nodes } of violations) {
          if (impact === 'serious' || impact === 'critical') {
            found.push(
              `${address} ${id}: ${nodes
                .map((node) => node.html)
                .join(' ')
                .slice(0, 300)}`,
            )
          }
        }
      }
      expect(found).toEqual([])
    },
    300_000,
  )

  it('stays whole at 200 % zoom', async () => {
    // Zoom halves the CSS pixels that the window has.
    const page = await site.open('/', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 })
    for (const address of addresses()) {
      await page.goto(site.base + address)
      expect([address, await overflows(page)]).toEqual([address, false])
    }
  })

  it('takes the theme that the reader chooses, and keeps it without a flash', async () => {
    const page = await site.open('/', { colorScheme: 'light' })
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await ground()
    await page.getByLabel('顯示').selectOption('dark')
    expect(await ground()).not.toBe(light)
    const dark = await ground()
    await page.goto(`${site.base}/help`, { waitUntil: 'commit' })
    await page.waitForSelector('h1')
    expect(await ground()).toBe(dark)
  })
})
