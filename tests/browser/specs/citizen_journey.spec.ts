// Journey 1: a citizen finds a policy and sees at every step whether it still holds and who explains it.
import { expect, test, type Page } from '@playwright/test'
import { linksOf, openDocuments, type OpenDocument } from '../support/addresses'
import { complaints, expectAccessible, expectFits } from '../support/checks'

/** The policies that are no longer in force, as the public ledger names them. */
async function repealed(page: Page): Promise<OpenDocument[]> {
  const ids = (await linksOf(page.request, '/policies/ledger?state=repealed'))
    .map((each) => /^\/d\/([0-9a-z]{13})$/.exec(each)?.[1])
    .filter((each) => each !== undefined)
  const found = (await openDocuments(page.request)).filter((each) => ids.includes(each.id))
  expect(found.length).toBeGreaterThan(0)
  return found
}

test.describe('a repealed policy is never without its mark (b)', () => {
  test('in the search, the suggestions and the open data', async ({ page }) => {
    for (const { id, title, validity } of await repealed(page)) {
      await page.goto(`/search?q=${encodeURIComponent(title)}`)
      const hit = page.locator('.hit').filter({ has: page.locator(`a[href="/d/${id}"]`) })
      await expect(hit.first()).toContainText('废止')
      const words = encodeURIComponent(title.slice(0, 24))
      const { items } = await (await page.request.get(`/api/search/suggestions?q=${words}`)).json()
      for (const each of items.filter((one: { address: string }) => one.address === `/d/${id}`)) expect(each.mark).toBe('废止')
      expect(validity).not.toBe('in_force')
    }
  })

  test('in the list of its column and in the library', async ({ page }) => {
    for (const { id } of await repealed(page)) {
      const columns = (await linksOf(page.request, `/d/${id}`)).filter((each) => /^\/c\/[\w-]+$/.test(each))
      let listed = 0
      for (const path of [...new Set(columns), '/policies?standing=repealed', '/policies/ledger?state=repealed']) {
        await page.goto(path)
        const entries = page.getByRole('main').locator('li, tr').filter({ has: page.locator(`a[href="/d/${id}"]`) })
        for (let entry = 0; entry < (await entries.count()); entry++, listed++)
          await expect(entries.nth(entry), path).toContainText('废止')
      }
      expect(listed).toBeGreaterThan(0)
    }
  })

  test('on its page, in print and in what machines read', async ({ page }) => {
    for (const { id } of await repealed(page)) {
      await page.goto(`/d/${id}`)
      const mark = page.getByRole('note').filter({ hasText: '废止' }).first()
      await expect(mark).toBeVisible()
      await page.emulateMedia({ media: 'print' })
      await expect(mark).toBeVisible()
      await page.emulateMedia({ media: 'screen' })
      await expectAccessible(page)
    }
  })
})

test('every policy and its interpretations lead to each other (c)', async ({ page }) => {
  const documents = await openDocuments(page.request)
  const readings = documents.filter((each) => each.links.some(({ kind }) => kind === 'interprets'))
  expect(readings.length).toBeGreaterThan(5)
  const oneWay: string[] = []
  for (const reading of readings)
    for (const link of reading.links.filter(({ kind }) => kind === 'interprets')) {
      const policy = new URL(link.address).pathname
      if (!(await linksOf(page.request, `/d/${reading.id}`)).includes(policy)) oneWay.push(`${reading.title} → ${link.title}`)
      if (!(await linksOf(page.request, policy)).includes(`/d/${reading.id}`)) oneWay.push(`${link.title} → ${reading.title}`)
    }
  expect(oneWay).toEqual([])
})

for (const [typed, meant] of [
  ['公基金 提取', '公积金'],
  ['zhufanggongjijin', '公积金'],
  ['公积金 租房 提取', '公积金'],
] as const)
  test(`“${typed}” leads to ${meant}`, async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`)
    await expect(page.getByRole('main').locator('a[href^="/d/"]').filter({ hasText: meant }).first()).toBeVisible()
  })

test.describe('by keyboard alone at 400 % (f)', () => {
  test.use({ viewport: { width: 320, height: 256 } })

  test('from the home page to the policy and on to its interpretation', async ({ page }) => {
    const heard = complaints(page)
    await page.goto('/')
    const box = page.getByRole('banner').locator('input[name=q]')
    for (let step = 0; step < 60 && !(await box.evaluate((each) => each === document.activeElement)); step++) await page.keyboard.press('Tab')
    await expect(box).toBeFocused()
    await page.keyboard.type('租房提取住房公积金')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/search\?/)
    await expectFits(page)
    const policy = page.locator('.hit').getByRole('link', { name: /租房提取住房公积金/ }).first()
    for (let step = 0; step < 120 && !(await policy.evaluate((each) => each === document.activeElement)); step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: /租房提取住房公积金/ })).toBeVisible()
    await expectFits(page)
    await expectAccessible(page)
    const reading = page.getByRole('main').getByRole('link', { name: /租房提取住房公积金有了这些新变化/ }).first()
    for (let step = 0; step < 120 && !(await reading.evaluate((each) => each === document.activeElement)); step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '租房提取住房公积金有了这些新变化' })).toBeVisible()
    await expectFits(page)
    expect(heard).toEqual([])
  })
})

test.describe('without scripts (g)', () => {
  test.use({ javaScriptEnabled: false })

  test('conditions narrow a search, and a policy shows all it has', async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent('住房公积金')}`)
    await page.getByRole('radio', { name: /^2026 年/ }).check()
    await page.getByRole('button', { name: '应用筛选' }).click()
    await expect(page.getByRole('list', { name: '已选条件' })).toContainText('2026 年')
    await page.goto('/policies')
    await page.getByRole('main').locator('.hit a[href^="/d/"]').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const printed = page.getByRole('link', { name: '下载 PDF' })
    const file = await page.request.get((await printed.getAttribute('href'))!)
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
