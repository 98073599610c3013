// Journey 2: a citizen applies for information and follows the request, without an account.
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { complaints, expectAccessible, expectFits, expectStandsAtBothWidths } from '../support/checks'
import { pageOf } from '../support/people'
import { ask, call } from '../support/requests'

// Nobody: the number is made up, with a right check digit.
const person = { name: '柳七七', number: '11010519491231002X', phone: '13900007777', email: 'liu77@example.org', address: '云海市观潮路99号' }
const personal = [person.name, person.number, person.phone, person.email, person.address]

/** No two tests ask for the same: an applicant's open request is not taken a second time. */
function wanted(): string {
  return `观潮路排水改造工程第${Date.now() % 1_000_000_000}号合同的验收报告和决算`
}

async function fillIn(page: Page, description: string): Promise<void> {
  await page.goto('/requests')
  await page.getByRole('link', { name: /开始申请|继续填写申请/ }).click()
  await page.getByLabel('谁负责？').fill('教育')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('button', { name: '选择云海市教育局' }).click()
  await page.getByLabel('自然人').check()
  await page.getByLabel('姓名').fill(person.name)
  await page.getByLabel('证件名称').selectOption({ label: '居民身份证' })
  await page.getByLabel('证件号码').fill(person.number)
  await page.getByLabel('联系电话').fill(person.phone)
  await page.getByLabel('电子邮箱').fill(person.email)
  await page.getByLabel('通信地址').fill(person.address)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('所需信息的名称').fill(description)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('电子文件').check()
  await page.getByLabel('电子邮件').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '请核对后提交' })).toBeVisible()
}

interface Receipt {
  number: string
  code: string
}

async function shown(page: Page, name: string): Promise<string> {
  return (await page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd').innerText()).trim()
}

async function handIn(page: Page, description = wanted()): Promise<Receipt> {
  await fillIn(page, description)
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '申请已经提交' })).toBeVisible()
  return { number: await shown(page, '申请编号'), code: await shown(page, '查询码') }
}

async function lookUp(page: Page, number: string, proof: string): Promise<void> {
  await page.goto('/requests/track')
  await page.getByLabel('申请编号').fill(number)
  await page.getByLabel('查询码或者登记的电话').fill(proof)
  await page.getByRole('main').getByRole('button', { name: '查询' }).click()
}

async function deskOf(officer: Page, number: string): Promise<any> {
  const { items } = await call(officer, 'GET', `/api/requests?number=${number}`)
  expect(items, number).toHaveLength(1)
  return call(officer, 'GET', `/api/requests/${items[0].id}`)
}

/** Of all that nobody has confirmed yet. */
async function casesThatSay(officer: Page, description: string): Promise<string[]> {
  const found: string[] = []
  for (let after = ''; ; ) {
    const { items, next } = await call(officer, 'GET', `/api/requests?stage=unconfirmed&after=${after}`)
    for (const { id } of items) if ((await call(officer, 'GET', `/api/requests/${id}`)).description === description) found.push(id)
    if (!next) return found
    after = next
  }
}

test('what is public already is shown while somebody writes', async ({ page }) => {
  await page.goto('/requests/wanted')
  await page.getByLabel('所需信息的名称').fill('义务教育学校招生片区划分')
  await expect(page.getByRole('heading', { name: '这些信息已经公开，不用申请' })).toBeVisible()
  expect(page.url()).not.toContain('%')
})

test('two submits within a second are one case (a)', async ({ page }) => {
  const description = wanted()
  await fillIn(page, description)
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  const send = () => page.request.post('/requests/check', { form: { csrf }, maxRedirects: 0 })
  const [first, second] = await Promise.all([send(), send()])
  expect([first.status(), second.status()]).toEqual([303, 303])
  await page.goto('/requests/received')
  const number = await shown(page, '申请编号')
  const officer = await pageOf(page.context().browser()!, 'gongkaiban')
  expect((await deskOf(officer, number)).description).toBe(description)
  expect(await casesThatSay(officer, description)).toHaveLength(1)
})

test('the receipt says when the answer is due and lists every day (b)', async ({ page }) => {
  await handIn(page)
  const rows = page.locator('.count tbody tr')
  const counted = (await rows.allInnerTexts()).filter((each) => /第\d+日/.test(each))
  expect(counted).toHaveLength(20)
  const last = /(\d{4})-(\d\d)-(\d\d)/.exec(counted.at(-1)!)!
  expect(await shown(page, '答复期限')).toContain(`${last[1]}年${Number(last[2])}月${Number(last[3])}日`)
})

