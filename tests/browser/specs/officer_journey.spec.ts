// Journey 3: an officer takes a request from the counter to the archive, by keyboard alone.
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { chooseBy, pressOn, tabTo, typeInto } from '../support/keyboard'
import { pageOf } from '../support/people'
import { ask, call } from '../support/requests'

// Nobody: the number is made up, with a right check digit.
const person = { name: '柳九九', number: '11010519491231002X', phone: '13900009999' }
const office = '云海市人民政府办公室'

let serial = 0
/** No two requests ask for the same: an applicant's open request is not taken a second time. */
const wanted = (): string => `望海路历史街区保护规划第${Date.now() % 1_000_000_000}-${++serial}号方案的专家评审意见`

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

function daysAgo(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() - days * 86_400_000))
}

async function unitNamed(page: Page, name: string): Promise<string> {
  const { items } = await call(page, 'GET', '/api/units')
  return items.find((each: { name: string }) => each.name === name).id
}

interface Taken {
  id: string
  number: string
}

async function takeIn(page: Page, arrivedOn = today(), description = wanted()): Promise<Taken> {
  return call(page, 'POST', '/api/requests', {
    channel: 'in_person', unit: await unitNamed(page, office), arrived_on: arrivedOn,
    applicant: { kind: 'natural', name: person.name, document_type: 'resident_id', document_number: person.number, phone: person.phone, address: '云海市望海路1号' },
    description, form: 'paper', delivery: 'pick_up',
  })
}

const deskOf = (page: Page, id: string): Promise<any> => call(page, 'GET', `/api/requests/${id}`)

/** One more act, as its page sends it. */
async function act(page: Page, id: string, path: string, body: object = {}): Promise<any> {
  const { version } = await deskOf(page, id)
  return call(page, 'POST', `/api/requests/${id}/${path}`, { version, ...body })
}

async function openDesk(page: Page, id: string): Promise<void> {
  await page.goto(`/office/requests/${id}`)
  await expect(page.getByRole('heading', { level: 2, name: '办理', exact: true })).toBeVisible()
}

