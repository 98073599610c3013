// Journey 4: a policy with its interpretation, from the draft to the release and to the withdrawal.
import { expect, test, type Page } from '@playwright/test'
import { linksOf } from '../support/addresses'
import { expectAccessible, expectFits } from '../support/checks'
import { docxWithComment, docxWithImageMetadata, xlsxWithHiddenSheet } from '../support/hidden_files'
import { pageOf } from '../support/people'
import { pdf } from '../support/pdf'
import { ask, call, columnNamed, upload, versionOf } from '../support/requests'
import { passReviews } from '../support/reviews'

const title = '云海市灯塔观测场地使用管理办法'
const number = '云政办发〔2026〕97号'
const idNumber = '370602199001010017'
const sentences = [
  '为规范灯塔观测场地使用，保护沿岸观测设施，方便单位和个人开展科普活动，制定本办法。',
  '使用观测场地应当提前五个工作日向属地观测站提出申请，写明活动时间、人数和安全措施。',
  '观测站应当在两个工作日内答复，不同意的应当书面说明理由，并告知其他可以使用的时段。',
  '使用场地不收取费用，使用人应当保持场地清洁，不得移动或者遮挡观测仪器。',
]
const explained =
  '<p>哪些人可以申请？学校、社团和个人都能申请，不分本地外地，也不限定人数多少。</p>' +
  '<p>要花钱吗？一分钱也不用花。怎么办？打电话或者到站里填一张表，两天之内会告诉您结果。</p>'

interface Counts {
  ledger: number
  valid: number
  basket: number
}