test('a wrong telephone reveals nothing and is slowed (c)', async ({ page, context }) => {
  const { number } = await handIn(page)
  await context.clearCookies()
  const said: string[] = []
  for (let attempt = 0; attempt < 6; attempt++) {
    await lookUp(page, number, '13900000000')
    said.push(await page.getByRole('main').innerText())
  }
  for (const words of said) for (const secret of personal) expect(words).not.toContain(secret)
  // Which tries are told to wait depends on how long each took; the later ones are.
  expect(said.slice(2).some((words) => /请在 ?\d+ ?秒后重试/.test(words))).toBe(true)
  await lookUp(page, '20010101-AAAAAA', '13900000000')
  expect(await page.getByRole('main').locator('.err').innerText()).toBe(await errorOf(said[0]!, page))
})

/** The message of the first answer: the same words for a number that exists and for one that does not. */
async function errorOf(main: string, page: Page): Promise<string> {
  const message = await page.getByRole('main').locator('.err').innerText()
  expect(main).toContain(message.replace('错误：', '').trim())
  return message
}

test('tracking opens with number and code, or number and telephone', async ({ page, context }) => {
  const { number, code } = await handIn(page)
  for (const proof of [code, code.toLowerCase(), person.phone]) {
    await context.clearCookies()
    await lookUp(page, number, proof)
    await expect(page.getByRole('heading', { level: 1, name: '政府信息公开申请的办理进度' })).toBeVisible()
    expect(page.url()).not.toContain(number)
  }
})

test('what the applicant gave stands nowhere in public (d)', async ({ page, context }) => {
  const { number, code } = await handIn(page)
  const addresses: string[] = []
  page.on('request', (each) => addresses.push(each.url()))
  await lookUp(page, number, code)
  await page.goto('/requests/case')
  await context.clearCookies()
  for (const address of addresses) for (const secret of [...personal, code]) expect(decodeURIComponent(address)).not.toContain(secret)
  for (const path of await publicAddresses(page.request)) {
    const answer = await page.request.get(path)
    const text = await answer.text()
    for (const secret of [...personal, '观潮路排水改造', code]) expect(text, path).not.toContain(secret)
  }
  for (const secret of ['观潮路排水改造', person.name]) {
    const { hits } = await (await page.request.get(`/api/search?q=${encodeURIComponent(secret)}`)).json()
    for (const hit of hits) expect(JSON.stringify(hit)).not.toContain(secret)
  }
})

async function publicAddresses(request: APIRequestContext): Promise<string[]> {
  const map = await (await request.get('/sitemap.xml')).text()
  const listed = [...map.matchAll(/<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g)].map((each) => each[1]!.replaceAll('&amp;', '&'))
  const fixed = ['/', '/requests', '/requests/track', '/requests/case', '/requests/received', '/feed/all.xml', '/open', '/map', '/disclosure']
  return [...new Set([...fixed, ...listed.slice(0, 120)])]
}

test('every page of the form stands on a telephone and a desk (e)', async ({ page }) => {
  const errors = complaints(page)
  for (const path of ['/requests', '/requests/office?who=%E6%95%99%E8%82%B2', '/requests/applicant', '/requests/wanted', '/requests/supply', '/requests/track']) {
    await page.goto(path)
    await expectStandsAtBothWidths(page)
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await handIn(page)
  await expectStandsAtBothWidths(page)
  await page.goto('/requests/case')
  await expectStandsAtBothWidths(page)
  for (const act of ['withdraw', 'deliver', 'complain']) {
    await page.goto(`/requests/case/${act}`)
    await expectStandsAtBothWidths(page)
  }
  expect(errors).toEqual([])
})

test('a form with faults names them, leads to them and keeps the rest', async ({ page }) => {
  await page.goto('/requests/applicant')
  await page.getByLabel('自然人').check()
  await page.getByLabel('姓名').fill(person.name)
  await page.getByLabel('证件名称').selectOption({ label: '居民身份证' })
  await page.getByLabel('证件号码').fill('110105194912310021')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page).toHaveTitle(/^错误：/)
  await page.getByRole('alert').getByRole('link').first().click()
  await expect(page.getByLabel('证件号码')).toBeFocused()
  await expect(page.getByLabel('姓名')).toHaveValue(person.name)
  await expectAccessible(page)
})

