// A published annual report as citizens read it; it is counted, filled in and signed through the API of the office.
import { expect, test, type Browser, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { pageOf } from '../support/people'
import { ask } from '../support/requests'

const unit = '云海市人民政府办公室'

interface Cell {
  cell: number
  origin: string
  kind: string
}

/** The act, in the version that stands. */
async function act(page: Page, report: string, what: string, body: object = {}, method = 'POST') {
  const { version } = await (await ask(page, 'GET', report)).json()
  const answer = await ask(page, method, `${report}/${what}`, { ...body, version })
  expect(answer.status(), await answer.text()).toBe(200)
  return answer.json()
}

async function published(browser: Browser): Promise<{ id: string; digest: string }> {
  const year = new Date(Date.now() + 8 * 3600_000).getUTCFullYear() - 1
  const [collector, officer, head] = await Promise.all(['jiandu', 'gongkaiban', 'lingdao'].map((who) => pageOf(browser, who)))
  expect((await ask(collector!, 'POST', '/api/annual-reports', { year })).status()).toBe(200)
  const board = await (await ask(collector!, 'GET', '/api/annual-reports')).json()
  const { id } = board.items.find((line: { unit_name: string }) => line.unit_name === unit)
  const report = `/api/annual-reports/${id}`
  const { cells } = (await (await ask(officer!, 'GET', report)).json()) as { cells: Cell[] }
  const values = cells
    .filter((cell) => cell.origin === 'entered')
    .map(({ cell, kind }) => ({ cell, value: kind === 'amount' ? '0' : 0, source: '执法监督平台' }))
  await act(officer!, report, 'values', { values }, 'PUT')
  await act(officer!, report, 'parts/5', { words: '更新不够及时，将按季度核对。' }, 'PUT')
  await act(officer!, report, 'submit')
  const signed = await act(head!, report, 'sign')
  await act(head!, report, 'publish')
  return { id, digest: signed.editions[0].digest }
}

test('a published report stands at both widths, adds up and is verified by its digest', async ({ browser, page }) => {
  const { id, digest } = await published(browser)
  const heard = complaints(page)
  await page.goto(`/annual-reports/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(unit)
  const cells = async (row: string) =>
    (await page.locator('#t3 tr', { has: page.getByRole('rowheader', { name: row }) }).getByRole('cell').allInnerTexts()).map(Number)
  const [received, carriedIn, closed, carriedOut] = await Promise.all(
    ['一、本年新收', '二、上年结转', '（七）总计', '四、结转下年度'].map(cells),
  )
  received!.forEach((count, column) => expect(count + carriedIn![column]!).toBe(closed![column]! + carriedOut![column]!))
  await expectStandsAtBothWidths(page)
  await page.goto('/annual-reports/verify')
  await page.getByLabel('摘要').fill(digest)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('status')).toContainText('摘要相符')
  expect(heard).toEqual([])
})
