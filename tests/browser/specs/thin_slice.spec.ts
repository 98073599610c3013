// The whole way of a notice, as three people: written, released, found and read, withdrawn and gone, and in the audit trail.
import { expect, test, type Page } from '@playwright/test'
import { pageOf } from '../support/people'
import { passReviews } from '../support/reviews'
import { pdf } from '../support/pdf'

const title = '云海市人民政府办公室关于开展灯塔观测设施年度检修的通知'
const reason = '检修安排有调整，另行通知。'

test.describe.serial('a notice', () => {
  let editor: Page
  let releaser: Page
  let reader: Page
  let id = ''
  let attachment = ''

  test.beforeAll(async ({ browser }) => {
    editor = await pageOf(browser, 'bianji')
    releaser = await pageOf(browser, 'fabu')
    reader = await browser.newPage()
  })

  test.afterAll(async () => {
    for (const page of [editor, releaser, reader]) await page?.context().close()
  })

  async function choose(label: string, typed: string, option: string | RegExp): Promise<void> {
    await editor.getByRole('combobox', { name: label }).fill(typed)
    await editor.getByRole('option', { name: option }).first().click()
  }

  test('is begun by the editor', async () => {
    await editor.goto('/office/')
    await editor.getByRole('button', { name: '起草文稿' }).click()
    await editor.getByRole('radio', { name: /^通知公告/ }).check({ force: true })
    await choose('栏目', '公示公告', /公示公告$/)
    await editor.getByLabel('标题').fill(title)
    await editor.getByRole('button', { name: '开始起草' }).click()
    await expect(editor.getByRole('heading', { level: 1 })).toContainText(title)
    id = /documents\/([^/]+)\/edit/.exec(editor.url())?.[1] ?? ''
    expect(id).toHaveLength(13)
  })

  test('cannot be submitted while something is missing, and says what', async () => {
    await editor.getByRole('button', { name: '提交发布' }).click()
    const summary = editor.getByRole('alert')
    await expect(summary).toBeFocused()
    await expect(summary.getByRole('listitem').first()).toBeVisible()
    await expect(editor.getByLabel('发文机关')).toHaveAccessibleDescription(/发文机关/)
  })

  test('gets its fields, its text and an attachment', async () => {
    await editor.getByLabel('发文机关').fill('云海市人民政府办公室')
    await editor.getByRole('combobox', { name: '成文日期' }).fill('2026-02-10')
    await editor.keyboard.press('Enter')
    await editor.getByRole('combobox', { name: '主题分类' }).click()
    await editor.getByRole('option').first().click()
    await editor.getByRole('combobox', { name: '公开属性' }).click()
    await editor.getByRole('option', { name: '主动公开' }).click()
    await editor.getByRole('textbox', { name: '正文' }).click()
    await editor.keyboard.type('各区人民政府：灯塔观测设施将于近期检修，期间暂停观测。')
    await editor.locator('input[type=file]').setInputFiles({ name: '检修安排.pdf', mimeType: 'application/pdf', buffer: pdf() })
    await expect(editor.getByRole('button', { name: '移除附件：检修安排.pdf' })).toBeVisible()
  })

  test('saves itself', async () => {
    await editor.getByLabel('摘要').fill('检修期间暂停观测。')
    await expect(editor.getByText(/^已保存（/)).toBeVisible()
    await editor.reload()
    await expect(editor.getByLabel('摘要')).toHaveValue('检修期间暂停观测。')
  })

  test('is submitted, and its writer may not release it', async () => {
    await editor.getByRole('button', { name: '提交发布' }).click()
    await expect(editor.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(editor.getByText('待发布', { exact: true })).toBeVisible()
    await expect(editor.getByRole('button', { name: '发布', exact: true })).toHaveCount(0)
    expect((await reader.goto(`/d/${id}`))?.status()).toBe(404)
  })

  test('waits in the inbox of a proofreader, who signs', async ({ browser }) => {
    const proofreader = await pageOf(browser, 'gongkaiban')
    await proofreader.goto('/office/review')
    await proofreader.getByRole('link', { name: title }).click()
    await proofreader.getByRole('button', { name: '签署一校' }).click()
    const dialog = proofreader.getByRole('dialog')
    await dialog.getByRole('button', { name: '签署' }).click()
    await expect(proofreader.getByText('已签署', { exact: true })).toBeVisible()
    await proofreader.context().close()
  })

  test('is not released before all have signed', async ({ browser }) => {
    await releaser.goto(`/office/documents/${id}`)
    await expect(releaser.getByRole('button', { name: '发布', exact: true })).toBeDisabled()
    await expect(releaser.getByText(/^缺少一审签署/)).toBeVisible()
    await passReviews(browser, id)
  })

  test('waits on the start page of the releaser, who releases it', async () => {
    await releaser.goto('/office/')
    await releaser.getByRole('region', { name: '等待发布的文稿' }).getByRole('link', { name: title }).click()
    await releaser.getByRole('button', { name: '发布', exact: true }).click()
    await expect(releaser.getByText('已发布，网站和检索中立即可见。')).toBeVisible()
    await expect(releaser.getByText('已发布', { exact: true })).toBeVisible()
  })

  test('is found by a reader at once, and read', async () => {
    await reader.goto(`/search?q=${encodeURIComponent('灯塔观测设施')}`)
    await reader.getByRole('main').getByRole('link', { name: title }).first().click()
    await expect(reader.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(reader.getByText('期间暂停观测')).toBeVisible()
    const link = reader.getByRole('main').getByRole('link', { name: /检修安排/ }).first()
    attachment = (await link.getAttribute('href')) ?? ''
    const file = await reader.request.get(attachment)
    expect(file.status()).toBe(200)
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('is withdrawn with a public reason', async () => {
    await releaser.getByRole('button', { name: '撤回' }).click()
    const dialog = releaser.getByRole('dialog')
    await dialog.getByRole('button', { name: '撤回' }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await dialog.getByLabel('向公众说明的理由').fill(reason)
    await dialog.getByRole('button', { name: '撤回' }).click()
    await expect(releaser.getByText('已撤回，网站和检索中不再显示。')).toBeVisible()
  })

  test('is gone everywhere, and its address says why', async () => {
    expect((await reader.goto(`/d/${id}`))?.status()).toBe(410)
    await expect(reader.getByText(reason)).toBeVisible()
    expect([404, 410]).toContain((await reader.request.get(attachment)).status())
    await reader.goto(`/search?q=${encodeURIComponent('灯塔观测设施')}`)
    await expect(reader.getByRole('main').getByRole('link', { name: title })).toHaveCount(0)
    await reader.goto('/c/announcements')
    await expect(reader.getByRole('link', { name: title })).toHaveCount(0)
  })

  test('left every step in the audit trail', async ({ browser }) => {
    const auditor = await pageOf(browser, 'shenji')
    await auditor.goto(`/office/audit?subject_kind=document&subject=${id}`)
    const trail = auditor.getByRole('table', { name: '审计记录' })
    for (const act of ['起草文稿', '添加附件', '提交文稿', '发布文稿', '撤回文稿'])
      await expect(trail.getByRole('cell', { name: act, exact: true }).first()).toBeVisible()
    await auditor.context().close()
  })
})
