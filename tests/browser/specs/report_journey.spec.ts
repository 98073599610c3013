// Journey 5: an office compiles, checks, signs and publishes its annual report; by keyboard where an officer would.
//
// Checks of the journey that a browser can hold stand here: (c) a closed year refuses what would change it, and a revision
// opens it; (d) an independent count from the exported list equals every counted cell; (f) both forms. The others are held
// by tests of the engine: (a) the findings of the four published reports in src/report_check/published_test.cpp and
// producers_test.cpp; (b) 10,000 mutations in src/report_check/mutation_test.cpp; (e) a PDF in, findings out in
// bench/report_check.cpp and report_check.spec.ts.
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { chooseBy, pressOn, typeInto } from '../support/keyboard'
import { pageOf } from '../support/people'
import { ask, call } from '../support/requests'

const office = '云海市人民政府办公室'
const lastYear = new Date(Date.now() + 8 * 3600_000).getUTCFullYear() - 1

// What an earlier report says is not in the list of this year's cases.
const betweenYears = ['T2-ITEMS', 'T2-STOCK', 'Y-CARRY']

interface Cell {
  cell: number
  table: string
  row: string
  column: string
  label: string
  origin: string
  own: number | string | null
}
interface Report {
  id: string
  year: number
  version: number
  stage: string
  format: string
  cells: Cell[]
  identities: { rule: string; broken: object[] }[]
  editions: { digest: string; reason: string }[]
}

const button = (page: Page, name: string): Locator => page.getByRole('main').getByRole('button', { name, exact: true })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const reportOf = (page: Page, id: string): Promise<Report> => call(page, 'GET', `/api/annual-reports/${id}`)
const total = (report: Report, row: string): number =>
  Number(report.cells.find((one) => one.table === 't3' && one.row === row && one.column === 'total')?.own ?? 0)

/** The unit's report of the latest year that nobody has begun to sign, as it is wanted. */
async function draft(browser: Browser, wanted: (report: Report) => boolean, unit = office): Promise<Report> {
  const collector = await pageOf(browser, 'jiandu')
  for (let year = lastYear; year >= 2019; year--) {
    await call(collector, 'POST', '/api/annual-reports', { year })
    const { items } = await call(collector, 'GET', `/api/annual-reports?year=${year}&name=${encodeURIComponent(unit)}`)
    const line = items.find((one: { unit_name: string }) => one.unit_name === unit)
    if (line?.stage !== 'drafting') continue
    const report = await reportOf(collector, line.id)
    if (wanted(report)) return report
  }
  throw new Error('the demo city has no such draft')
}

