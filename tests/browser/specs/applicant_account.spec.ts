// 我的申请: an applicant's requests in one place, behind a one-time code; without a password and without a script.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectAccessible, expectFits, expectStandsAtBothWidths } from '../support/checks'
import { tabTo } from '../support/keyboard'
import { letterTexts } from '../support/mailbox'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

// Nobody: the number is made up, with a right check digit.
const person = { name: '柳六六', number: '11010519491231002X', phone: '13900006666', address: '云海市听潮路66号' }

/** Everybody has a mailbox of their own: a code that was asked for an hour ago slows nobody down. */
const mailbox = (): string => `liu${Date.now() % 1_000_000_000}${Math.floor(Math.random() * 1000)}@example.org`
const wanted = (): string => `听潮路道路改造第${Date.now() % 1_000_000_000}号合同的结算审核意见`

async function handIn(page: Page, email: string, keep = false): Promise<{ number: string; code: string }> {
  await page.goto('/requests/office')
  await page.getByLabel('受理机关').selectOption({ label: '云海市财政局' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('自然人').check()
  await page.getByLabel('姓名').fill(person.name)
  await page.getByLabel('证件名称').selectOption({ label: '居民身份证' })
  await page.getByLabel('证件号码').fill(person.number)
  await page.getByLabel('联系电话').fill(person.phone)
  await page.getByLabel('电子邮箱').fill(email)
  await page.getByLabel('通信地址').fill(person.address)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('所需信息的名称').fill(wanted())
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('电子文件').check()
  await page.getByLabel('电子邮件').check()
  await page.getByRole('button', { name: '下一步' }).click()
  if (keep) await page.getByLabel(/^保存申请人信息/).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  const shown = async (name: string) => (await page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd').innerText()).trim()
  return { number: await shown('申请编号'), code: await shown('查询码') }
}

async function lastCode(email: string): Promise<string> {
  const code = () => letterTexts(email).map((text) => /验证码是 ([0-9A-Z]{8})/.exec(text)?.[1]).findLast(Boolean)
  await expect.poll(code, { timeout: 15_000 }).toBeTruthy()
  return code()!
}

async function askForCode(page: Page, email: string): Promise<void> {
  await page.goto('/requests/account')
  await page.getByLabel('电子邮箱').fill(email)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '输入验证码' })).toBeVisible()
}

async function signIn(page: Page, email: string): Promise<void> {
  await askForCode(page, email)
  await page.getByLabel('验证码').fill(await lastCode(email))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '我的申请' })).toBeVisible()
}

