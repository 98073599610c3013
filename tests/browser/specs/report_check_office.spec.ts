// The office takes reports of earlier years into its ledger: what the reader was not certain of is decided by a person, a
// repair is taken by choice, and nothing else enters.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { pressOn } from '../support/keyboard'
import { pageOf } from '../support/people'
import { zhifu2019 } from '../support/reports'

const unit = '云海市人民政府办公室'

test.describe.serial('reports of earlier years', () => {
  let officer: Page
  let heard: string[]

  test.beforeAll(async ({ browser }) => {
    officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
    heard = complaints(officer)
  })
  test.afterAll(async () => {
    await officer?.context().close()
  })

  test('are handed in together and checked behind the scenes', async () => {
    await officer.goto('/office/report-batches')
    await expect(officer.getByRole('heading', { level: 1 })).toHaveText('年报体检')
    await expectStandsAtBothWidths(officer)
    const mine = zhifu2019().toString('utf8').replaceAll('烟台市芝罘区人民政府', unit)
    await officer.getByLabel('选择文件', { exact: true }).setInputFiles([
      { name: '办公室2019.txt', mimeType: 'text/plain', buffer: Buffer.from(mine) },
      { name: '要点.txt', mimeType: 'text/plain', buffer: Buffer.from('2026年工作要点') },
    ])
    await expect(officer.getByText('已检查', { exact: true }).first()).toBeVisible()
    await expect(officer.getByText('共 2 份：能读取 1 份，不能读取 1 份', { exact: false })).toBeVisible()
    await expect(officer.getByRole('row', { name: /要点\.txt/ })).toContainText('没有找到年度报告')
    await expectStandsAtBothWidths(officer)
  })

  test('show every doubtful cell beside its line, and refuse to enter the ledger', async () => {
    await pressOn(officer, officer.getByRole('link', { name: '办公室2019.txt' }))
    await expect(officer.getByRole('heading', { level: 1 })).toContainText('2019 年度报告')
    await expect(officer.getByText(/还有 \d+ 格不确定/)).toBeVisible()
    await expect(officer.getByRole('button', { name: '收录这份报告' })).toBeDisabled()
    const row = officer.getByRole('form', { name: /表三 一、本年新收政府信息公开申请数量/ })
    await expect(row.getByText(/第\d+行/)).toBeVisible()
    await expect(row.locator('q')).toContainText('75')
    await expect(row.getByLabel('自然人')).toHaveValue('75')
    await expect(row.getByLabel('自然人')).toHaveAccessibleDescription(/勾稽关系不符/)
    await expectStandsAtBothWidths(officer)
  })

  test('take no words for a number, and keep what was typed', async () => {
    await officer.setViewportSize({ width: 1360, height: 900 })
    const row = officer.getByRole('form', { name: /表三 一、本年新收政府信息公开申请数量/ })
    await row.getByLabel('科研机构').fill('无')
    await row.getByLabel('科研机构').press('Enter')
    await expect(row.getByText('请填数字，没有的填 0。').first()).toBeVisible()
    await expect(row.getByLabel('科研机构')).toHaveValue('无')
    await row.getByLabel('科研机构').fill('')
  })

  test('are kept when every cell is decided and a repair was taken', async () => {
    for (const table of ['表二', '表三', '表四']) {
      const blanks = officer.getByRole('button', { name: new RegExp(`^${table}的 \\d+ 个空白确认为 0`) })
      if (await blanks.count()) await blanks.press('Enter')
      await expect(blanks).toHaveCount(0)
    }
    await expect(officer.getByText(/还有 \d+ 格不确定/)).toHaveCount(0)
    await expect(officer.getByRole('button', { name: '收录这份报告' })).toBeDisabled()
    await officer.getByRole('button', { name: '采用这个修正' }).first().press('Enter')
    await expect(officer.getByText('每一格都已确认，勾稽关系成立，可以收录。')).toBeVisible()
    await expectStandsAtBothWidths(officer)
    await officer.getByRole('button', { name: '收录这份报告' }).press('Enter')
    await expect(officer.getByText('已收录。')).toBeVisible()
    await expectStandsAtBothWidths(officer)
    expect(heard).toEqual([])
  })
})