const button = (page: Page, name: string): Locator => page.getByRole('main').getByRole('button', { name, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog')

/** Opens an act from the desk, fills in its fields and sends it; the dialog closes when it went well. */
async function perform(page: Page, name: string, fields: Record<string, string>, send = name): Promise<void> {
  await pressOn(page, button(page, name))
  for (const [label, text] of Object.entries(fields)) await typeInto(page, dialog(page).getByLabel(label), text)
  await pressOn(page, dialog(page).getByRole('button', { name: send, exact: true }))
  await expect(dialog(page)).toHaveCount(0)
}

const timeline = (page: Page): Locator => page.locator('section', { has: page.getByRole('heading', { name: '办理过程' }) })

async function answer(page: Page, label: string): Promise<void> {
  await pressOn(page, page.locator('button.answer').filter({ has: page.getByText(label, { exact: true }) }))
}

async function rowsOf(page: Page): Promise<Record<string, number>> {
  const { rows } = await call(page, 'GET', `/api/requests/statistics?unit=${await unitNamed(page, office)}`)
  return Object.fromEntries(rows.map((row: { id: string; cells: number[] }) => [row.id, row.cells.at(-1)]))
}

async function toPartialDisclosure(page: Page): Promise<void> {
  await answer(page, '写明了，可以据此查找')
  await answer(page, '没有')
  await answer(page, '是，申请获取本机关或者其他机关的政府信息')
  await answer(page, '没有')
  for (const label of ['由本机关负责', '不是，或者不需要征求意见', '有', '没有公开', '行政执法案卷信息']) await answer(page, label)
  for (const label of ['决定不予公开', '能，遮盖后提供其余部分', '按要求的形式和途径提供', '都写明了']) await answer(page, label)
}

test('a request goes from the counter to the archive by keyboard alone (h)', async ({ browser }) => {
  test.slow()
  const page = await pageOf(browser, 'gongkaiban')
  const head = await pageOf(browser, 'lingdao')
  const errors = complaints(page)
  const before = await rowsOf(page)

  await page.goto('/office/requests')
  await pressOn(page, button(page, '登记申请'))
  await chooseBy(page, page.getByRole('combobox', { name: '受理单位' }), office, office)
  await typeInto(page, page.getByLabel('姓名'), person.name)
  await typeInto(page, page.getByLabel('证件号码'), person.number)
  await typeInto(page, page.getByLabel('联系电话'), person.phone)
  await typeInto(page, page.getByLabel('通信地址'), '云海市望海路1号')
  await typeInto(page, page.getByLabel('所需政府信息的描述'), wanted())
  await pressOn(page, button(page, '登记'))
  await expect(page.getByRole('heading', { level: 1, name: '政府信息公开申请回执' })).toBeVisible()
  await pressOn(page, page.getByRole('link', { name: '打开案件' }))

  await expect(page.getByText('还没有签收')).toBeVisible()
  await perform(page, '签收', {})
  await expect(timeline(page).getByText('签收', { exact: true })).toBeVisible()
  await perform(page, '要求补正', { 需要补正的全部内容: '请写明是哪一次评审' })
  await expect(page.getByText('请申请人补正').or(page.getByText('等待申请人')).first()).toBeVisible()
  await perform(page, '收到补正', { 补正后的描述: wanted() })
  await perform(page, '沟通记录', { 内容: '电话说明补正后期限重新计算' })
  await perform(page, '申请延期', { 延长的工作日: '15', 理由: '需要检索旧档' })

  const id = page.url().split('/').pop()!
  await openDesk(head, id)
  await perform(head, '批准延期', {})
  await page.reload()
  await expect(timeline(page).getByText('延期答复')).toBeVisible()

  await pressOn(page, button(page, '征求意见、协查'))
  await typeInto(page, dialog(page).getByLabel('名称'), '云海某规划设计公司')
  await typeInto(page, dialog(page).getByLabel('征求意见的内容'), '是否同意公开评审意见')
  await pressOn(page, dialog(page).getByRole('button', { name: '登记发出' }))
  await expect(dialog(page).getByText(/\/consultations\//)).toBeVisible()
  await pressOn(page, dialog(page).getByRole('button', { name: '已经记下' }))
  await expect(page.getByRole('link', { name: '征求第三方意见：云海某规划设计公司' })).toBeVisible()
  await pressOn(page, button(page, '登记答复：云海某规划设计公司'))
  await chooseBy(page, dialog(page).getByRole('combobox', { name: '答复' }), '', /^同意公开$/)
  await pressOn(page, dialog(page).getByRole('button', { name: '登记答复' }))
  await expect(dialog(page)).toHaveCount(0)

  await pressOn(page, button(page, '拟定答复'))
  await toPartialDisclosure(page)
  await expect(page.getByRole('heading', { name: '结果：部分公开' })).toBeVisible()
  await expect(page.getByText('（二）部分公开')).toBeVisible()
  await typeInto(page, page.getByRole('textbox', { name: '理由' }), '评审专家的个人意见属于执法案卷，其余部分公开')
  await pressOn(page, button(page, '拟定答复'))
  await expect(page.getByText('待答复').first()).toBeVisible()

  await pressOn(page, button(page, '登记已经答复'))
  await chooseBy(page, dialog(page).getByRole('combobox', { name: '方式' }), '', '书面')
  await typeInto(page, dialog(page).getByLabel('文号'), '云公开答〔2026〕9号')
  await pressOn(page, dialog(page).getByRole('button', { name: '登记已经答复' }))
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('已办结').first()).toBeVisible()
  // The letters of this story lie on paper: the file says what is missing, and takes a note in their place.
  await expect(page.locator('#why-archived')).toContainText('缺答复文书')
  await chooseBy(page, page.getByRole('combobox', { name: '材料的用途' }), '', '缺件说明')
  const chooser = page.waitForEvent('filechooser')
  await pressOn(page, button(page, '添加材料'))
  await (await chooser).setFiles({ name: '缺件说明.txt', mimeType: 'text/plain', buffer: Buffer.from('纸质文书存三号库') })
  await expect(page.getByText('有缺件说明').first()).toBeVisible()
  await perform(page, '归档', { 存放位置: '三号库' })
  await expect(page.getByText('已归档').first()).toBeVisible()

  // Art. 37: what is partly given is counted once, under 部分公开 (b)
  const after = await rowsOf(page)
  const changed = Object.keys(after).filter((row) => after[row] !== before[row])
  expect(changed.sort()).toEqual(['new', 'r2', 'r7'])
  for (const row of changed) expect(after[row]! - before[row]!, row).toBe(1)
  expect(errors).toEqual([])
})

test('the queue is ordered by remaining working days, and its colours have words', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const late = await takeIn(page, daysAgo(60))
  const fresh = await takeIn(page)
  await page.goto('/office/requests')
  const rows = page.getByRole('main').locator('tbody tr')
  await expect(rows.filter({ hasText: late.number })).toContainText('已超期')
  await expect(rows.filter({ hasText: late.number })).toContainText(/超期 \d+ 个工作日/)
  const numbers = await rows.allInnerTexts()
  expect(numbers.findIndex((text) => text.includes(late.number))).toBeLessThan(numbers.findIndex((text) => text.includes(fresh.number)))
  await pressOn(page, page.getByRole('button', { name: /^已超期/ }))
  await expect(page).toHaveURL(/colour=overdue/)
  await expect(rows.filter({ hasText: fresh.number })).toHaveCount(0)
  await typeInto(page, page.getByLabel('编号'), fresh.number)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`number=${fresh.number}`))
})

