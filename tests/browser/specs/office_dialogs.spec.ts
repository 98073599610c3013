// The dialogs that stand between a person and harm: nothing typed is lost, nothing dangerous goes unasked, every look is noted.
// Each is gone through by keyboard alone and looked at on a desk and on a telephone.
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { chooseBy, pressOn, tabTo, typeInto } from '../support/keyboard'
import { pageOf, password } from '../support/people'
import { call } from '../support/requests'

const turn = Date.now() % 1_000_000

/** axe and the widths, then back to the desk. */
async function stand(page: Page): Promise<void> {
  await expectStandsAtBothWidths(page)
  await page.setViewportSize({ width: 1360, height: 900 })
}

async function dialogOf(page: Page, name: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name })
  await expect(dialog).toBeVisible()
  await stand(page)
  return dialog
}

async function unitNamed(page: Page, name: string): Promise<{ id: string; name: string }> {
  const { items } = await call(page, 'GET', '/api/units')
  return items.find((unit: { name: string }) => unit.name === name)
}

/** Somebody of the education bureau who is there for this test alone. */
async function newPerson(admin: Page, login: string, name: string): Promise<string> {
  const unit = await unitNamed(admin, '云海市教育局')
  const body = { login: `${login}${turn}`, name, unit: unit.id, phone: '13900000000' }
  return (await call(admin, 'POST', '/api/people', body)).id
}

async function proveIdentity(page: Page): Promise<void> {
  await call(page, 'POST', '/api/session/reauthenticate', { password: password() })
}

async function newNotice(page: Page, title: string): Promise<string> {
  const { items } = await call(page, 'GET', '/api/columns')
  const column = items.find((each: { slug: string }) => each.slug === 'announcements' || each.slug === 'notices').id
  return (await call(page, 'POST', '/api/documents', { type: 'notice', column, title })).id
}

