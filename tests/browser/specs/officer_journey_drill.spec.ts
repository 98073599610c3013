// Journey 3 from end to end, on its own days: filed at 23:59 before National Day, corrected, consulted, extended, partly granted
// with a redacted PDF, reviewed and archived, by keyboard alone. Every date was counted by hand from the notice of the State
// Council's office for 2026: 1 to 7 October are free, Saturday 10 October is worked.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectStandsAtBothWidths } from '../support/checks'
import { Drill } from '../support/drill'
import { chooseBy, chooseIn, pressOn, tabTo, typeInto } from '../support/keyboard'
import { pdf } from '../support/pdf'

// Nobody: the number is made up, with a right check digit.
const person = { name: '柳六六', number: '11010519491231002X', phone: '13900006666', address: '云海市望潮路66号' }
const wanted = '望潮路历史建筑2025年修缮工程的合同和验收记录'
const corrected = '望潮路66号历史建筑2025年修缮工程的合同和竣工验收记录'

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const panel = (page: Page, name: string): Locator => page.locator('section', { has: page.getByRole('heading', { level: 2, name, exact: true }) })

async function choose(page: Page, box: Locator): Promise<void> {
  await tabTo(page, box)
  await page.keyboard.press('Space')
  await expect(box).toBeChecked()
}

/** Opens an act from the desk, fills in its fields and sends it; the dialog closes when it went well. */
async function perform(page: Page, name: string | RegExp, fields: Record<string, string> = {}, send = name): Promise<void> {
  await pressOn(page, button(page, name))
  for (const [label, text] of Object.entries(fields)) await typeInto(page, dialog(page).getByLabel(label).and(page.locator('input, textarea')), text)
  await pressOn(page, dialog(page).getByRole('button', typeof send === 'string' ? { name: send, exact: true } : { name: send }))
  await expect(dialog(page)).toHaveCount(0)
}

async function file(page: Page): Promise<string> {
  await page.goto('/requests')
  await pressOn(page, page.getByRole('link', { name: '开始申请' }))
  await typeInto(page, page.getByLabel('谁负责？'), '市政府办公室')
  await pressOn(page, page.getByRole('button', { name: '查找' }))
  await pressOn(page, page.getByRole('button', { name: '选择云海市人民政府办公室' }))
  await choose(page, page.getByLabel('自然人'))
  await typeInto(page, page.getByLabel('姓名'), person.name)
  await chooseIn(page, page.getByLabel('证件名称'), '居民身份证')
  await typeInto(page, page.getByLabel('证件号码'), person.number)
  await typeInto(page, page.getByLabel('联系电话'), person.phone)
  await typeInto(page, page.getByLabel('通信地址'), person.address)
  await pressOn(page, page.getByRole('button', { name: '下一步' }))
  await typeInto(page, page.getByLabel('所需信息的名称'), wanted)
  await pressOn(page, page.getByRole('button', { name: '下一步' }))
  await choose(page, page.getByLabel('纸质'))
  await choose(page, page.getByLabel('邮寄').first())
  await pressOn(page, page.getByRole('button', { name: '下一步' }))
  await expect(page.getByRole('heading', { level: 1, name: '请核对后提交' })).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '提交申请' }))
  await expect(page.getByRole('heading', { level: 1, name: '申请已经提交' })).toBeVisible()
  return (await page.locator('dt', { hasText: /^申请编号$/ }).locator('+ dd').innerText()).trim()
}

/** From the queue, by the number. */
async function open(page: Page, number: string): Promise<void> {
  await page.goto('/office/requests')
  await typeInto(page, page.getByLabel('编号'), number)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`number=${number}`))
  const row = page.getByRole('main').locator('tbody tr').filter({ hasText: number }).getByRole('link')
  await pressOn(page, row.or(page.getByRole('link', { name: number })).first())
  await expect(page.getByRole('heading', { level: 2, name: '办理', exact: true })).toBeVisible()
}

/** The day until which the answer is due, and what is left of the term, as the desk says. */
async function expectCount(page: Page, due: string | null, counted: string): Promise<void> {
  const clock = panel(page, '期限')
  await expect(clock.getByText(counted)).toBeVisible()
  if (due) await expect(clock).toContainText(due)
}

