// Logs a person of the demo city in, once in a whole run: administrators may be in one place only, and a code of the
// second factor is good once. Later pages take over the cookies.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { totp } from './totp'

const statePath = (login: string) => join(process.env.GONGKAI_TEST_FOLDER ?? '', `${login}.json`)

export const password = () => process.env.GONGKAI_DEMO_PASSWORD ?? ''

/** Fills the first step of the login. */
export async function enterPassword(page: Page, login: string, secret = password()): Promise<void> {
  await page.goto('/office/')
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(secret)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Sets up the second factor when it is asked for; returns the recovery codes. */
export async function enrol(page: Page): Promise<string[]> {
  const secret = await page.locator('p', { hasText: '手工输入密钥' }).locator('.mono').innerText()
  await page.getByLabel('验证器显示的 6 位数字').fill(totp(secret))
  await page.getByRole('button', { name: '启用' }).click()
  const list = page.getByRole('list', { name: '备用码' }).getByRole('listitem')
  await expect(list.first()).toBeVisible()
  const codes = await list.allInnerTexts()
  await page.getByText('我已经保存好备用码').click()
  await page.getByRole('button', { name: '完成' }).click()
  return codes
}

async function logIn(page: Page, login: string): Promise<void> {
  await enterPassword(page, login)
  const start = page.getByRole('heading', { level: 1, name: '我的待办' })
  const setUp = page.getByRole('heading', { level: 1, name: '设置动态口令' })
  await expect(start.or(setUp)).toBeVisible()
  if (await setUp.isVisible()) await enrol(page)
  await expect(start).toBeVisible()
}

export async function contextOf(browser: Browser, login: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const path = statePath(login)
  if (existsSync(path)) return browser.newContext({ ...options, storageState: path })
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await logIn(page, login)
  await context.storageState({ path })
  await page.close()
  return context
}

export async function pageOf(browser: Browser, login: string, options: BrowserContextOptions = {}): Promise<Page> {
  return (await contextOf(browser, login, options)).newPage()
}
