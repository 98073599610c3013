// Journey 9: the city adds up the reports of its units, some of which have no line to this system.
//
// Checks of the journey: (a) a unit that hands in again changes its own cells only, and the history is kept; (b) a file with
// one broken identity is refused with the place; (c) a file gives the same as the API; (f) the same report twice is counted
// once. Elsewhere: (d) the array over 2,000 units and ten years in bench/annual_report.cpp; (e) both forms in
// src/annual_report and src/report_format tests, as the form follows from the year.
import { createHash } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { pageOf } from '../support/people'
import { ask, call, upload } from '../support/requests'
import { published, textOf } from '../support/reports'

const year = 2020  // the demo city holds reports of its own from 2021 on
const city = '云海市人民政府'
const [finance, education, sports] = ['云海市财政局', '云海市教育局', '云海市体育局'] as const

interface Cell {
  cell: number
  table: string
  row: string
  column: string
  kind: string
  origin: string
  value: number | string | null
  own: number | string | null
}
interface Report {
  id: string
  version: number
  stage: string
  cells: Cell[]
  children: { name: string; digest: string; received: number; carried_in: number; closed: number; carried_out: number }[]
  editions: { digest: string }[]
}

const number = (value: unknown): number => Number(value ?? 0)
const at = (tables: Record<string, any>, cell: Cell): number => number(tables[cell.table]?.[cell.row]?.[cell.column])
/** What a child says of the rows that the parent's desk shows beside it. */
const shownOf = { new: 'received', carried_in: 'carried_in', r7: 'closed', carried_out: 'carried_out' } as const
const named = (report: Report, row: string, column: string): Cell =>
  report.cells.find((cell) => cell.row === row && cell.column === column)!

