// 以案说法 and 依申请转主动: from a closed request to a confirmed study by keyboard; topics, memos and candidates.
import { expect, test, type Page } from '@playwright/test'
import { expectStandsAtBothWidths } from '../support/checks'
import { pressOn, typeInto } from '../support/keyboard'
import { pageOf } from '../support/people'
import { call } from '../support/requests'

const name = '闻人试笔'
const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A request of the city's office that was answered today. */
async function answered(officer: Page): Promise<string> {
  const { items } = await call(officer, 'GET', '/api/units')
  const unit = items.find((each: { name: string }) => each.name === '云海市人民政府办公室').id
  const made = await call(officer, 'POST', '/api/requests', {
    channel: 'in_person',
    unit,
    applicant: {
      kind: 'natural',
      name,
      document_type: 'passport',
      document_number: 'E87654321',
      phone: '13800007777',
      address: '云海市听涛路8号',
    },
    description: `本人${name}，请公开听涛广场改造的招标文件`,
    delivery: 'pick_up',
    arrived_on: day,
  })
  const path = `/api/requests/${made.id}`
  for (const [act, body] of [
    ['sign', {}],
    ['decision', { outcome: 'open', reasons: `经检索，向${name}提供` }],
    ['reply', { way: 'on_the_spot' }],
  ] as const) {
    const { version } = await call(officer, 'GET', path)
    await call(officer, 'POST', `${path}/${act}`, { ...body, version })
  }
  return made.id
}

test.describe.serial('a study of a closed request', () => {
  let officer: Page
  let head: Page
  let address = ''

  test.beforeAll(async ({ browser }) => {
    officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
    head = await pageOf(browser, 'lingdao', { reducedMotion: 'reduce' })
  })
  test.afterAll(async () => {
    for (const page of [officer, head]) await page?.context().close()
  })

  test('begins with a draft that names nobody', async () => {
    await officer.goto(`/office/requests/${await answered(officer)}`)
    await pressOn(officer, officer.getByRole('button', { name: '编写案例' }))
    await expect(officer.getByRole('textbox', { name: '申请内容' })).toHaveValue(/招标文件/)
    await expect(officer.getByRole('textbox', { name: '申请内容' })).not.toHaveValue(new RegExp(name))
    address = new URL(officer.url()).pathname
  })

  test('shows where somebody is left, however it is typed', async () => {
    await typeInto(officer, officer.getByRole('textbox', { name: '办理要点' }), '闻 人 试 笔的电话是１３８-0000-7777')
    await pressOn(officer, officer.getByRole('button', { name: '脱密核验' }))
    await expect(officer.getByText(/核验发现 \d+ 处/)).toBeVisible()
    await expect(officer.getByRole('heading', { name: '可能指向具体的人' })).toBeVisible()
    await expectStandsAtBothWidths(officer)
    await typeInto(officer, officer.getByRole('textbox', { name: '办理要点' }), '招标文件是应当公开的政府信息。')
    await pressOn(officer, officer.getByRole('button', { name: '脱密核验' }))
    await expect(officer.getByText('核验通过，没有发现个人信息。')).toBeVisible()
    await expect(officer.getByText('编写过这篇案例的人不能确认', { exact: false })).toBeVisible()
  })

  test('is confirmed by a second person and becomes a document', async () => {
    await head.goto(address)
    await pressOn(head, head.getByRole('button', { name: '确认' }))
    await expect(head.getByText('已确认，可以转为文稿。')).toBeVisible()
    await expectStandsAtBothWidths(head)
    await officer.reload()
    await pressOn(officer, officer.getByRole('button', { name: '转为文稿' }))
    await expect(officer.getByRole('dialog', { name: '转为文稿' })).toBeVisible()
    await expectStandsAtBothWidths(officer)
    await officer.keyboard.press('Escape')
    await officer.goto('/office/case-studies')
    await expect(officer.getByRole('link', { name: /听涛广场/ })).toBeVisible()
    await expectStandsAtBothWidths(officer)
  })
})

test('candidates to be made public are decided with their ground', async ({ browser }) => {
  const officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
  await officer.goto('/office/conversions')
  await expectStandsAtBothWidths(officer)
  await officer.getByRole('link', { name: /滨海大道拓宽工程/ }).first().click()
  await expect(officer.getByText('3 个')).toBeVisible()
  await expectStandsAtBothWidths(officer)
  await pressOn(officer, officer.getByRole('button', { name: '作出决定' }))
  const dialog = officer.getByRole('dialog', { name: '决定是否转为主动公开' })
  await pressOn(officer, dialog.getByRole('button', { name: '决定' }))
  await expect(dialog.getByRole('alert')).toBeFocused()
  await expectStandsAtBothWidths(officer)
  await typeInto(officer, dialog.getByRole('textbox', { name: '说明' }), '沿线群众普遍关心')
  await pressOn(officer, dialog.getByRole('button', { name: '决定' }))
  await expect(officer.getByText('待公开')).toBeVisible()
  await expectStandsAtBothWidths(officer)
  await officer.context().close()
})

test('topics stand against the month before and end in a memo', async ({ browser }) => {
  const supervisor = await pageOf(browser, 'jiandu', { reducedMotion: 'reduce' })
  await supervisor.goto('/office/request-topics?month=2026-10')
  await expect(supervisor.getByRole('rowheader', { name: /滨海大道拓宽工程/ }).first()).toBeVisible()
  await expectStandsAtBothWidths(supervisor)
  await pressOn(supervisor, supervisor.getByRole('button', { name: /看案件：滨海大道拓宽工程/ }).first())
  await expect(supervisor.getByRole('heading', { name: /主题“滨海大道拓宽工程/ })).toBeVisible()
  await expectStandsAtBothWidths(supervisor)
  await pressOn(supervisor, supervisor.getByRole('button', { name: /写研判：滨海大道拓宽工程/ }).first())
  await expect(supervisor.getByRole('dialog', { name: '热点研判' })).toBeVisible()
  await expectStandsAtBothWidths(supervisor)
  await supervisor.goto('/office/topic-memos')
  await expect(supervisor.getByText('责任单位', { exact: false }).first()).toBeVisible()
  await expectStandsAtBothWidths(supervisor)
  await supervisor.context().close()
})
