// Every public page at both widths, with and without scripts.
import { expect, test } from '@playwright/test'
import { complaints, expectAccessible, expectFits, widths } from '../support/checks'

const paths = [
  '/',
  '/c/announcements',
  '/c/disclosure',
  '/search',
  '/search?q=通知',
  '/search?q=没有这样的词语组合',
  '/map',
  '/contact',
  '/accessibility',
  '/s/education/',
]

for (const width of widths)
  test.describe(`the portal at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    for (const path of paths)
      test(path, async ({ page }) => {
        const heard = complaints(page)
        expect((await page.goto(path))?.status()).toBe(200)
        await expect(page.locator('h1')).toHaveCount(1)
        await expectAccessible(page)
        await expectFits(page)
        expect(heard).toEqual([])
      })

    test('a document', async ({ page }) => {
      await page.goto('/c/announcements')
      await page.getByRole('main').locator('a[href*="/d/"]').first().click()
      await expect(page.locator('h1')).toHaveCount(1)
      await expectAccessible(page)
      await expectFits(page)
    })

    test('a page that does not exist', async ({ page }) => {
      expect((await page.goto('/nowhere'))?.status()).toBe(404)
      await expectAccessible(page)
      await expectFits(page)
    })
  })

test.describe('the portal without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('leads from the home page to a column and a document', async ({ page }) => {
    await page.goto('/')
    await page.locator('a[href*="/c/"]').first().click()
    await expect(page.getByRole('main')).toBeVisible()
    await page.goto('/c/announcements')
    await page.getByRole('main').locator('a[href*="/d/"]').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  test('searches with a plain form and keeps the words in the box', async ({ page }) => {
    await page.goto('/')
    const box = page.getByRole('banner').getByRole('searchbox')
    await box.fill('通知')
    await box.press('Enter')
    await expect(page).toHaveURL(/\/search\?/)
    await expect(page.getByRole('main').locator('input[name=q]')).toHaveValue('通知')
    await expect(page.getByRole('main').locator('a[href*="/d/"]').first()).toBeVisible()
  })
})
