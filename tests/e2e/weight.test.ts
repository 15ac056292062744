import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describeSite, q } from './support.js'

/** Compressed bytes of script and style that the first results page may need. */
const WEIGHT = 150 * 1024

describeSite('the first results page', (site) => {
  it('needs less than 150 kB of script and style, compressed', async () => {
    const page = await site.open('/help')
    const weights: number[] = []
    const bodies: Promise<void>[] = []
    page.on('response', (response) => {
      if (!['script', 'stylesheet'].includes(response.request().resourceType())) return
      bodies.push(
        response.body().then((body) => {
          weights.push(gzipSync(body).length)
        }),
      )
    })
    await page.goto(`${site.base}/search?q=${q('「新南向」')}`)
    // Even with the chart.
    await page.locator('.chart > svg').waitFor()
    await Promise.all(bodies)
    expect(weights.length).toBeGreaterThan(2)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(WEIGHT)
  })
})
