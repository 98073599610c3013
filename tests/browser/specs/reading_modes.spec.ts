// 长者模式, high contrast and letter size are links that set a cookie: they work without scripts.
import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../support/checks'

test.describe('reading modes', () => {
  test.use({ javaScriptEnabled: false })

  test('the mode for elders stays on every page and can be left', async ({ page }) => {
    await page.goto('/')
    const usual = await page.locator('html').evaluate((html) => getComputedStyle(html).fontSize)
    await page.goto('/mode?mode=elder&back=/')
    await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder')
    await page.goto('/c/announcements')
    await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder')
    const larger = await page.locator('html').evaluate((html) => getComputedStyle(html).fontSize)
    expect(Number.parseFloat(larger)).toBeGreaterThan(Number.parseFloat(usual))
    await page.goto('/mode?mode=usual&back=/')
    await expect(page.locator('html')).not.toHaveAttribute('data-mode', 'elder')
  })

  test('never leads to another server', async ({ page }) => {
    for (const back of ['https://example.com/', '//example.com/', '/\\example.com']) {
      await page.goto(`/mode?mode=usual&back=${encodeURIComponent(back)}`)
      expect(new URL(page.url()).host).toBe(new URL(process.env.GONGKAI_ADDRESS ?? '').host)
    }
  })
})

for (const query of ['mode=elder', 'contrast=high', 'size=larger', 'mode=elder&contrast=high'])
  for (const width of [1360, 360])
    test(`${query} has no axe finding at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`/mode?${query}&back=/`)
      await expectAccessible(page)
      await expectFits(page)
      await page.goto('/search?q=通知')
      await expectAccessible(page)
      await expectFits(page)
    })