test.describe.serial('the report of the city', () => {
  let collector: Page
  let officer: Page
  let head: Page
  let heard: string[]
  const ids = new Map<string, string>()

  const show = (unit: string): Promise<Report> => call(collector, 'GET', `/api/annual-reports/${ids.get(unit)}`)
  async function act(page: Page, unit: string, what: string, body: object = {}, method = 'POST'): Promise<Report> {
    const { version } = await show(unit)
    return call(page, method, `/api/annual-reports/${ids.get(unit)}/${what}`, { ...body, version })
  }
  async function compiled(unit: string, decisions = 0): Promise<void> {
    const values = (await show(unit)).cells
      .filter((cell) => cell.origin === 'entered')
      .map(({ cell, kind, row }) => ({ cell, value: kind === 'amount' ? '0' : row.endsWith('penalty') ? decisions : 0, source: '执法监督平台' }))
    await act(officer, unit, 'values', { values }, 'PUT')
    await act(officer, unit, 'parts/5', { words: '更新不够及时，将按季度核对。' }, 'PUT')
    await act(officer, unit, 'submit')
  }
  /** The file of the education bureau as the sports bureau would send it: seven received and answered. */
  async function fileOf(unit: string): Promise<Record<string, any>> {
    const answer = await ask(officer, 'GET', `/api/annual-reports/${ids.get(education)}/file`)
    const file = JSON.parse(await answer.text())
    file.unit = unit
    file.unit_code = ''
    for (const row of ['new', 'r1', 'r7']) for (const column of ['natural', 'total']) file.tables.t3[row][column] = number(file.tables.t3[row][column]) + 7
    return file
  }

  test.beforeAll(async ({ browser }) => {
    collector = await pageOf(browser, 'jiandu', { reducedMotion: 'reduce' })
    officer = await pageOf(browser, 'gongkaiban', { reducedMotion: 'reduce' })
    head = await pageOf(browser, 'fenguan', { reducedMotion: 'reduce' })
    heard = complaints(collector)
    await call(collector, 'POST', '/api/annual-reports', { year })
    for (const unit of [city, finance, education, sports]) {
      const { items } = await call(collector, 'GET', `/api/annual-reports?year=${year}&name=${encodeURIComponent(unit)}`)
      ids.set(unit, items.find((line: { unit_name: string }) => line.unit_name === unit).id)
    }
  })
  test.afterAll(async () => {
    for (const page of [collector, officer, head]) await page?.context().close()
  })

  test('is compiled by two units, one of which hands in again and changes its own cells only (a)', async () => {
    await compiled(finance, 3)
    await compiled(education, 5)
    const before = await show(city)
    await act(collector, finance, 'return', { words: '行政处罚数请与执法平台核对' })
    expect((await show(finance)).stage).toBe('drafting')
    const penalty = named(await show(finance), 'a20_6.penalty', 'decisions')
    await act(officer, finance, 'values', { values: [{ cell: penalty.cell, value: 4, source: '执法监督平台，已核对' }] }, 'PUT')
    await act(officer, finance, 'submit')
    const after = await show(city)
    const changed = after.cells.filter((cell, i) => number(cell.value) !== number(before.cells[i]!.value))
    expect(changed.map((cell) => [cell.row, number(cell.value) - number(named(before, cell.row, cell.column).value)])).toEqual([['a20_6.penalty', 1]])
    await collector.goto(`/office/annual-reports/${ids.get(finance)}/history`)
    await expect(collector.getByText('行政处罚数请与执法平台核对')).toBeVisible()
    await expectStandsAtBothWidths(collector)
  })

  test('takes in a file by the same rules: a broken identity is refused with its place (b), a whole one counts (c)', async () => {
    await act(head, education, 'sign')
    const file = await fileOf(sports)
    const broken = structuredClone(file)
    broken.tables.t3.r7.natural += 2
    const { version } = await show(sports)
    const refused = await ask(collector, 'POST', `/api/annual-reports/${ids.get(sports)}/take-in`, { file: JSON.stringify(broken), version })
    expect(refused.status()).toBe(422)
    expect(await refused.text()).toContain('t3.r7.natural')
    expect((await show(sports)).stage).toBe('drafting')

    const before = await show(city)
    const text = JSON.stringify(file)
    const taken = await act(collector, sports, 'take-in', { file: text })
    expect(taken.stage).toBe('submitted')
    expect(taken.editions[0]!.digest, 'the receipt').toBe(createHash('sha256').update(text).digest('hex'))
    const after = await show(city)
    const drafted = (await show(sports)).cells
    for (const cell of after.cells.filter((one) => one.table !== 't2')) {
      const counted = number(named({ ...after, cells: drafted }, cell.row, cell.column).own)
      const more = at(file.tables, cell) - counted
      expect(number(cell.value), cell.row).toBe(number(named(before, cell.row, cell.column).value) + more)
    }
    const child = after.children.find((one) => one.name === sports)!
    for (const [row, name] of Object.entries(shownOf)) expect(child[name], row).toBe(file.tables.t3[row].total)
    const again = await ask(collector, 'POST', `/api/annual-reports/${ids.get(sports)}/take-in`, { file: text, version: taken.version })
    expect(again.status(), 'counted once (f)').toBe(409)
  })

  test('equals the sum of its units, or names the difference', async () => {
    const expectSum = (report: Report, more: (cell: Cell) => number) => {
      for (const [row, name] of Object.entries(shownOf)) {
        const cell = named(report, row, 'total')
        const sum = report.children.reduce((all, child) => all + child[name], number(cell.own))
        expect(number(cell.value), row).toBe(sum + more(cell))
      }
    }
    const report = await show(city)
    expectSum(report, () => 0)
    const twice = new Set(['new', 'r1', 'r7'].flatMap((row) => ['natural', 'total'].map((column) => named(report, row, column).cell)))
    for (const cell of twice) await act(officer, city, 'adjustments', { cell, value: -1, reason: '一件申请由市、局两级分别登记' }, 'PUT')
    expectSum(await show(city), (cell) => (twice.has(cell.cell) ? -1 : 0))
    await collector.goto(`/office/annual-reports/${ids.get(city)}/children`)
    await expect(collector.getByText('一件申请由市、局两级分别登记').first()).toBeVisible()
    await expectStandsAtBothWidths(collector)
  })

  test('says when the same report came twice, before anybody takes it in (f)', async () => {
    const text = Buffer.from(textOf({ ...published('yantai_bigdata_2020'), unit: education }))
    const batch = await call(officer, 'POST', '/api/report-batches', { name: '区县重复报送' })
    for (const name of ['市级收到.txt', '县级收到.txt'])
      expect((await upload(officer, `/api/report-batches/${batch.id}/files`, name, 'text/plain', text)).status()).toBe(201)
    const { version } = await call(officer, 'GET', `/api/report-batches/${batch.id}`)
    await call(officer, 'POST', `/api/report-batches/${batch.id}/check`, { version })
    await expect.poll(async () => (await call(officer, 'GET', `/api/report-batches/${batch.id}`)).state, { timeout: 30_000 }).toBe('done')
    const csv = await (await ask(officer, 'GET', `/api/report-batches/${batch.id}/findings.csv`)).text()
    expect(csv.match(/"DUPLICATE"/g)).toHaveLength(1)
    const { items } = await call(officer, 'GET', `/api/report-batches/${batch.id}/files`)
    for (const line of items) {
      const file = await call(officer, 'GET', `/api/report-files/${line.id}`)
      expect(file.faults.length, 'the education bureau has handed in already').toBeGreaterThan(0)
    }
    expect(heard).toEqual([])
  })
})
