// Journey 3, checks (d) and (g): a notice of holidays in the middle of a case, and a case that nobody signs for.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { Drill } from '../support/drill'
import { pressOn, tabTo, typeInto } from '../support/keyboard'
import { call } from '../support/requests'

const office = '云海市人民政府办公室'

interface Taken {
  id: string
  number: string
}

async function takeIn(page: Page, arrivedOn: string, description: string): Promise<Taken> {
  const { items } = await call(page, 'GET', '/api/units')
  return call(page, 'POST', '/api/requests', {
    channel: 'in_person', unit: items.find((each: { name: string }) => each.name === office).id, arrived_on: arrivedOn,
    applicant: { kind: 'natural', name: '柳五五', document_type: 'passport', document_number: 'E55555555', phone: '13900005555', address: '云海市望潮路55号' },
    description, form: 'paper', delivery: 'pick_up',
  })
}

const clockOf = (page: Page) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: '期限', exact: true }) })

/** Notices are made behind the scenes. */
async function expectNotice(page: Page, number: string, words: RegExp): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: number }).filter({ hasText: words }).first()
  await expect(async () => {
    await page.goto('/office/requests/notices')
    await expect(row).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 30_000 })
}

test.describe.serial('with a clock that can be set', () => {
  let drill: Drill
  let known: Taken
  let unread: Taken

  test.beforeAll(async ({ browser }) => {
    drill = new Drill(browser)
  })
  test.afterAll(async () => {
    await drill.end()
  })

  test('a notice of holidays re-dates the open cases, lists them and tells their people (d)', async () => {
    test.setTimeout(240_000)
    await drill.goTo('2026-12-15T09:00:00+08:00')
    const officer = await drill.person('gongkaiban')
    const errors = complaints(officer)
    known = await takeIn(officer, '2026-12-15', '市级应急物资储备目录')
    unread = await takeIn(officer, '2026-12-15', '市级机关会议室使用办法')
    await officer.goto(`/office/requests/${known.id}`)
    await pressOn(officer, officer.getByRole('main').getByRole('button', { name: '签收', exact: true }))
    await pressOn(officer, officer.getByRole('dialog').getByRole('button', { name: '签收', exact: true }))
    // 16–18, 21–25, 28–31 December, then by weekends alone 1, 4–8, 11, 12 January
    await expect(clockOf(officer)).toContainText('2027-01-12（暂按周末推算）')

    const admin = await drill.person('xitong')
    await admin.goto('/office/calendar?year=2027')
    await pressOn(admin, admin.getByRole('button', { name: '录入或更正 2027 年放假安排' }))
    await typeInto(admin, admin.getByLabel('放假', { exact: true }), '元旦 2027-01-01 至 2027-01-03\n春节 2027-02-05 至 2027-02-11\n清明节 2027-04-05\n劳动节 2027-05-01 至 2027-05-05\n端午节 2027-06-09\n中秋节 2027-09-15\n国庆节 2027-10-01 至 2027-10-07')
    await typeInto(admin, admin.getByLabel('依据', { exact: true }), '演练用的放假安排')
    await pressOn(admin, admin.getByRole('button', { name: '保存并公布' }))
    await expect(admin.getByText('2027 年放假安排已公布')).toBeVisible()

    // 1 January does not count any more: 4–8, 11–13
    await expectNotice(officer, known.number, /答复期限由2027年1月12日调整为2027年1月13日/)
    await expectNotice(officer, unread.number, /调整为2027年1月13日/)
    await expectStandsAtBothWidths(officer)
    await officer.goto(`/office/requests/${known.id}`)
    await expect(clockOf(officer)).toContainText('2027-01-13')
    await expect(clockOf(officer)).not.toContainText('暂按周末推算')
    await expect(officer.getByText('期限随工作日历调整')).toBeVisible()
    expect(drill.explain(known.number, '2026-12-15').join('\n')).toContain('2027年1月13日')
    expect(errors).toEqual([])
  })

  test('a case that nobody signs for goes up (g)', async () => {
    test.setTimeout(240_000)
    await drill.goTo('2026-12-18T10:00:00+08:00')
    const head = await drill.person('lingdao')
    await expectNotice(head, unread.number, /无人签收，请督促/)
    await tabTo(head, head.getByRole('button', { name: `已看：${unread.number}` }).first())
    await expectStandsAtBothWidths(head)
  })
})
