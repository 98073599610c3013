// What the editor of the platform does beside columns: the pool of what other sites published, and document types.
import { expect, test } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { chooseBy, tabTo } from '../support/keyboard'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

test('a document of another site is shared by keyboard, stands in the column, and is taken back', async ({ browser }) => {
  const page = await pageOf(browser, 'pingtai')
  const errors = complaints(page)
  await page.goto('/office/pool')
  await expect(page.getByRole('heading', { level: 1, name: '共享池' })).toBeVisible()
  await expectStandsAtBothWidths(page)
  await page.setViewportSize({ width: 1360, height: 900 })
  const words = page.getByRole('textbox', { name: '标题、文号或内容' })
  await tabTo(page, words)
  await page.keyboard.type('预算')
  await page.keyboard.press('Enter')
  const first = page.getByRole('table', { name: '找到的文稿' }).getByRole('row').nth(1)
  await expect(first).toBeVisible()
  const title = (await first.getByRole('link').innerText()).trim()
  const column = page.getByRole('combobox', { name: '共享到的栏目' })
  await chooseBy(page, column, '征求意见', /征求意见$/)
  const share = first.getByRole('button', { name: `共享到本站：${title}` })
  await expect(share).toBeEnabled()
  await tabTo(page, share)
  await page.keyboard.press('Enter')
  await expect(page.getByText('已共享，网站立即显示。')).toBeVisible()
  await expectStandsAtBothWidths(page)
  const back = page.getByRole('button', { name: `取消共享${title}` }).first()
  await tabTo(page, back, 300)
  await page.keyboard.press('Enter')
  await expect(page.getByText('已取消，网站不再显示。')).toBeVisible()
  expect(errors).toEqual([])
})

test('saving a type keeps what its form does not show', async ({ browser }) => {
  const page = await pageOf(browser, 'pingtai')
  const declared = async (): Promise<Record<string, unknown>> => {
    const { items } = await call(page, 'GET', '/api/document-types')
    const { version: _, ...rest } = items.find((each: { id: string }) => each.id === 'leader')
    return rest
  }
  await page.goto('/office/document-types/leader')
  const before = await declared()
  expect(before).toMatchObject({ route: 'two', page: 'person', statutory: true, ordered_by: 'rank', article20: 'A20_02' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存，起草的表单和校验立即按新的声明。')).toBeVisible()
  expect(await declared()).toEqual(before)
})
