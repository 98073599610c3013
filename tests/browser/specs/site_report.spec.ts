// 政府网站工作年度报表: filled in by one person, published by another, read by everybody, corrected with a reason.
import { expect, test, type Page } from '@playwright/test'
import { expectStandsAtBothWidths } from '../support/checks'
import { pressOn } from '../support/keyboard'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

const year = 2023

interface Row {
  id: string
  kind: string
  options: string[]
  counted: boolean
}

test.describe.serial('the yearly report of a site', () => {
  let officer: Page
  let releaser: Page
  let site: { id: string; slug: string }

  test.beforeAll(async ({ browser }) => {
    officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
    releaser = await pageOf(browser, 'fabu', { reducedMotion: 'reduce' })
    const { items } = await call(officer, 'GET', '/api/sites')
    site = items.find((each: { slug: string }) => each.slug === 'fishery')
  })
  test.afterAll(async () => {
    for (const page of [officer, releaser]) await page?.context().close()
  })
  const open = (page: Page) => page.goto(`/office/site-reports/${site.id}/${year}`)

  test('takes no value for what the platform counts, and says what is wrong with the others', async () => {
    await open(officer)
    await expect(officer.getByRole('textbox', { name: '网站总访问量（次）' })).toHaveCount(0)
    await expect(officer.getByRole('textbox', { name: '说明：网站总访问量' })).toBeVisible()
    const accounts = officer.getByRole('textbox', { name: '注册用户数（个）' })
    await accounts.fill('一千')
    await accounts.press('Enter')
    await expect(officer.getByRole('alert')).toBeFocused()
    await expect(accounts).toHaveAccessibleDescription(/整数/)
    await expectStandsAtBothWidths(officer)
    await accounts.fill('1000')
    await accounts.press('Enter')
    await expect(officer.getByText('已保存 1 行。')).toBeVisible()
  })

  test('keeps what two people type at the same time', async () => {
    const source = officer.getByRole('textbox', { name: '数据来源：注册用户数' })
    await source.fill('统一认证平台')
    const entries = [{ row: 'accounts', value: '1200', note: '' }, { row: 'inspections', value: '4', note: '安全台账' }]
    await call(officer, 'PUT', `/api/site-reports/${site.id}/${year}`, { version: 1, entries })
    await source.press('Enter')
    await expect(officer.getByText('别人刚保存过这张报表。', { exact: false })).toBeVisible()
    await expect(officer.getByRole('textbox', { name: '安全检测评估次数（次）' })).toHaveValue('4')
    await expect(source).toHaveValue('统一认证平台')
    await source.press('Enter')
    await expect(officer.getByText('已保存 1 行。')).toBeVisible()
  })

  test('is published when all is there, by whoever releases', async () => {
    await open(releaser)
    await expect(releaser.getByRole('button', { name: '公布' })).toBeDisabled()
    const { parts, version } = await call(officer, 'GET', `/api/site-reports/${site.id}/${year}`)
    const rows: Row[] = parts.flatMap((part: { rows: Row[] }) => part.rows)
    const value = (row: Row) => row.options[0] ?? (row.kind === 'text' ? '云海渔业' : '0')
    const entries = rows.filter((row) => !row.counted).map((row) => ({ row: row.id, value: value(row), note: '台账' }))
    await call(officer, 'PUT', `/api/site-reports/${site.id}/${year}`, { version, entries })
    await releaser.reload()
    await pressOn(releaser, releaser.getByRole('button', { name: '公布' }))
    const dialog = releaser.getByRole('dialog', { name: '公布报表' })
    await expect(dialog).toBeVisible()
    await expectStandsAtBothWidths(releaser)
    await pressOn(releaser, dialog.getByRole('button', { name: '公布' }))
    await expect(releaser.getByText('已公布。')).toBeVisible()
    await expect(releaser.getByText('逾期公布')).toBeVisible()
  })

  test('is on the site at once, and leads from its home page', async ({ page }) => {
    await page.goto('/s/fishery/')
    await page.getByRole('contentinfo').getByRole('link', { name: '政府网站工作年度报表' }).click()
    await page.getByRole('main').getByRole('link', { name: new RegExp(`${year}年度`) }).click()
    await expect(page.getByRole('row', { name: /注册用户数/ })).toContainText('0')
    await expect(page.getByRole('link', { name: '下载表格（XLSX）' })).toBeVisible()
  })
})