/** Without motion: a dialog that still fades in is measured too pale. */
async function opened(browser: Browser, login: string, path: string): Promise<Page> {
  const page = await pageOf(browser, login, { reducedMotion: 'reduce' })
  await page.goto(`/office/${path}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page
}

test('two editors of one document: both texts stand side by side and none is lost', async ({ browser }) => {
  const begun = await pageOf(browser, 'bianji')
  const id = await newNotice(begun, `关于渔港夜间照明检修的通知（${turn}）`)
  await begun.close()
  const mine = await opened(browser, 'bianji', `documents/${id}/edit`)
  const theirs = await opened(browser, 'gongkaiban', `documents/${id}/edit`)

  await theirs.getByLabel('摘要').fill('由公开办补写的摘要。')
  await theirs.getByLabel('标题').fill(`关于渔港夜间照明设施检修的通知（${turn}）`)
  await theirs.keyboard.press('ControlOrMeta+S')
  await expect(theirs.getByText(/^已保存（/)).toBeVisible()

  await typeInto(mine, mine.getByLabel('摘要'), '我写的摘要，检修三天。')
  await mine.keyboard.press('ControlOrMeta+S')
  const dialog = await dialogOf(mine, '这份文稿已被他人修改')
  await expect(dialog.getByText('还有 2 项没有选定。')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '合并保存' })).toBeDisabled()
  await mine.keyboard.press('Escape')
  await expect(dialog, 'a decision is needed').toBeVisible()
  await pressOn(mine, dialog.getByRole('radiogroup', { name: '标题' }).getByRole('radio', { name: '采用对方的' }), 'Space')
  await pressOn(mine, dialog.getByRole('radiogroup', { name: '摘要' }).getByRole('radio').first(), 'ArrowRight')
  await pressOn(mine, dialog.getByRole('button', { name: '合并保存' }))
  await expect(dialog).toHaveCount(0)
  await expect(mine.getByText(/^已保存（/)).toBeVisible()

  const { edition } = await call(mine, 'GET', `/api/documents/${id}`)
  expect(edition.title).toBe(`关于渔港夜间照明设施检修的通知（${turn}）`)
  expect(edition.summary).toBe('我写的摘要，检修三天。')
  for (const page of [mine, theirs]) await page.context().close()
})

test('a dangerous act asks for the password again, and goes on when it is right', async ({ browser }) => {
  const admin = await pageOf(browser, 'xitong')
  const person = await newPerson(admin, 'chongzhi', '段海川')
  const page = await opened(browser, 'anquan', `people/${person}`)
  // The five minutes after the log-in are over: the server's own answer to that, once.
  let asked = 0
  await page.route('**/reset-password', (route) => {
    if (asked++ > 0) return route.continue()
    const error = { kind: 'forbidden', code: 'auth.reauthentication_needed', message: '请再次确认身份', fields: [] }
    return route.fulfill({ status: 403, json: { error } })
  })
  await pressOn(page, page.getByRole('button', { name: '重置密码' }))
  const act = await dialogOf(page, '重置段海川的密码')
  await pressOn(page, act.getByRole('button', { name: '重置', exact: true }))

  const proof = await dialogOf(page, '请再次确认身份')
  await typeInto(page, proof.getByLabel('密码'), 'wrong-Password-1')
  await page.keyboard.press('Enter')
  await expect(proof.getByRole('alert')).toBeFocused()
  await typeInto(page, proof.getByLabel('密码'), password())
  await page.keyboard.press('Enter')
  await expect(proof).toHaveCount(0)
  await expect(act).toHaveCount(0)
  expect(asked, 'the act was sent again').toBe(2)
  await expect(page.getByText('初始密码').first()).toBeVisible()
  await stand(page)
  for (const each of [page, admin]) await each.context().close()
})

test('a masked number is shown for a reason, and the look is in the audit trail', async ({ browser }) => {
  const admin = await pageOf(browser, 'xitong')
  const person = await newPerson(admin, 'chakan', '常远帆')
  const page = await opened(browser, 'anquan', `people/${person}`)
  await proveIdentity(page)
  await expect(page.getByRole('main')).not.toContainText('13900000000')
  await pressOn(page, page.getByRole('button', { name: '查看完整手机号' }))
  const dialog = await dialogOf(page, '查看被遮盖的个人信息')
  await pressOn(page, dialog.getByRole('button', { name: '查看', exact: true }))
  await expect(dialog.getByLabel('查看理由')).toHaveAccessibleDescription(/理由/)
  await typeInto(page, dialog.getByLabel('查看理由'), `核对值班联系方式 ${turn}`)
  await page.keyboard.press('Enter')
  const shown = page.getByRole('dialog', { name: '完整号码' })
  await expect(shown.getByText('13900000000')).toBeVisible()
  await stand(page)
  await pressOn(page, shown.getByRole('button', { name: '关闭', exact: true }))
  await expect(page.getByRole('main')).not.toContainText('13900000000')

  const auditor = await opened(browser, 'shenji', `audit?subject_kind=person&subject=${person}`)
  const row = auditor.getByRole('table', { name: '审计记录' }).getByRole('row', { name: /查看被遮盖的个人信息/ })
  await expect(row).toHaveCount(1)
  await expect(auditor.getByRole('main')).not.toContainText('13900000000')
  for (const each of [page, admin, auditor]) await each.context().close()
})

test('who leaves hands over what is on the desk', async ({ browser }) => {
  const leaving = await pageOf(browser, 'fagai_bj')
  const title = `关于核对重点项目台账的通知（${turn}）`
  const { person } = await call(leaving, 'GET', '/api/session')
  await newNotice(leaving, title)
  const page = await opened(browser, 'xitong', `people/${person.id}`)
  await expect(page.getByText(title)).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '离岗交接' }))
  const dialog = await dialogOf(page, `${person.name}离岗交接`)
  await pressOn(page, dialog.getByRole('button', { name: '确认交接' }))
  await expect(dialog.getByRole('combobox', { name: '接手人' })).toHaveAccessibleDescription(/接手/)
  await chooseBy(page, dialog.getByRole('combobox', { name: '接手人' }), '王晓雯', /^王晓雯/)
  await pressOn(page, dialog.getByRole('button', { name: '确认交接' }))
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('已停用')).toBeVisible()
  await expect(page.getByText(title)).toHaveCount(0)

  await page.goto('/office/people?q=bianji')
  await page.getByRole('table', { name: '人员' }).getByRole('link', { name: '王晓雯' }).click()
  await expect(page.getByText(title)).toBeVisible()
  expect((await leaving.request.get('/api/documents')).status(), 'the session has ended').toBe(401)
  for (const each of [page, leaving]) await each.context().close()
})

test("a year's notice of holidays keeps what was typed until it can be read", async ({ browser }) => {
  const year = new Date().getFullYear() + 1
  const page = await opened(browser, 'xitong', `calendar?year=${year}`)
  const heard = complaints(page)
  await pressOn(page, page.getByRole('button', { name: `录入或更正 ${year} 年放假安排` }))
  const holidays = page.getByLabel('放假', { exact: true })
  const wrong = `元旦 ${year}-01-01\n国庆节 ${year}-10-07 至 ${year}-10-01`
  await typeInto(page, holidays, wrong)
  await typeInto(page, page.getByLabel('调休上班'), '')
  await typeInto(page, page.getByLabel('依据'), '示例通知')
  await pressOn(page, page.getByRole('button', { name: '保存并公布' }))
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  await expect(summary).toContainText('截止日早于起始日')
  await expect(holidays).toHaveValue(wrong)
  await stand(page)
  await typeInto(page, holidays, `元旦 ${year}-01-01\n国庆节 ${year}-10-01 至 ${year}-10-07`)
  await pressOn(page, page.getByRole('button', { name: '保存并公布' }))
  await expect(page.getByText(`${year} 年放假安排已公布`)).toBeVisible()
  const kept = await call(page, 'GET', `/api/calendar/${year}`)
  expect(kept.versions[0].calendar.holidays).toHaveLength(8)
  expect(heard).toEqual([])
  await page.context().close()
})

test('a unit is hung below another one, and never below itself', async ({ browser }) => {
  const admin = await pageOf(browser, 'xitong')
  const from = await unitNamed(admin, '云海市教育局')
  const name = `云海市试验中心${turn}`
  const unit = await call(admin, 'POST', '/api/units', { kind: 'other', name, parent: from.id })
  const page = await opened(browser, 'xitong', `units?unit=${unit.id}`)
  await pressOn(page, page.getByRole('button', { name: '改设', exact: true }), 'Enter')
  const dialog = await dialogOf(page, `改设${name}`)
  const box = dialog.getByRole('combobox', { name: '新的上级机构' })
  await chooseBy(page, box, name, name)
  await pressOn(page, dialog.getByRole('button', { name: '改设', exact: true }))
  await expect(dialog.getByRole('alert')).toBeFocused()
  await chooseBy(page, box, '云海市财政局', '云海市财政局')
  await pressOn(page, dialog.getByRole('button', { name: '改设', exact: true }))
  await expect(dialog).toHaveCount(0)
  const moved = await call(page, 'GET', `/api/units/${unit.id}`)
  expect(moved.parent).toBe((await unitNamed(page, '云海市财政局')).id)
  await tabTo(page, page.getByRole('button', { name: '改设', exact: true }))
  for (const each of [page, admin]) await each.context().close()
})
