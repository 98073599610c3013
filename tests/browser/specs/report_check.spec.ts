// 年报体检 for everybody: a published report dropped on the page shows the broken column in place, with what would repair it.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { zhifu2019 } from '../support/reports'

const balance = /一列不平/

/** As a browser hands over a file that is let go over an element. */
async function drop(page: Page, selector: string, name: string, content: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, bytes]) => {
      const transfer = new DataTransfer()
      const raw = Uint8Array.from(atob(bytes!), (character) => character.charCodeAt(0))
      transfer.items.add(new File([raw], file!, { type: 'text/plain' }))
      return transfer
    },
    [name, content.toString('base64')],
  )
  for (const event of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(selector, event, { dataTransfer: data })
}

async function expectBrokenColumns(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('年报体检')
  await expect(page.getByText(balance)).toHaveCount(3)
  const received = page.getByRole('row', { name: /一、本年新收政府信息公开申请数量/ })
  const cells = received.getByRole('cell')
  // 自然人, 商业企业 and 总计: what was written is struck out, the suggestion stands beside it.
  for (const [column, from, to] of [[0, '75', '76'], [1, '19', '20'], [6, '94', '96']] as const) {
    const cell = cells.nth(column)
    await expect(cell).toHaveClass(/broken/)
    await expect(cell.locator('del')).toHaveText(from)
    await expect(cell.locator('ins')).toHaveText(to)
  }
  await expect(cells.nth(2)).not.toHaveClass(/broken/)
  await expect(page.getByRole('heading', { name: '修正建议' })).toBeVisible()
}

test('a published report that is dropped on the page shows its broken columns in place', async ({ page }) => {
  const heard = complaints(page)
  await page.goto('/report-check')
  await expectStandsAtBothWidths(page)
  await page.setViewportSize({ width: 1360, height: 900 })
  await drop(page, '[data-drop]:has(#file)', '芝罘区2019.txt', zhifu2019())
  await expect(page.locator('#file')).toHaveJSProperty('files.length', 1)
  await page.getByRole('button', { name: '开始检查' }).press('Enter')
  await expectBrokenColumns(page)
  await expectStandsAtBothWidths(page)
  expect(heard).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same file, chosen, gives the same answer', async ({ page }) => {
    await page.goto('/report-check')
    await page.locator('#file').setInputFiles({ name: '芝罘区2019.txt', mimeType: 'text/plain', buffer: zhifu2019() })
    await page.getByRole('button', { name: '开始检查' }).click()
    await expectBrokenColumns(page)
  })

  test('a file that is no report is refused with what to do', async ({ page }) => {
    await page.goto('/report-check')
    await page.locator('#file').setInputFiles({ name: '要点.txt', mimeType: 'text/plain', buffer: Buffer.from('2026年工作要点') })
    await page.getByRole('button', { name: '开始检查' }).click()
    await expect(page.getByText('没有找到年度报告的表二').first()).toBeVisible()
  })
})