async function openLeaf(page: Page, id: string, leaf = ''): Promise<void> {
  await page.goto(`/office/annual-reports/${id}${leaf}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(office, { timeout: 20_000 })
}

/** Fills in every number that no ledger holds, with one source for all. */
async function fillIn(page: Page): Promise<void> {
  const panel = page.getByRole('region', { name: '单位填报的数' })
  const rows = panel.getByRole('row').filter({ has: page.getByRole('rowheader') })
  const count = await rows.count()
  for (let i = 0; i < count; i++) await typeInto(page, rows.nth(i).getByRole('textbox').first(), String(i))
  await typeInto(page, rows.first().getByRole('textbox').nth(1), '执法监督平台，1月4日')
  await pressOn(page, button(page, '其余来源照第一个填'))
  await pressOn(page, panel.getByRole('button', { name: '保存', exact: true }))
  await expect(panel.getByText(`已保存 ${count} 个数。`)).toBeVisible()
}

async function perform(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await pressOn(page, button(page, name))
  for (const [label, text] of Object.entries(fields)) await typeInto(page, dialog(page).getByLabel(label), text)
  await pressOn(page, dialog(page).getByRole('button', { name, exact: true }))
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText(`已${name}。`)).toBeVisible()
}

const part = (page: Page, title: string): Locator => page.getByRole('region', { name: title })

async function writeProblems(page: Page, words: string): Promise<void> {
  const five = part(page, '五、存在的主要问题及改进情况')
  await typeInto(page, five.getByRole('textbox'), words)
  await expect(five.locator('.figure').first()).toBeVisible()
  await pressOn(page, five.getByRole('button', { name: '保存', exact: true }))
  await expect(five.getByText('已保存。')).toBeVisible()
}

/** Lines of the list as cells; every one is quoted. */
function linesOf(csv: string): string[][] {
  return csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1]!.replaceAll('""', '"')))
}

/** Tables 2, 3 and 4 once more, from the list alone (law.md D2.7). */
function recounted(csv: string, year: number): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (...place: string[]) => counts.set(place.join('.'), (counts.get(place.join('.')) ?? 0) + 1)
  for (const [kind, , , applicant, , received, closed, outcome, , row, column] of linesOf(csv)) {
    const ended = closed !== '' && closed! <= `${year}-12-31`
    if (kind === 'document') add('t2', row!, column!)
    else if (kind === 'request') {
      const results = ended ? [row!, 'r7'] : ['carried_out']
      for (const line of [received! < `${year}-01-01` ? 'carried_in' : 'new', ...results])
        for (const place of [applicant!, 'total']) add('t3', line, place)
    } else for (const place of [ended ? outcome! : 'pending', 'total']) add('t4', row!, place)
  }
  return counts
}

test('an office takes its report from the draft to the public, and the digest proves it', async ({ browser, page }) => {
  test.slow()
  const { id, year } = await draft(browser, (report) => total(report, 'r7') > 0)
  const officer = await pageOf(browser, 'gongkaiban')
  const head = await pageOf(browser, 'lingdao')
  const errors = complaints(officer)

  // 1. The draft stands, and each number opens its cases.
  await openLeaf(officer, id)
  const closed = (await reportOf(officer, id)).cells.find((one) => one.row === 'r7' && one.column === 'total')!
  await pressOn(officer, officer.locator(`#cell-${closed.cell}`))
  await expect(dialog(officer).getByText(`本单位 ${closed.own} 件`)).toBeVisible()
  const link = dialog(officer).getByRole('rowheader').getByRole('link').first()
  const address = (await link.getAttribute('href'))!
  await officer.keyboard.press('Escape')
  await expect(officer.locator(`#cell-${closed.cell}`)).toBeFocused()

  // What stands against handing it in is said, and leads there.
  await expect(button(officer, '报送')).toBeDisabled()
  await pressOn(officer, officer.locator('summary', { hasText: '还不能报送' }))
  await expect(officer.locator('#why-submitted').getByRole('link').first()).toBeVisible()
  await fillIn(officer)

  // 4. Text with live figures.
  await openLeaf(officer, id, '/text')
  await writeProblems(officer, `${year}年办结{{t3.r7.total}}件，仍有更新不及时的情况，将按季度核对。`)
  await expect(part(officer, '五、存在的主要问题及改进情况').locator('.figure')).toHaveText(String(closed.own))
  const six = part(officer, '六、其他需要报告的事项').getByRole('textbox')
  await typeInto(officer, six, `${await six.inputValue()}上年结转数与上年报告的差异已经逐件核对。`)
  await pressOn(officer, part(officer, '六、其他需要报告的事项').getByRole('button', { name: '保存', exact: true }))
  await expect(part(officer, '六、其他需要报告的事项').getByText('已保存。')).toBeVisible()

  // 5. The checker of anybody's report finds no error in it.
  await openLeaf(officer, id, '/checks')
  await expect(officer.getByRole('heading', { name: '检查结果' })).toBeVisible()
  await expect(officer.locator('.tag.red', { hasText: '错误' })).toHaveCount(0)

  // 3. Handed in, returned with a remark, handed in again.
  await openLeaf(officer, id)
  await perform(officer, '报送')
  await openLeaf(head, id)
  await perform(head, '退回修改', { 需要修改什么: '请补充改进措施的时间' })
  await openLeaf(officer, id, '/history')
  await expect(officer.getByText('请补充改进措施的时间')).toBeVisible()
  await perform(officer, '报送')

  // 6. Signing freezes, the digest is shown, and anybody can verify it.
  await openLeaf(head, id)
  await perform(head, '签发')
  const digest = (await reportOf(head, id)).editions[0]!.digest
  await expect(head.getByText(digest)).toBeVisible()
  await perform(head, '公开')
  await page.goto(`/annual-reports/${id}`)
  await expect(page.getByText(digest).first()).toBeVisible()
  await page.goto('/annual-reports/verify')
  await page.getByLabel('摘要').fill(digest)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('status')).toContainText('摘要相符')

  // (c) What would change the year is refused; a revision opens it, and its reason is public.
  await officer.goto(address)
  await expect(officer.getByRole('heading', { level: 2, name: '办理', exact: true })).toBeVisible()
  await pressOn(officer, button(officer, '更正申请人类型'))
  await chooseBy(officer, dialog(officer).getByRole('combobox', { name: '类型' }), '', '社会公益组织')
  await typeInto(officer, dialog(officer).getByLabel('理由'), '登记有误')
  await pressOn(officer, dialog(officer).getByRole('button', { name: '更正申请人类型', exact: true }))
  await expect(dialog(officer).getByRole('alert')).toContainText('年度报告已经签发')
  await openLeaf(head, id)
  await perform(head, '启动修订', { '修订原因（向社会公开）': '一件申请的申请人类型登记有误' })
  await pressOn(officer, dialog(officer).getByRole('button', { name: '更正申请人类型', exact: true }))
  await expect(dialog(officer)).toHaveCount(0)
  await head.reload()
  await perform(head, '签发')
  await perform(head, '公开')
  await page.goto(`/annual-reports/${id}`)
  await expect(page.getByText('一件申请的申请人类型登记有误')).toBeVisible()
  await openLeaf(head, id, '/history')
  await expect(head.getByText('第 2 版', { exact: true })).toBeVisible()
  expect(errors.filter((each) => !each.includes('409'))).toEqual([])
})