test('the desk counts every day as the clock does (c)', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page, daysAgo(10))
  await openDesk(page, id)
  const { clock } = await deskOf(page, id)
  await pressOn(page, page.locator('summary', { hasText: '逐日计算' }))
  await expect(page.locator('table.days tbody tr')).toHaveCount(clock.reading.explanation.length)
  const counted = (await page.locator('table.days td.number').allInnerTexts()).filter((each) => each !== '—')
  expect(counted).toEqual(Array.from({ length: 20 }, (_, day) => String(day + 1)))
  await expect(page.locator('table.days tbody th').last()).toHaveText(clock.reading.reply_due)
})

test('what cannot be done says why, and no way closes a case without its outcome (a)', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await openDesk(page, id)
  await pressOn(page, page.locator('summary', { hasText: '现在不能办的' }))
  const barred = page.getByRole('button', { name: '归档', exact: true })
  await expect(barred).toBeDisabled()
  await expect(page.locator('#why-archived')).toContainText('不能“归档”')
  for (const [path, body] of [
    ['reply', { way: 'on_the_spot' }],
    ['close', { outcome: 'open', reason: '试试' }],
    ['close', { outcome: '', reason: '试试' }],
    ['archive', {}],
  ] as const) {
    const { version } = await deskOf(page, id)
    expect((await ask(page, 'POST', `/api/requests/${id}/${path}`, { version, ...body })).ok(), path).toBe(false)
  }
  expect((await deskOf(page, id)).closed_on).toBeNull()
})

test('a second officer overwrites nothing, sees what happened and loses nothing that was typed (e)', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await act(page, id, 'sign')
  await openDesk(page, id)
  await pressOn(page, button(page, '沟通记录'))
  await typeInto(page, dialog(page).getByLabel('内容'), '电话核对了地址')
  await act(page, id, 'notes', { words: '同事已经寄出说明' })
  await pressOn(page, dialog(page).getByRole('button', { name: '沟通记录', exact: true }))
  await expect(dialog(page).getByText('同事已经寄出说明')).toBeVisible()
  await expect(dialog(page).getByLabel('内容')).toHaveValue('电话核对了地址')
  await pressOn(page, dialog(page).getByRole('button', { name: '沟通记录', exact: true }))
  await expect(dialog(page)).toHaveCount(0)
  await expect(timeline(page).getByText('电话核对了地址')).toBeVisible()
  expect((await deskOf(page, id)).timeline.filter((each: { act: string }) => each.act === 'noted')).toHaveLength(2)
})

test('requests that say nearly the same stand beside the case, with the words that differ', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const description = wanted()
  await takeIn(page, today(), description)
  const { id } = await takeIn(page, today(), `${description}全文`)
  await openDesk(page, id)
  const similar = page.locator('section', { has: page.getByRole('heading', { name: '相似的申请' }) })
  await expect(similar.getByRole('link', { name: description, exact: true })).toBeVisible()
  await expect(similar.getByText(/相似 \d+%/).first()).toBeVisible()
  await expect(similar.locator('ins').first()).toContainText('全文')
})

test('a file of the case leads to the redaction editor', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await openDesk(page, id)
  await page.getByLabel('选择材料').setInputFiles({ name: '意见.txt', mimeType: 'text/plain', buffer: Buffer.from('专家甲同意，专家乙反对。') })
  await expect(page.getByRole('link', { name: '意见.txt', exact: true })).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '遮盖：意见.txt' }))
  await expect(page).toHaveURL(/\/office\/redactions\//)
})