test.describe.serial('a policy', () => {
  let editor: Page
  let releaser: Page
  let officer: Page
  let id = ''
  let interpretation = ''
  let issue = ''
  let before: Counts
  let gone: string[] = []

  test.beforeAll(async ({ browser }) => {
    editor = await pageOf(browser, 'bianji')
    releaser = await pageOf(browser, 'fabu')
    officer = await pageOf(browser, 'gongkaiban')
    const { items: sites } = await call(officer, 'GET', '/api/sites')
    const site = sites.find((each: { slug: string }) => each.slug === '').id
    const order = { site, kind: 'built', year: 2032, number: 1, published_on: '2032-01-15' }
    issue = (await call(officer, 'POST', '/api/gazette/issues', order)).id
    before = await counted()
  })
  test.afterAll(async () => {
    for (const page of [editor, releaser, officer]) await page?.context().close()
  })

  async function counted(): Promise<Counts> {
    const ledger = await call(officer, 'GET', '/api/policy-ledger')
    const year = new Date().getFullYear()
    const table = await call(officer, 'GET', `/api/policy-table-two?year=${year}`)
    const row = table.rows.find((each: { id: string }) => each.id === 'normative')
    const basket = await call(officer, 'GET', `/api/gazette/issues/${issue}/basket?from=2026-01-01&to=2099-12-31`)
    return { ledger: ledger.items.length, valid: row.valid, basket: basket.items.length }
  }

  async function submit(document: string): Promise<any> {
    return call(editor, 'POST', `/api/documents/${document}/submit`, { version: await versionOf(editor, document) })
  }

  test('is not saved for circulation without its attribute', async () => {
    const draft = {
      type: 'normative',
      column: await columnNamed(editor, '市政府办公室文件'),
      title,
      body: sentences.map((each) => `<p>${each}</p>`).join(''),
      fields: {
        issuer: '云海市人民政府办公室',
        document_number: number,
        formed_on: '2026-11-02',
        theme: '城乡建设、环境保护',
        genre: '办法',
        validity: 'in_force',
        contact_office: '政策法规科',
        contact_person: '政策咨询岗',
        contact: '0000-6000002',
      },
    }
    id = (await call(editor, 'POST', '/api/documents', draft)).id
    expect((await upload(editor, `/api/documents/${id}/attachments`, '场地清单.pdf', 'application/pdf', pdf())).ok()).toBeTruthy()
    await editor.goto(`/office/documents/${id}/edit`)
    await editor.getByRole('button', { name: '提交发布' }).click()
    await expect(editor.getByRole('alert')).toContainText('公开属性')
    await editor.getByRole('combobox', { name: '公开属性' }).click()
    await editor.getByRole('option', { name: '主动公开' }).click()
    await expect(editor.getByText(/^已保存（/)).toBeVisible()
  })

  test('comes back with the letter while its interpretation is missing (a)', async () => {
    expect((await submit(id)).edition.state).toBe('returned')
    await editor.goto(`/office/policies/${id}`)
    await expect(editor.getByRole('heading', { level: 2, name: '政策解读提醒函' })).toBeVisible()
    const letter = editor.getByRole('main').locator('a[href*="/api/policy-letters/"]').first()
    const printed = await editor.request.get((await letter.getAttribute('href'))!)
    expect(await printed.text()).toContain('政策解读提醒函')
    await expectAccessible(editor)
  })

  test('gets a plan, which is accepted, and the draft of its interpretation', async ({ browser }) => {
    const desk = await call(editor, 'GET', `/api/policies/${id}`)
    for (const element of desk.elements) await editor.getByLabel(element.label).fill('逐条说明。')
    await editor.getByRole('button', { name: '保存' }).click()
    await editor.getByRole('button', { name: '提交审定' }).click()
    await expect(editor.getByText('待审定', { exact: true })).toBeVisible()
    const reviewer = await pageOf(browser, 'shenhe')
    await call(reviewer, 'POST', `/api/policies/${id}/plan/decide`, { version: 2, accept: true })
    await reviewer.context().close()
    const begun = await call(editor, 'POST', `/api/policies/${id}/interpretations`, {
      type: 'interpretation',
      column: await columnNamed(editor, '政策解读'),
    })
    interpretation = begun.id
  })

  test('is warned when the interpretation copies it (e)', async () => {
    const path = `/api/documents/${interpretation}`
    const record = await call(editor, 'GET', path)
    const { column, title: heading, summary, fields, links } = { ...record.edition, ...record }
    const save = async (body: string) =>
      call(editor, 'PUT', path, {
        version: await versionOf(editor, interpretation),
        column: typeof column === 'object' ? column.id : column,
        title: heading || `《${title}》政策解读`,
        summary: summary ?? '',
        body,
        fields: { ...fields, source: '云海市人民政府办公室' },
        disclosure: 'proactive',
        links: links.map(({ kind, target, note }: { kind: string; target: any; note?: string }) => ({
          kind,
          target: typeof target === 'object' ? target.id : target,
          note: note ?? '',
        })),
      })
    const copied = async () => {
      const { items } = await call(editor, 'POST', `${path}/checks`)
      return items.filter((each: { kind: string; state: string }) => each.kind === 'copied' && each.state === 'open')
    }
    await save(sentences.map((each) => `<p>${each}</p>`).join(''))
    expect(await copied()).toHaveLength(1)
    await editor.goto(`/office/documents/${interpretation}`)
    await expect(editor.getByText('照抄原文')).toBeVisible()
    await save(explained)
    expect(await copied()).toHaveLength(0)
  })

  for (const [where, name, mimeType, file] of [
    ['comment', '批注.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docxWithComment(idNumber)],
    ['hidden', '底稿.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsxWithHiddenSheet(idNumber)],
    ['metadata', '配图.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docxWithImageMetadata(idNumber)],
  ] as const)
    test(`does not go on with an identity number in ${name} (c)`, async () => {
      const path = `/api/documents/${id}`
      const added = await upload(editor, `${path}/attachments`, name, mimeType, file)
      expect(added.ok(), await added.text()).toBeTruthy()
      await expect.poll(async () => (await call(editor, 'GET', `${path}/checks`)).waiting).toBe(0)
      const { items } = await call(editor, 'POST', `${path}/checks`)
      const found = items.filter((each: { kind: string; state: string }) => each.kind === 'id_number' && each.state === 'open')
      expect(found.map((each: { place: { part: string } }) => each.place.part)).toEqual([where])
      const refused = await ask(editor, 'POST', `${path}/submit`, { version: await versionOf(editor, id) })
      expect(refused.status()).toBe(409)
      const { attachments } = await added.json()
      const attached = attachments.find((each: { name: string }) => each.name === name).file
      const removed = await ask(editor, 'DELETE', `${path}/attachments/${attached}?version=${await versionOf(editor, id)}`)
      expect(removed.ok(), await removed.text()).toBeTruthy()
    })

  test('circulates, and nobody signs two of the three reviews (b)', async ({ browser }) => {
    expect((await submit(interpretation)).edition.state).toBe('in_review')
    expect((await submit(id)).edition.state).toBe('in_review')
    const path = `/api/documents/${id}/review`
    const first = await pageOf(browser, 'shenhe')
    const { round } = await call(first, 'GET', path)
    await call(officer, 'POST', `${path}/sign`, { round, step: 'proof_1' })
    await call(first, 'POST', `${path}/sign`, { round, step: 'review_1' })
    await call(officer, 'POST', `${path}/sign`, { round, step: 'proof_2' })
    expect((await ask(first, 'POST', `${path}/sign`, { round, step: 'review_2' })).status()).toBe(403)
    await first.goto(`/office/documents/${id}`)
    await expect(first.getByText(/^一审已由您.*签署，二审须由另一人办理$/)).toBeVisible()
    await first.context().close()
  })

  test('has its secrecy form signed item by item', async ({ browser }) => {
    const reviewer = await pageOf(browser, 'shenhe')
    await reviewer.goto(`/office/documents/${id}/secrecy`)
    const groups = reviewer.getByRole('radiogroup').filter({ has: reviewer.getByRole('radio', { name: '涉及', exact: true }) })
    await expect(groups.first()).toBeVisible()
    const items = await groups.count()
    expect(items).toBeGreaterThan(3)
    for (let item = 0; item < items; item++) await groups.nth(item).getByRole('radio', { name: '不涉及' }).check({ force: true })
    await reviewer.getByRole('button', { name: '签署各项意见' }).click()
    await expect(reviewer.getByText(`已签署 ${items} 项。`)).toBeVisible()
    await reviewer.getByRole('radio', { name: '可以公开' }).check({ force: true })
    await reviewer.getByRole('button', { name: '作出结论' }).click()
    await expect(reviewer.getByText('已作出结论，本表随文稿归档。')).toBeVisible()
    await reviewer.context().close()
    await passReviews(browser, id)
    await passReviews(browser, interpretation)
  })

  test('is released with its interpretation; ledger, table and basket grow by one (f)', async ({ page }) => {
    await releaser.goto(`/office/documents/${id}`)
    await releaser.getByRole('button', { name: '发布', exact: true }).click()
    await expect(releaser.getByText('已发布，网站和检索中立即可见。')).toBeVisible()
    const after = await counted()
    expect(after).toEqual({ ledger: before.ledger + 1, valid: before.valid + 1, basket: before.basket + 1 })
    await page.goto(`/d/${id}`)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    expect(await linksOf(page.request, `/d/${id}`)).toContain(`/d/${interpretation}`)
    expect(await linksOf(page.request, `/d/${interpretation}`)).toContain(`/d/${id}`)
    await expectFits(page)
    await expectAccessible(page)
  })

  test('is withdrawn, and no address tells it any more (d)', async ({ page }) => {
    test.setTimeout(120_000)
    const { request } = page
    const column = '/c/office-documents'
    const today = new Date().toISOString().slice(0, 10)
    const months = `/open/months/${new Date().toISOString().slice(0, 7)}.jsonl`
    const listing = [
      ...['/', column, '/policies', '/policies/ledger', '/interpretations', '/feed/all.xml', '/sitemap.xml', '/disclosure'],
      ...[`/search?q=${encodeURIComponent(title)}`, `/search?q=${encodeURIComponent(number)}`, `/open/documents?from=${today}`, months],
      ...[`/d/${interpretation}`, '/gazette'],
    ]
    // Pages, feeds, the site map and the open data name a document by its address or its number.
    const telling = async () => {
      const found: string[] = []
      for (const path of listing) if ((await (await request.get(path)).text()).includes(id)) found.push(path)
      return found
    }
    const own = [`/d/${id}`, `/d/${id}/print.pdf`, `/policies/${id}`, `/open/documents/${id}`]
    const linked = (await linksOf(request, `/d/${id}`)).filter((each) => each.split('?')[0]!.includes(id) || each.startsWith('/f/'))
    gone = [...new Set([...own, ...linked])]
    const alive: string[] = []
    for (const path of gone) if ((await request.get(path)).status() === 200) alive.push(path)
    expect(alive.filter((each) => each.startsWith('/f/')).length).toBeGreaterThan(0)
    const told = await telling()
    for (const path of [column, '/policies', '/policies/ledger', '/feed/all.xml', `/open/documents?from=${today}`, months]) expect(told).toContain(path)

    await releaser.goto(`/office/documents/${id}`)
    await releaser.getByRole('button', { name: '撤回' }).click()
    const dialog = releaser.getByRole('dialog')
    await dialog.getByLabel('向公众说明的理由').fill('场地调整，另行公布。')
    await dialog.getByRole('button', { name: '撤回' }).click()
    await expect(releaser.getByText('已撤回，网站和检索中不再显示。')).toBeVisible()

    for (const path of alive) expect([404, 410], path).toContain((await request.get(path)).status())
    await page.goto(`/d/${id}`)
    await expect(page.getByText('场地调整，另行公布。')).toBeVisible()
    const open = await (await request.get('/open/withdrawn')).json()
    expect(open.items.map((each: { id: string }) => each.id)).toContain(id)
    expect(await telling()).toEqual([])
    const after = await counted()
    expect(after.basket).toBe(before.basket)
    expect(after.valid).toBe(before.valid)
  })
})
