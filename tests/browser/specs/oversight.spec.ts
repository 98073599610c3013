// 抽检: drawn by the supervisor, scored by people of other units, told, appealed against; and the archive. By keyboard where a
// person fills something in.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectStandsAtBothWidths } from '../support/checks'
import { chooseBy, pressOn, typeInto } from '../support/keyboard'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

const office = '云海市人民政府办公室'
const name = `海滨抽检${Date.now() % 1_000_000}`
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const button = (page: Page, label: string): Locator => page.getByRole('main').getByRole('button', { name: label, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog')

async function unitNamed(page: Page, wanted: string): Promise<string> {
  const { items } = await call(page, 'GET', '/api/units')
  return items.find((each: { name: string }) => each.name === wanted).id
}

/** The box itself is drawn by its label; the keyboard reaches it nevertheless. */
async function tick(page: Page, name: RegExp): Promise<void> {
  await dialog(page).getByRole('checkbox', { name }).focus()
  await page.keyboard.press('Space')
}

/** Answered on the spot: nothing is missing in its file. */
async function closedCase(page: Page, description: string): Promise<{ id: string; number: string }> {
  const made = await call(page, 'POST', '/api/requests', {
    channel: 'in_person', unit: await unitNamed(page, office), arrived_on: today(),
    applicant: { kind: 'natural', name: '柳八八', document_type: 'resident_id', document_number: '11010519491231002X', phone: '13900008888', address: '云海市望海路8号' },
    description, form: 'paper', delivery: 'pick_up',
  })
  const steps = [['sign', {}], ['decision', { outcome: 'open', reasons: '予以公开' }], ['reply', { way: 'on_the_spot' }]] as const
  for (const [path, body] of steps) {
    const { version } = await call(page, 'GET', `/api/requests/${made.id}`)
    await call(page, 'POST', `/api/requests/${made.id}/${path}`, { version, ...body })
  }
  return made
}

test.describe.serial('an inspection', () => {
  let officer: Page
  let supervisor: Page
  let scorer: Page
  let sample = ''

  test.beforeAll(async ({ browser }) => {
    officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
    supervisor = await pageOf(browser, 'jiandu', { reducedMotion: 'reduce' })
    scorer = await pageOf(browser, 'pingfen', { reducedMotion: 'reduce' })
    for (const what of ['堤防巡查', '泵站检修']) await closedCase(officer, `2026年${what}记录第${Date.now() % 1_000_000}号`)
  })
  test.afterAll(async () => {
    for (const page of [officer, supervisor, scorer]) await page?.context().close()
  })

  test('is drawn with a seed that is shown, after its frame was counted', async () => {
    await supervisor.goto('/office/inspections')
    await expect(supervisor.getByRole('link', { name: '2024年以来依申请公开案件质量抽检' })).toBeVisible()
    await expectStandsAtBothWidths(supervisor)
    await supervisor.setViewportSize({ width: 1360, height: 900 })
    await pressOn(supervisor, button(supervisor, '抽取案件'))
    await pressOn(supervisor, dialog(supervisor).getByRole('button', { name: '抽取', exact: true }))
    await expect(dialog(supervisor).getByRole('alert')).toBeFocused()
    await typeInto(supervisor, dialog(supervisor).getByLabel('名称'), name)
    await chooseBy(supervisor, dialog(supervisor).getByRole('combobox', { name: '单位', exact: true }), office, office)
    await chooseBy(supervisor, dialog(supervisor).getByRole('combobox', { name: '数量的单位' }), '', '件')
    await typeInto(supervisor, dialog(supervisor).getByLabel('抽取数量'), '1')
    await typeInto(supervisor, dialog(supervisor).getByLabel('随机种子'), '88')
    await pressOn(supervisor, dialog(supervisor).getByRole('button', { name: '看看抽样框有多大' }))
    await expect(dialog(supervisor).getByText(/抽样框 \d+ 件，分 1 层，将抽取 1 件/)).toBeVisible()
    await expectStandsAtBothWidths(supervisor)
    await supervisor.setViewportSize({ width: 1360, height: 900 })
    await pressOn(supervisor, dialog(supervisor).getByRole('button', { name: '抽取', exact: true }))
    await expect(supervisor.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(supervisor.getByText('88', { exact: true })).toBeVisible()
    await expect(button(supervisor, '通知各单位')).toBeDisabled()
  })

  test('is given to scorers of other units', async () => {
    await pressOn(supervisor, button(supervisor, '分配评分人'))
    await tick(supervisor, /孙立平/)
    await pressOn(supervisor, dialog(supervisor).getByRole('button', { name: '分配', exact: true }))
    await expect(dialog(supervisor).getByRole('alert')).toContainText('请增加其他单位的评分人')
    await tick(supervisor, /陆清和/)
    await pressOn(supervisor, dialog(supervisor).getByRole('button', { name: '分配', exact: true }))
    await expect(supervisor.getByRole('cell', { name: '陆清和' })).toBeVisible()
    await expectStandsAtBothWidths(supervisor)
    const { samples } = await call(supervisor, 'GET', `/api/oversight/inspections/${supervisor.url().split('/').pop()}`)
    sample = samples[0].id
  })

  test('shows the scorer what the system found, and asks why where points go', async () => {
    await scorer.goto(`/office/inspections/samples/${sample}`)
    await expect(scorer.getByText(/系统核对：/).first()).toBeVisible()
    await expect(scorer.getByText('还有项目没有结论')).toBeVisible()
    const verdictOf = (label: string) => scorer.getByRole('combobox', { name: `结论：${label}` })
    for (const label of ['依法征求第三方意见', '没有泄露他人个人信息', '引用的条文准确、到款到项', '说明理由', '告知救济途径和期限'])
      await chooseBy(scorer, verdictOf(label), '', /^符合$/)
    await chooseBy(scorer, verdictOf('答复类型与申请内容和事实相符'), '', /^部分符合$/)
    await typeInto(scorer, scorer.getByLabel('扣分：答复类型与申请内容和事实相符'), '4')
    await pressOn(scorer, button(scorer, '提交评分'))
    await expect(scorer.getByRole('alert').first()).toContainText('请写明理由')
    await expectStandsAtBothWidths(scorer)
    await scorer.setViewportSize({ width: 1360, height: 900 })
    await typeInto(scorer, scorer.getByLabel('理由：答复类型与申请内容和事实相符'), '只答复了其中一项')
    await pressOn(scorer, button(scorer, '提交评分'))
    await expect(scorer.getByText(/已评分，得 \d+\.\d 分/)).toBeVisible()
  })

  test('is told to the unit, which sees its result and appeals', async () => {
    await officer.goto(`/office/inspections/samples/${sample}`)
    await expect(officer.getByRole('alert')).toBeVisible()
    await supervisor.reload()
    await pressOn(supervisor, button(supervisor, '通知各单位'))
    await expect(supervisor.getByText('件数不足，不排名')).toBeVisible()
    await officer.goto('/office/requests/notices')
    await expect(officer.getByText(`抽检“${name}”的结果`).first()).toBeVisible()
    await officer.goto('/office/inspections')
    await officer.getByRole('link', { name }).click()
    await officer.getByRole('main').locator('tbody').first().getByRole('link').first().click()
    await expect(officer.getByText('只答复了其中一项')).toBeVisible()
    await pressOn(officer, button(officer, '申诉'))
    await typeInto(officer, dialog(officer).getByLabel('申诉的理由'), '第二项已经当面答复，见沟通记录')
    await expectStandsAtBothWidths(officer)
    await officer.setViewportSize({ width: 1360, height: 900 })
    await pressOn(officer, dialog(officer).getByRole('button', { name: '提交申诉' }))
    await expect(officer.getByText('已申诉').first()).toBeVisible()
    await expectStandsAtBothWidths(officer)
  })
})

test('the finished inspection of the city ranks only units with enough cases', async ({ browser }) => {
  const page = await pageOf(browser, 'jiandu')
  await page.goto('/office/inspections')
  await page.getByRole('link', { name: '2024年以来依申请公开案件质量抽检' }).click()
  await expect(page.getByText('抽检已经结束。')).toBeVisible()
  await expect(page.getByText('件数不足，不排名').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '扣分汇总' })).toBeVisible()
  await expectStandsAtBothWidths(page)
})

test('the archive lists files by year, and says what a waiting case lacks', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id, number } = await closedCase(page, `2026年码头照明记录第${Date.now() % 1_000_000}号`)
  await page.goto(`/office/requests/${id}`)
  await expect(page.getByText('归档需要的材料齐全。')).toBeVisible()
  await expectStandsAtBothWidths(page)
  await page.setViewportSize({ width: 1360, height: 900 })
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载卷内目录（PDF）' }).click()
  expect((await download).suggestedFilename()).toBe(`${number}.pdf`)
  await page.goto(`/office/archive?state=waiting&unit=${await unitNamed(page, office)}`)
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('齐全，可以归档')
  await expectStandsAtBothWidths(page)
  await page.goto(`/office/archive?year=2025&unit=${await unitNamed(page, '云海市人民政府')}`)
  await expect(page.getByRole('columnheader', { name: '保管期限' })).toBeVisible()
  await expect(page.getByText('30年').first()).toBeVisible()
  await expectStandsAtBothWidths(page)
})