/** The table on the screen, line by line what the command line prints. */
async function expectSameCount(page: Page, lines: string[]): Promise<void> {
  await pressOn(page, page.locator('summary', { hasText: '逐日计算' }))
  const rows = await page.locator('table.days tbody tr').evaluateAll((all) =>
    all.map((row) => Array.from(row.children).map((cell) => (cell as HTMLElement).innerText.trim())),
  )
  expect(rows.length).toBeGreaterThan(0)
  const printed = lines.filter((line) => /^\d{4}-\d\d-\d\d 星期/.test(line))
  expect(printed).toHaveLength(rows.length)
  rows.forEach(([day, count, why], index) => {
    const [, date, number, words] = /^(\S+) \S+ +(\S+) {2}(.*)$/.exec(printed[index]!)!
    expect([date, number === '-' ? '—' : number, words!.split('；')[0]]).toEqual([day, count, why!.split('；')[0]])
  })
  const summary = await panel(page, '期限').locator('strong').first().innerText()
  expect(lines.at(-1)).toBe(summary)
}

/** Drafts a letter on the page that is open, has it approved by the head and sends it. */
async function sendLetter(officer: Page, head: Page, kind: RegExp, says: string[], facts: Record<string, string> = {}): Promise<void> {
  await pressOn(officer, button(officer, '起草文书'))
  const box = dialog(officer).getByRole('combobox', { name: '文书种类' })
  if (!(await dialog(officer).getByText(kind).count())) await chooseBy(officer, box, '', kind)
  await pressOn(officer, dialog(officer).getByRole('button', { name: '起草', exact: true }))
  await expect(officer).toHaveURL(/\/office\/letters\//)
  const paper = officer.getByRole('article', { name: '文书预览' })
  for (const [label, text] of Object.entries(facts)) await typeInto(officer, officer.getByLabel(label, { exact: true }), text)
  if (Object.keys(facts).length) {
    await pressOn(officer, button(officer, '保存并更新预览'))
    await expect(officer.getByText('已保存，预览已更新。')).toBeVisible()
  }
  await pressOn(officer, button(officer, '保存并报批'))
  await expect(officer.getByText('已报批，等待负责人批准。')).toBeVisible()
  for (const words of says) await expect(paper).toContainText(words)
  await head.goto(new URL(officer.url()).pathname)
  await pressOn(head, button(head, '批准'))
  await expect(head.getByText('已批准，可以发出。')).toBeVisible()
  await officer.reload()
  await pressOn(officer, button(officer, /^发出/))
  await pressOn(officer, dialog(officer).getByRole('button', { name: '发出', exact: true }))
  await expect(officer.getByText('已发出。文本和文号从此不变')).toBeVisible()
  await expect(paper).toContainText(/〔2026〕\d+号/)
}

async function redact(page: Page): Promise<void> {
  await tabTo(page, button(page, '添加材料'))
  // the window in which a file is chosen is the system's
  await page.getByLabel('选择材料').setInputFiles({ name: '验收记录.pdf', mimeType: 'application/pdf', buffer: pdf('Accepted by 13905351234') })
  await expect(page.getByRole('link', { name: '验收记录.pdf', exact: true })).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '遮盖：验收记录.pdf' }))
  await expect(page.getByRole('heading', { level: 1, name: '遮盖：验收记录.pdf' })).toBeVisible({ timeout: 20_000 })
  await tabTo(page, page.getByRole('button', { name: /^整行：Accepted/ }))
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: '13905351234', exact: true })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { name: '标记（1）' })).toBeVisible()
  await pressOn(page, page.getByRole('button', { name: '生成遮盖版' }))
  // the page can be left: the file is made behind the scenes
  await pressOn(page, page.getByRole('link', { name: '回到案件' }))
  await expect(page.getByRole('link', { name: /验收记录.pdf：已生成遮盖版/ })).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(page.getByRole('link', { name: '验收记录（遮盖版）.pdf', exact: true })).toBeVisible()
}

async function answer(page: Page, label: string): Promise<void> {
  await pressOn(page, page.locator('button.answer').filter({ has: page.getByText(label, { exact: true }) }))
}

async function decideInPart(page: Page): Promise<void> {
  await pressOn(page, button(page, '拟定答复'))
  for (const label of ['写明了，可以据此查找', '没有', '是，申请获取本机关或者其他机关的政府信息', '没有']) await answer(page, label)
  for (const label of ['由本机关负责', '不是，或者不需要征求意见', '有', '没有公开', '行政执法案卷信息']) await answer(page, label)
  for (const label of ['决定不予公开', '能，遮盖后提供其余部分', '按要求的形式和途径提供', '都写明了']) await answer(page, label)
  await expect(page.getByRole('heading', { name: '结果：部分公开' })).toBeVisible()
  await typeInto(page, page.getByRole('textbox', { name: '理由' }), '验收人员的电话载于行政执法案卷，不予公开；其余部分予以公开')
  await pressOn(page, button(page, '拟定答复'))
  await expect(page.getByText('待答复').first()).toBeVisible()
}