test('the form works without scripts', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto('/requests/wanted')
  await page.getByLabel('所需信息的名称').fill('义务教育学校招生片区划分')
  await page.getByRole('button', { name: '看看是否已经公开' }).click()
  await expect(page.getByRole('heading', { name: '这些信息已经公开，不用申请' })).toBeVisible()
  await expect(page.getByLabel('所需信息的名称')).toHaveValue('义务教育学校招生片区划分')
  await handIn(page)
})

test('elder mode and high contrast hold on the pages of a request', async ({ page }) => {
  await page.goto('/mode?mode=elder&back=/requests')
  await page.goto('/requests/applicant')
  await expectFits(page)
  await expectAccessible(page)
  await page.goto('/mode?contrast=high&back=/requests')
  await page.goto('/requests/track')
  await expectFits(page)
  await expectAccessible(page)
})

test('an oral application at the counter makes the same record (f)', async ({ page, browser }) => {
  const { number } = await handIn(page)
  const officer = await pageOf(browser, 'gongkaiban')
  const online = await deskOf(officer, number)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const answer = await ask(officer, 'POST', '/api/requests', {
    kind: 'request', unit: online.unit.id, channel: 'oral', arrived_on: today,
    applicant: { kind: 'natural', name: '柳八八', document_type: 'resident_id', document_number: person.number, phone: '13900008888', address: person.address },
    description: wanted(), form: 'paper', delivery: 'pick_up',
  })
  const text = await answer.text()
  expect(answer.ok(), text).toBeTruthy()
  const oral = await call(officer, 'GET', `/api/requests/${JSON.parse(text).id}`)
  expect(Object.keys(oral).sort()).toEqual(Object.keys(online).sort())
  expect(oral.kind).toBe(online.kind)
})

test('the receipt prints on one page, and its file is one (g)', async ({ page }) => {
  await handIn(page)
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1)
  const file = await page.request.get('/requests/receipt.pdf')
  expect(file.headers()['cache-control']).toBe('no-store')
  expect(pagesOf(await file.body())).toBe(1)
})

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page[^s]/g)].length
}

test('the applicant changes the delivery, withdraws and rates', async ({ page }) => {
  await handIn(page)
  await page.goto('/requests/case/deliver')
  await page.getByLabel('纸质').check()
  await page.getByLabel('自行领取').check()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已经改变获取方式。')).toBeVisible()
  await page.getByRole('link', { name: '撤回申请' }).click()
  await page.getByLabel('撤回的原因').fill('已经找到')
  await page.getByRole('button', { name: '确认撤回' }).click()
  await expect(page.getByText('申请已经撤回。')).toBeVisible()
  await page.getByRole('link', { name: '评价办理情况' }).click()
  await page.getByLabel('非常满意', { exact: true }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('谢谢您的评价。')).toBeVisible()
})

test('the page of a case shows the same count as the office', async ({ page, browser }) => {
  const { number } = await handIn(page)
  const officer = await pageOf(browser, 'gongkaiban')
  const before = await deskOf(officer, number)
  await call(officer, 'POST', `/api/requests/${before.id}/confirm`, { version: before.version })
  const desk = await deskOf(officer, number)
  await page.goto('/requests/case')
  await page.locator('summary', { hasText: '逐日计算' }).click()
  const due = /(\d{4})-(\d\d)-(\d\d)/.exec(desk.clock.reading.reply_due)!
  expect(await shown(page, '答复期限')).toContain(`${due[1]}年${Number(due[2])}月${Number(due[3])}日`)
  const days = (await page.locator('.count tbody th').allInnerTexts()).map((each) => each.trim())
  expect(days).toEqual(desk.clock.reading.explanation.map((each: { day: string }) => each.day))
})

test('leaving closes the case on a shared computer', async ({ page }) => {
  await handIn(page)
  await page.goto('/requests/case')
  await page.getByRole('button', { name: '退出查询' }).click()
  await page.goto('/requests/case')
  await expect(page.getByRole('heading', { level: 1, name: '查询办理进度' })).toBeVisible()
})
