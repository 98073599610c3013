// A published annual report as citizens read it: the city's of 2024, which the demo city added up over all its units, signed
// and published.
import { expect, test } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

const unit = '云海市人民政府'

test('a published report stands at both widths, adds up and is verified by its digest', async ({ browser, page }) => {
  const collector = await pageOf(browser, 'jiandu')
  const { items } = await call(collector, 'GET', `/api/annual-reports?year=2024&name=${encodeURIComponent(unit)}`)
  const { id } = items.find((line: { unit_name: string }) => line.unit_name === unit)
  const { editions } = await call(collector, 'GET', `/api/annual-reports/${id}`)
  const heard = complaints(page)
  await page.goto(`/annual-reports/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(unit)
  const cells = async (row: string) =>
    (await page.locator('#t3 tr', { has: page.getByRole('rowheader', { name: row }) }).getByRole('cell').allInnerTexts()).map(Number)
  const [received, carriedIn, closed, carriedOut] = await Promise.all(
    ['一、本年新收', '二、上年结转', '（七）总计', '四、结转下年度'].map(cells),
  )
  received!.forEach((count, column) => expect(count + carriedIn![column]!).toBe(closed![column]! + carriedOut![column]!))
  await expectStandsAtBothWidths(page)
  await page.goto('/annual-reports/verify')
  await page.getByLabel('摘要').fill(editions[0].digest)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('status')).toContainText('摘要相符')
  expect(heard).toEqual([])
})
