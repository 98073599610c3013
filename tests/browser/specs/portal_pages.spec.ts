// Every kind of public page at both widths, with and without scripts.
import { expect, test, type Page } from '@playwright/test'
import { firstLink, linksOf, openDocuments, type OpenDocument } from '../support/addresses'
import { complaints, expectStandsAtBothWidths } from '../support/checks'

const paths = [
  '/',
  '/search',
  '/search?q=通知',
  '/search?q=没有这样的词语组合',
  '/map',
  '/contact',
  '/accessibility',
  '/policies',
  '/policies/ledger',
  '/policies/filings',
  '/interpretations',
  '/interpretations/cases',
  '/disclosure',
  '/gazette',
  '/open',
  '/en',
  '/report-error',
  '/report-error/track',
  '/subscribe',
  '/site-report',
  '/site-report/2025',
  '/site-report/2025?edition=1',
  '/annual-reports',
  '/annual-reports/verify',
  '/annual-reports/verify?digest=0',
  '/report-check',
  '/s/education/',
  '/s/education/search?q=学校',
  '/s/education/policies',
  '/s/education/policies/ledger',
  '/s/education/policies/filings',
  '/s/education/interpretations',
  '/s/education/disclosure',
  '/s/education/gazette',
  '/s/education/report-error',
  '/s/education/site-report',
  '/s/education/site-report/2025',
  '/s/fishery/site-report',
]

// Pages whose address is known only from the page that leads there.
const behind: Record<string, [from: string, link: RegExp][]> = {
  'the life of a policy': [['/policies', /^\/policies\/[0-9a-z]{13}$/]],
  'the disclosure platform of a unit': [['/disclosure', /^\/disclosure\/[0-9a-z]{13}$/]],
  'the disclosure platform of a unit on its own site': [['/s/education/disclosure', /^\/s\/education\/disclosure\/[0-9a-z]{13}$/]],
  'an issue of the gazette': [['/gazette', /^\/gazette\/[0-9a-z]{13}$/]],
}

async function stand(page: Page, path: string): Promise<void> {
  const heard = complaints(page)
  expect((await page.goto(path))?.status()).toBe(200)
  await expect(page.locator('h1')).toHaveCount(1)
  await expectStandsAtBothWidths(page)
  expect(heard).toEqual([])
}

test.describe('the portal', () => {
  for (const path of paths) test(path, async ({ page }) => stand(page, path))

  for (const [name, [[from, link]]] of Object.entries(behind) as [string, [[string, RegExp]]][])
    test(name, async ({ page }) => {
      const path = await firstLink(page.request, from, link)
      await stand(page, path)
      // and the pages below it: one of each kind
      const below = (await linksOf(page.request, path)).filter((each) => each.startsWith(`${path}/`) && !/\.\w+$/.test(each))
      for (const each of below.slice(0, 12)) await stand(page, each)
    })

  test('every column of the city', async ({ page }) => {
    test.setTimeout(120_000)
    const columns = (await linksOf(page.request, '/map')).filter((each) => /^\/c\/[\w-]+$/.test(each))
    expect(columns.length).toBeGreaterThan(10)
    for (const column of columns)
      await test.step(column, async () => {
        await stand(page, column)
      })
  })

  test('a document of each type, and one that holds no more', async ({ page }) => {
    test.setTimeout(180_000)
    const kinds = new Map<string, OpenDocument>()
    for (const document of await openDocuments(page.request)) {
      const over = ['repealed', 'lapsed'].includes(document.validity)
      const kind = over ? document.validity : document.type
      if (!kinds.has(kind)) kinds.set(kind, document)
    }
    expect(kinds.size).toBeGreaterThan(5)
    for (const [kind, { id }] of kinds)
      await test.step(kind, async () => {
        await stand(page, `/d/${id}`)
      })
  })

  test('the question whether a document was useful, its faults and its thanks', async ({ page }) => {
    const [document] = await openDocuments(page.request)
    await stand(page, `/d/${document!.id}/useful`)
    await page.getByRole('main').getByRole('button').click()
    await expect(page).toHaveTitle(/^错误/)
    await expectStandsAtBothWidths(page)
    await page.getByRole('radio', { name: '有用', exact: true }).check()
    await page.getByRole('main').getByRole('button').click()
    await expect(page.getByRole('heading', { level: 1, name: '谢谢您的评价' })).toBeVisible()
    await expectStandsAtBothWidths(page)
  })

  test('a page that does not exist', async ({ page }) => {
    expect((await page.goto('/nowhere'))?.status()).toBe(404)
    await expectStandsAtBothWidths(page)
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