test('an independent count from the exported list equals every counted cell, in both forms (d, f)', async ({ browser }) => {
  test.slow()
  const officer = await pageOf(browser, 'gongkaiban')
  for (const format of ['2021', '2019']) {
    const report = await draft(browser, (one) => one.format === format)
    const csv = await (await ask(officer, 'GET', `/api/annual-reports/${report.id}/cases`)).text()
    const counts = recounted(csv, report.year)
    const now = await reportOf(officer, report.id)
    for (const cell of now.cells.filter((one) => one.origin !== 'entered'))
      expect(cell.own ?? 0, `${report.year} ${cell.label}`).toBe(counts.get(`${cell.table}.${cell.row}.${cell.column}`) ?? 0)
    await openLeaf(officer, report.id)
    const heading = officer.getByRole('columnheader', { name: '上一年项目数量' }).first()
    if (format === '2019') await expect(heading).toBeVisible()
    else await expect(heading).toHaveCount(0)
    await expect(officer.getByText(`${format} 年格式`)).toBeVisible()
    const within = now.identities.filter((one) => !betweenYears.includes(one.rule))
    expect(within.flatMap((one) => one.broken), `${report.year}`).toEqual([])
  }
})

test('two officers do not overwrite each other, and nothing that was typed is lost', async ({ browser }) => {
  test.slow()
  const { id } = await draft(browser, () => true)
  const [mine, theirs] = ['我', '同事'].map((who) => `${who}写的问题和措施，第${Date.now()}稿。`)
  const one = await pageOf(browser, 'gongkaiban')
  await openLeaf(one, id, '/text')
  const five = part(one, '五、存在的主要问题及改进情况')
  await typeInto(one, five.getByRole('textbox'), mine!)
  const { version } = await reportOf(one, id)
  await call(one, 'PUT', `/api/annual-reports/${id}/parts/5`, { words: theirs, version })
  await pressOn(one, five.getByRole('button', { name: '保存', exact: true }))
  // Whether the news came with the answer or before it: it is said, with the words of the other.
  await expect(five.getByText('您填写的内容还在')).toBeVisible()
  await expect(five.getByText(theirs!)).toBeVisible()
  await expect(five.getByRole('textbox')).toHaveValue(mine!)
  await pressOn(one, five.getByRole('button', { name: '保存', exact: true }))
  await expect(five.getByText('已保存。')).toBeVisible()
  await pressOn(one, five.getByRole('button', { name: '恢复自动生成' }))
  await expect(five.getByText('已恢复自动生成的文字。')).toBeVisible()
})

