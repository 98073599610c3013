// Journey 1: a citizen finds a policy, by keyboard, with suggestions, at 400 %.
import { expect, test } from '@playwright/test'
import { complaints, expectAccessible, expectFits } from '../support/checks'

test('suggestions come while typing and are chosen by keyboard', async ({ page }) => {
  const heard = complaints(page)
  await page.goto('/')
  const box = page.getByRole('banner').getByRole('combobox')
  await box.pressSequentially('gongjij')
  const list = page.getByRole('listbox', { name: '搜索提示' })
  await expect(list.getByRole('option').first()).toContainText('公积金')
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await box.pressSequentially('i')
  await expect(list).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/d\//)
  expect(heard).toEqual([])
})

for (const typed of ['云政发〔2026〕12号', '云政发[2026]12号', '云政发（2026）12号', '云政发 2026 12'])
  test(`${typed} is found first`, async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`)
    await expect(page.locator('.hit').first()).toContainText('海洋经济高质量发展三年行动方案')
  })

test('a hit inside an attachment names the page and leads there', async ({ page }) => {
  await page.goto(`/search?q=${encodeURIComponent('中试基地，建设期2026年至2027年')}`)
  const link = page.getByRole('link', { name: '附件：重点项目清单.pdf，第 1 页' })
  await expect(link).toHaveAttribute('href', /^\/f\//)
})

test('a condition is set and taken off by keyboard', async ({ page }) => {
  await page.goto(`/search?q=${encodeURIComponent('通知')}`)
  await page.getByRole('radio', { name: /^2026 年/ }).press('Space')
  await page.getByRole('button', { name: '应用筛选' }).press('Enter')
  const chosen = page.getByRole('list', { name: '已选条件' })
  await expect(chosen).toContainText('发布年份：2026 年')
  await chosen.getByRole('link').press('Enter')
  await expect(chosen).toHaveCount(0)
})

test.describe('at 400 %', () => {
  test.use({ viewport: { width: 320, height: 256 } })
  test('everything fits', async ({ page }) => {
    for (const words of ['公积金', '公基金提取', '戊己庚辛壬癸']) {
      await page.goto(`/search?q=${encodeURIComponent(words)}`)
      await expectFits(page)
      await expectAccessible(page)
    }
  })
})