test('a request filed at 23:59 before National Day is answered in part, reviewed and archived by keyboard alone', async ({ browser }) => {
  test.setTimeout(900_000)
  const drill = new Drill(browser)
  try {
    await drill.goTo('2026-09-30T12:00:00+08:00') // the city is loaded
    await drill.goTo('2026-09-30T23:59:00+08:00')
    const applicant = await drill.visitor()
    const number = await file(applicant)
    expect(number).toMatch(/^20260930-/)
    // confirmed on the next working day, the count begins the day after it: 9, 10, 12–16, 19–23, 26–30 October, 2–4 November
    await expect(applicant.getByText('2026年11月4日').first()).toBeVisible()

    await drill.goTo('2026-10-08T09:00:00+08:00')
    let officer = await drill.person('gongkaiban')
    let head = await drill.person('lingdao')
    await open(officer, number)
    await perform(officer, '确认收到', { 怎样确认的: '电话确认' })
    await expectCount(officer, '2026-11-04', '0 / 20 个工作日')
    await perform(officer, '签收')
    await perform(officer, '要求补正', { 需要补正的全部内容: '请写明是哪一处建筑' })
    // 15 working days for the applicant: 9, 10, 12–16, 19–23, 26–28 October
    await sendLetter(officer, head, /^补正告知书$/, ['2026年10月8日', '2026年10月28日', '请写明是哪一处建筑'])
    await open(officer, number)
    await expect(panel(officer, '办理过程').getByRole('link', { name: /补正告知书/ })).toBeVisible()

    await drill.goTo('2026-10-12T09:00:00+08:00')
    officer = await drill.person('gongkaiban')
    await open(officer, number)
    await perform(officer, '收到补正', { 补正后的描述: corrected })
    // anew and in full: 13–16, 19–23, 26–30 October, 2–6, 9 November
    await expectCount(officer, '2026-11-09', '0 / 20 个工作日')

    await drill.goTo('2026-10-14T09:00:00+08:00')
    officer = await drill.person('gongkaiban')
    head = await drill.person('lingdao')
    await open(officer, number)
    await pressOn(officer, button(officer, '征求意见、协查'))
    await typeInto(officer, dialog(officer).getByLabel('名称'), '云海示例建筑修缮公司')
    await typeInto(officer, dialog(officer).getByLabel('征求意见的内容'), '是否同意公开合同和验收记录')
    await pressOn(officer, dialog(officer).getByRole('button', { name: '登记发出' }))
    await pressOn(officer, dialog(officer).getByRole('button', { name: '已经记下' }))
    await pressOn(officer, officer.getByRole('link', { name: '征求第三方意见：云海示例建筑修缮公司' }))
    await expectStandsAtBothWidths(officer)
    await officer.setViewportSize({ width: 1360, height: 900 })
    await sendLetter(officer, head, /^第三方意见征求书$/, ['15个工作日', '是否同意公开合同和验收记录'])

    await drill.goTo('2026-10-23T09:00:00+08:00')
    officer = await drill.person('gongkaiban')
    head = await drill.person('lingdao')
    await open(officer, number)
    // 13 and 14 October counted; the letter stopped the count from the 15th on
    await expectCount(officer, null, '2 / 20 个工作日')
    await expectSameCount(officer, drill.explain(number, '2026-10-23'))
    await perform(officer, '登记对方收到：云海示例建筑修缮公司', { 日期: '2026-10-15' }, '登记对方收到')
    // of the third party, from the 15th: 16, 19–23, 26–30 October, 2–5 November
    await expect(panel(officer, '征求意见、协查和协办')).toContainText('2026-11-05 前答复')
    await pressOn(officer, button(officer, '登记答复：云海示例建筑修缮公司'))
    await chooseBy(officer, dialog(officer).getByRole('combobox', { name: '答复' }), '', /^部分同意$/)
    await typeInto(officer, dialog(officer).getByLabel('内容'), '合同价款不同意公开，验收记录同意公开')
    await typeInto(officer, dialog(officer).getByLabel('日期').and(officer.locator('input')), '2026-10-22')
    await pressOn(officer, dialog(officer).getByRole('button', { name: '登记答复' }))
    await expect(dialog(officer)).toHaveCount(0)
    // on from 23 October with the third day: 23, 26–30 October, 2–6, 9–13, 16, 17 November
    await expectCount(officer, '2026-11-17', '3 / 20 个工作日')
    await perform(officer, '申请延期', { 延长的工作日: '10', 理由: '合同附件多，需要逐页核对' })
    await open(head, number)
    await perform(head, '批准延期')
    await officer.reload()
    // ten more: 18–20, 23–27, 30 November, 1 December
    await expectCount(officer, '2026-12-01', '3 / 30 个工作日')
    await sendLetter(officer, head, /^延期答复告知书$/, ['2026年12月1日', '10个工作日', '2026年10月23日'])

    await drill.goTo('2026-11-12T09:00:00+08:00')
    officer = await drill.person('gongkaiban')
    head = await drill.person('lingdao')
    await open(officer, number)
    // 23, 26–30 October, 2–6, 9–12 November: 17 with the first two
    await expectCount(officer, '2026-12-01', '17 / 30 个工作日')
    await expectSameCount(officer, drill.explain(number, '2026-11-12'))
    await redact(officer)
    await decideInPart(officer)
    await expectStandsAtBothWidths(officer)
    await officer.setViewportSize({ width: 1360, height: 900 })
    const dates = ['2026年10月8日', '2026年10月12日', '2026年10月14日', '2026年10月22日', '2026年10月23日', '延长10个工作日', '2026年11月12日']
    await sendLetter(officer, head, /^部分公开$/, dates, { 提供情况: '随本答复书附送遮盖后的验收记录一份，共1页。' })
    await expectStandsAtBothWidths(officer)
    await officer.setViewportSize({ width: 1360, height: 900 })

    // What was sent stays: there is no act that takes it back, but a letter that corrects it (f).
    for (const gone of ['保存并更新预览', '作废…', '退回…']) await expect(button(officer, gone)).toHaveCount(0)
    await pressOn(officer, button(officer, '起草更正告知书'))
    await expect(officer.getByText('本文书更正')).toBeVisible()
    await expect(officer.getByRole('article', { name: '文书预览' })).toContainText('2026年11月12日')
    await pressOn(officer, button(officer, '作废…'))
    await pressOn(officer, dialog(officer).getByRole('button', { name: '作废', exact: true }))

    await drill.goTo('2026-12-03T09:00:00+08:00')
    officer = await drill.person('gongkaiban')
    await open(officer, number)
    const desk = officer.url()
    await expect(panel(officer, '期限').locator('strong').first()).toContainText('2026年11月12日')
    await expectSameCount(officer, drill.explain(number, '2026-12-03'))
    await pressOn(officer, panel(officer, '文书').getByRole('link', { name: '部分公开' }))
    await pressOn(officer, button(officer, '登记结果：2026-11-12 送达'))
    await typeInto(officer, dialog(officer).getByLabel('签收日期').and(officer.locator('input')), '2026-11-16')
    await pressOn(officer, dialog(officer).getByRole('button', { name: '保存', exact: true }))
    await expect(dialog(officer)).toHaveCount(0)
    await expect(officer.getByText('2026-11-16 签收')).toBeVisible()

    await officer.goto(desk)
    await pressOn(officer, button(officer, '登记复议、诉讼'))
    await typeInto(officer, dialog(officer).getByLabel('复议机关'), '云海市人民政府')
    await pressOn(officer, dialog(officer).getByRole('button', { name: '登记', exact: true }))
    await expect(dialog(officer)).toHaveCount(0)
    await pressOn(officer, officer.getByRole('link', { name: /^行政复议/ }))
    await pressOn(officer, button(officer, '登记审理结果'))
    await chooseBy(officer, dialog(officer).getByRole('combobox', { name: '结果' }), '', '维持')
    await typeInto(officer, dialog(officer).getByLabel('决定书或者裁判文书文号'), '云复决〔2026〕6号')
    await pressOn(officer, dialog(officer).getByRole('button', { name: '登记审理结果' }))
    await expect(dialog(officer)).toHaveCount(0)
    await pressOn(officer, officer.getByRole('link', { name: '所针对的申请' }))
    await perform(officer, '归档', { 存放位置: '六号库' })
    await expect(officer.getByText('已归档').first()).toBeVisible()
  } finally {
    await drill.end()
  }
})