test('the applicant is masked until somebody gives a reason', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await openDesk(page, id)
  for (const secret of [person.name, person.number, person.phone]) await expect(page.getByText(secret)).toHaveCount(0)
  await pressOn(page, button(page, '查看完整信息'))
  await pressOn(page, dialog(page).getByRole('button', { name: '查看', exact: true }))
  await expect(dialog(page).getByRole('alert')).toBeVisible()
  await typeInto(page, dialog(page).getByLabel('查看理由'), '电话通知领取')
  await pressOn(page, dialog(page).getByRole('button', { name: '查看', exact: true }))
  await expect(page.getByText(person.phone)).toBeVisible()
})

test('the wizard sends the officer to what must be done first', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await act(page, id, 'sign')
  await page.goto(`/office/requests/${id}/decision`)
  await expect(page.getByText('第二十九条第二款')).toBeVisible()
  await answer(page, '不明确，还没有要求补正')
  await pressOn(page, button(page, '去办理'))
  await expect(dialog(page).getByLabel('需要补正的全部内容')).toBeVisible()
})

test('the decision proposes its letter', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await act(page, id, 'sign')
  await act(page, id, 'decision', { outcome: 'not_existing', reasons: '检索了档案和业务系统，没有找到' })
  await openDesk(page, id)
  await pressOn(page, button(page, '起草文书'))
  await expect(dialog(page)).toContainText('政府信息不存在')
  await pressOn(page, dialog(page).getByRole('button', { name: '起草', exact: true }))
  await expect(page).toHaveURL(/\/office\/letters\//)
})

test('the head is reminded of what waits for approval, until it was seen', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const head = await pageOf(browser, 'lingdao')
  const { id, number } = await takeIn(page)
  await act(page, id, 'sign')
  await act(page, id, 'extension-request', { working_days: 10, reason: '需要检索旧档' })
  await head.goto('/office/requests/notices')
  const row = head.getByRole('row').filter({ hasText: number }).filter({ hasText: '请审批' })
  await expect(row).toBeVisible()
  await pressOn(head, row.getByRole('button', { name: `已看：${number}` }))
  await expect(row).toHaveCount(0)
})

test('the counter has the form and its faults, and sees no case', async ({ browser }) => {
  const page = await pageOf(browser, 'chuangkou')
  await page.goto('/office/requests/intake')
  await pressOn(page, button(page, '登记'))
  await expect(page.getByRole('alert')).toBeVisible()
  await page.goto('/office/requests')
  await expect(page.getByRole('heading', { name: '您没有打开此页面的权限' })).toBeVisible()
})

test('a review has its own clock and ends in table 4', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { id } = await takeIn(page)
  await openDesk(page, id)
  await pressOn(page, button(page, '登记复议、诉讼'))
  await typeInto(page, dialog(page).getByLabel('复议机关'), '云海市人民政府')
  await pressOn(page, dialog(page).getByRole('button', { name: '登记', exact: true }))
  await expect(dialog(page)).toHaveCount(0)
  await pressOn(page, page.getByRole('link', { name: /^行政复议/ }))
  await expect(page.getByRole('heading', { name: '答复期限' })).toBeVisible()
  await pressOn(page, button(page, '登记审理结果'))
  await chooseBy(page, dialog(page).getByRole('combobox', { name: '结果' }), '', '维持')
  await typeInto(page, dialog(page).getByLabel('决定书或者裁判文书文号'), '云复决〔2026〕1号')
  await pressOn(page, dialog(page).getByRole('button', { name: '登记审理结果' }))
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('已审结').first()).toBeVisible()
})

test('every page stands on a desk and a telephone', async ({ browser }) => {
  // a dialog that is still fading in has no contrast yet
  const page = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
  const errors = complaints(page)
  const { id } = await takeIn(page)
  for (const [path, heading] of [
    ['requests', '依申请公开'],
    ['requests/intake', '登记申请'],
    ['requests/notices', '办理提醒'],
    ['requests/inquiries', '来函协查'],
    ['requests/statistics', '依申请公开统计'],
    ['remedies', '复议和诉讼'],
    [`requests/${id}/decision`, '拟定答复'],
  ] as const) {
    await page.goto(`/office/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expectStandsAtBothWidths(page)
  }
  await openDesk(page, id)
  await expectStandsAtBothWidths(page)
  await tabTo(page, button(page, '签收'))
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeVisible()
  await expectStandsAtBothWidths(page)
  expect(errors).toEqual([])
})