test('the collector sees who owes, reminds, returns, and takes in the file of a unit without a line', async ({ browser }) => {
  test.slow()
  const collector = await pageOf(browser, 'jiandu')
  const { year } = await draft(browser, () => true)
  const { items } = await call(collector, 'GET', `/api/annual-reports?year=${year}&state=outstanding`)
  const name = items.at(-1).unit_name
  await collector.goto(`/office/annual-reports?year=${year}`)
  await expect(collector.getByText(/还没有报送\s+\d+ 份/)).toBeVisible()
  await typeInto(collector, collector.getByLabel('单位名称'), name)
  await collector.keyboard.press('Enter')
  await expect(collector.getByRole('row')).toHaveCount(2)
  await pressOn(collector, collector.getByRole('button', { name: `催报：${name}` }))
  await expect(collector.getByText(`已催报${name}。`)).toBeVisible()
  await pressOn(collector, collector.getByRole('link', { name, exact: true }))
  await pressOn(collector, button(collector, '导入离线报告'))
  await dialog(collector).getByLabel('数据文件（JSON）').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await pressOn(collector, dialog(collector).getByRole('button', { name: '导入离线报告', exact: true }))
  await expect(dialog(collector).getByRole('alert')).toContainText('不是本系统的年报数据文件')
})

test("a parent's desk shows what each unit adds, and names its differences", async ({ browser }) => {
  test.slow()
  const officer = await pageOf(browser, 'gongkaiban')
  const { id: city } = await draft(browser, (report) => report.format === '2021', '云海市人民政府')
  await officer.goto(`/office/annual-reports/${city}/children`)
  const table = officer.getByRole('region', { name: '下级单位汇总' })
  const numbers = async (name: string) =>
    (await table.getByRole('row', { name }).locator('td.number').allInnerTexts()).map(Number)
  await expect(table).toBeVisible()
  const [below, own, named, all] = await Promise.all(['下级合计', '本单位自己', '说明的差异', '报告的数'].map(numbers))
  all!.forEach((value, i) => expect(value).toBe(below![i]! + own![i]! + named![i]!))
  await pressOn(officer, table.getByRole('row', { name: '报告的数' }).getByRole('button').first())
  await pressOn(officer, dialog(officer).locator('summary', { hasText: '说明汇总差异' }))
  await typeInto(officer, dialog(officer).getByLabel('在合计上加减'), '-1')
  await pressOn(officer, dialog(officer).getByRole('button', { name: '保存差异' }))
  await expect(dialog(officer).getByRole('alert')).toBeVisible()
  await typeInto(officer, dialog(officer).getByLabel('原因'), '一件申请由两个机构分别登记')
  await pressOn(officer, dialog(officer).getByRole('button', { name: '保存差异' }))
  await expect(dialog(officer)).toHaveCount(0)
  await expect(officer.getByText('处不成立')).toBeVisible()
  const { version, cells } = await reportOf(officer, city)
  const changed = cells.find((one) => one.table === 't3' && one.row === 'new' && one.column === 'total')!
  await call(officer, 'PUT', `/api/annual-reports/${city}/adjustments`, { cell: changed.cell, value: 0, version })
})

test('every leaf of the desk stands on a desk and a telephone', async ({ browser }) => {
  test.slow()
  const page = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
  const errors = complaints(page)
  const { id, year } = await draft(browser, (report) => report.format === '2021')
  await page.goto(`/office/annual-reports?year=${year}`)
  await expect(page.getByRole('heading', { level: 1, name: '政府信息公开工作年度报告' })).toBeVisible()
  await expectStandsAtBothWidths(page)
  for (const leaf of ['', '/text', '/checks', '/history']) {
    await openLeaf(page, id, leaf)
    await expectStandsAtBothWidths(page)
  }
  const { items } = await call(page, 'GET', `/api/annual-reports?year=${year}`)
  await page.goto(`/office/annual-reports/${items[0].id}/children`)
  await expect(page.getByRole('heading', { name: '下级单位' })).toBeVisible()
  await expectStandsAtBothWidths(page)
  const { cells } = await reportOf(page, id)
  const entered = cells.find((one) => one.origin === 'entered')!
  await page.goto(`/office/annual-reports/${id}?cell=${entered.cell}`)
  await expect(dialog(page)).toBeVisible()
  await expectStandsAtBothWidths(page)
  expect(errors).toEqual([])
})