test('the account lists what named the mailbox, shows messages and opens a request', async ({ page, context, browser }) => {
  const errors = complaints(page)
  const email = mailbox()
  const { number } = await handIn(page, email)
  const officer = await pageOf(browser, 'gongkaiban')
  const { items } = await call(officer, 'GET', `/api/requests?number=${number}`)
  const desk = await call(officer, 'GET', `/api/requests/${items[0].id}`)
  await call(officer, 'POST', `/api/requests/${items[0].id}/confirm`, { version: desk.version })
  await context.clearCookies()
  await signIn(page, email)
  await expect(page.getByText(email)).toHaveCount(0)
  const entry = page.getByRole('listitem').filter({ hasText: number })
  await expect(entry).toContainText('答复期限：')
  await expect(entry).toContainText('最近的消息：')
  await expectStandsAtBothWidths(page)
  await entry.getByRole('button', { name: `查看${number}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: '政府信息公开申请的办理进度' })).toBeVisible()
  expect(page.url()).not.toContain(number)
  await expect(page.getByRole('heading', { name: '发给您的消息' })).toBeVisible()
  await expect(page.getByText(/^邮件：/)).toContainText(/已经发出|正在发出|免打扰时段/)
  await expectStandsAtBothWidths(page)
  expect(errors).toEqual([])
})

test('signing in works by keyboard, without scripts, in elder mode', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const email = mailbox()
  await page.goto('/mode?mode=elder&back=/requests/account')
  await page.goto('/requests/account')
  await tabTo(page, page.getByLabel('电子邮箱'))
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '输入验证码' })).toBeVisible()
  await tabTo(page, page.getByLabel('验证码'))
  await page.keyboard.type((await lastCode(email)).toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '我的申请' })).toBeVisible()
  await expect(page.getByText('没有留了这个联系方式的申请')).toBeVisible()
  await context.close()
})

test('an address that nobody ever gave is answered like one that is known', async ({ page, context }) => {
  const known = mailbox()
  await handIn(page, known)
  const said: string[] = []
  for (const email of [known, mailbox()]) {
    await context.clearCookies()
    await askForCode(page, email)
    said.push((await page.getByRole('main').innerText()).replace(/[a-z]\*+@/, 'x@'))
  }
  expect(said[0]).toBe(said[1])
})

test('a wrong code is refused, named and slowed; the page stands', async ({ page }) => {
  await askForCode(page, mailbox())
  const said: string[] = []
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.getByLabel('验证码').fill('22222222')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    said.push(await page.getByRole('main').innerText())
  }
  expect(said[0]).toContain('验证码不对或者已经过期')
  expect(said.slice(2).some((words) => /请在 ?\d+ ?秒后重试/.test(words))).toBe(true)
  await expectStandsAtBothWidths(page)
})

test('the entry stands on a telephone and a desk, in elder mode and in high contrast', async ({ page }) => {
  await page.goto('/requests/account')
  await expectStandsAtBothWidths(page)
  await page.goto('/mode?mode=elder&back=/requests/account')
  await page.goto('/requests/account')
  await expectFits(page)
  await expectAccessible(page)
  await page.goto('/mode?contrast=high&back=/requests/account')
  await page.goto('/requests/account')
  await expectFits(page)
  await expectAccessible(page)
})

test('a request is added by number and query code, and taken out again', async ({ page, context }) => {
  const { number, code } = await handIn(page, mailbox())
  await context.clearCookies()
  await signIn(page, mailbox())
  await page.getByLabel('申请编号').fill(number)
  await page.getByLabel('查询码').fill('22222222')
  await page.getByRole('button', { name: '加入' }).click()
  await expect(page.getByLabel('申请编号')).toHaveValue(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '加入' }).click()
  await expect(page.getByText('已经加入。')).toBeVisible()
  await page.getByRole('button', { name: `把${number}移出我的申请` }).click()
  await expect(page.getByRole('listitem').filter({ hasText: number })).toHaveCount(0)
})

test('details are kept only when asked for, fill the next form and are forgotten; the account goes, the request stays', async ({ page }) => {
  const email = mailbox()
  await signIn(page, email)
  const { number, code } = await handIn(page, email, true)
  await page.goto('/requests/account')
  await expect(page.getByText('柳**')).toBeVisible()
  await expect(page.getByText(person.number)).toHaveCount(0)
  await page.goto('/requests/applicant')
  await expect(page.getByLabel('姓名')).toHaveValue(person.name)
  await page.goto('/requests/account')
  await page.getByRole('button', { name: '删除保存的信息' }).click()
  await expect(page.getByText('已经删除保存的申请人信息。')).toBeVisible()
  await page.goto('/requests/applicant')
  await expect(page.getByLabel('姓名')).toHaveValue('')
  await page.goto('/requests/account/remove')
  await expectStandsAtBothWidths(page)
  await page.getByRole('button', { name: '删除我的登录信息' }).click()
  await expect(page.getByRole('button', { name: '发送验证码' })).toBeVisible()
  await page.goto('/requests/track')
  await page.getByLabel('申请编号').fill(number)
  await page.getByLabel('查询码或者登记的电话').fill(code)
  await page.getByRole('main').getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '政府信息公开申请的办理进度' })).toBeVisible()
})
