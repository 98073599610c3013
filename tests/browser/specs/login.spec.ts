import { expect, test } from '@playwright/test'
import { enrol, enterPassword, pageOf } from '../support/people'
import { totp } from '../support/totp'
import { expectAccessible } from '../support/checks'

test.describe('the login', () => {
  test('says the same for a wrong name and a wrong password, and keeps the name', async ({ page }) => {
    await enterPassword(page, 'bianji', 'wrong-Password-1')
    const told = await page.getByRole('alert').innerText()
    await expect(page.getByLabel('登录名')).toHaveValue('bianji')
    await enterPassword(page, 'nobody.here', 'wrong-Password-1')
    await expect(page.getByRole('alert')).toHaveText(told)
    await expectAccessible(page)
  })

  test('asks an administrator to set up the second factor, and next time for its code', async ({ page }) => {
    await enterPassword(page, 'xitong')
    await expect(page.getByRole('heading', { name: '设置动态口令' })).toBeVisible()
    await expectAccessible(page)
    const secret = await page.locator('p', { hasText: '手工输入密钥' }).locator('.mono').innerText()
    expect(totp(secret)).toMatch(/^\d{6}$/)
    await page.getByLabel('验证器显示的 6 位数字').fill('000000')
    await page.getByRole('button', { name: '启用' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    const codes = await enrol(page)
    expect(codes.length).toBeGreaterThanOrEqual(8)
    await expect(page.getByRole('heading', { level: 1, name: '我的待办' })).toBeVisible()

    await page.getByRole('button', { name: '退出' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '登录' })).toBeVisible()
    await enterPassword(page, 'xitong')
    await expect(page.getByRole('heading', { name: '输入动态口令' })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('动态口令').fill(codes[0] ?? '')
    await page.getByRole('button', { name: '确定' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '我的待办' })).toBeVisible()
    await page.context().storageState({ path: `${process.env.GONGKAI_TEST_FOLDER}/xitong.json` })
  })

  test('shows in the menu only what the role permits', async ({ browser }) => {
    const editor = await pageOf(browser, 'bianji')
    await editor.goto('/office/')
    const menu = editor.getByRole('navigation', { name: '主菜单' })
    await expect(menu.getByRole('link', { name: '文稿' })).toBeVisible()
    await expect(menu.getByRole('link', { name: '审计记录' })).toHaveCount(0)
    await editor.goto('/office/audit')
    await expect(editor.getByRole('heading', { level: 1, name: '您没有打开此页面的权限' })).toBeVisible()
    await editor.context().close()
  })

  test('that ends while somebody writes keeps what is written', async ({ browser }) => {
    const page = await browser.newPage()
    await enterPassword(page, 'jiaoyu_bj')
    await page.getByRole('button', { name: '起草文稿' }).click()
    await page.getByLabel('标题').fill('关于做好校园安全工作的通知')
    await page.context().clearCookies()
    await page.getByRole('button', { name: '开始起草' }).click()
    await expect(page.getByText('您正在填写的内容还在')).toBeVisible()
    await page.getByLabel('登录名').fill('jiaoyu_bj')
    await page.getByLabel('密码').fill(process.env.GONGKAI_DEMO_PASSWORD ?? '')
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByLabel('标题')).toHaveValue('关于做好校园安全工作的通知')
    await page.close()
  })
})
