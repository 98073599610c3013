// Every page of the office at both widths: its heading, no axe finding, no sideways scrolling, no complaint of the browser.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectAccessible, expectFits, widths } from '../support/checks'
import { pageOf } from '../support/people'

interface OfficePage {
  path: string
  heading: string | RegExp
}

const pages: Record<string, OfficePage[]> = {
  bianji: [
    { path: '', heading: '我的待办' },
    { path: 'documents', heading: '文稿' },
    { path: 'documents?state=released', heading: '文稿' },
    { path: 'documents?q=没有这样的文稿', heading: '文稿' },
    { path: 'documents/new', heading: '起草文稿' },
    { path: 'units', heading: '机构' },
    { path: 'settings', heading: '个人设置' },
    { path: 'nowhere', heading: '没有这个页面' },
  ],
  fabu: [
    { path: '', heading: '我的待办' },
    { path: 'review', heading: '待我审校' },
    { path: 'review/delegations', heading: '审校委托' },
    { path: 'review/exceptions', heading: '特批与紧急发布' },
  ],
  lingdao: [
    { path: 'review/rechecks?all=1', heading: '发后再审' },
    { path: 'review/demands', heading: '审校要求' },
  ],
  gongkaiban: [{ path: 'contributions', heading: '信息报送' }],
  xitong: [
    { path: 'people', heading: '人员' },
    { path: 'people/new', heading: '新增人员' },
    { path: 'units', heading: '机构' },
    { path: 'sites', heading: '站点' },
    { path: 'jobs', heading: '后台任务' },
    { path: 'calendar?year=2026', heading: '工作日历' },
    { path: 'system', heading: '系统状态' },
  ],
  anquan: [
    { path: 'roles', heading: '角色与授权' },
    { path: 'sessions', heading: '登录会话' },
    { path: 'people', heading: '人员' },
  ],
  shenji: [{ path: 'audit', heading: '审计记录' }],
}

async function stand(page: Page): Promise<void> {
  await expect(page.getByText('正在读取…')).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
}

for (const [login, list] of Object.entries(pages))
  for (const width of widths)
    test.describe(`${login} at ${width} px`, () => {
      let page: Page
      test.beforeAll(async ({ browser }) => {
        page = await pageOf(browser, login, { viewport: { width, height: 900 } })
      })
      test.afterAll(async () => page?.context().close())

      for (const { path, heading } of list)
        test(`/office/${path}`, async () => {
          const heard = complaints(page)
          await page.goto(`/office/${path}`)
          await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
          await stand(page)
          expect(heard).toEqual([])
        })
    })

for (const width of widths)
  test.describe(`pages that are reached by a link at ${width} px`, () => {
    test('a document and its desk', async ({ browser }) => {
      const page = await pageOf(browser, 'bianji', { viewport: { width, height: 900 } })
      await page.goto('/office/documents?state=released')
      await page.getByRole('table', { name: '文稿' }).getByRole('link').first().click()
      await expect(page.getByRole('heading', { name: '办理过程' })).toBeVisible()
      await expect(page.locator('.article')).toBeVisible()
      await stand(page)
      await page.getByRole('button', { name: '编辑' }).click()
      await expect(page.getByRole('textbox', { name: '正文' })).toBeVisible()
      await stand(page)
      await page.context().close()
    })

    test('a person', async ({ browser }) => {
      const page = await pageOf(browser, 'anquan', { viewport: { width, height: 900 } })
      await page.goto('/office/people?q=bianji')
      await page.getByRole('table', { name: '人员' }).getByRole('link', { name: '王晓雯' }).click()
      await expect(page.getByRole('heading', { level: 1, name: '王晓雯' })).toBeVisible()
      await stand(page)
      await page.getByRole('button', { name: '调整角色' }).click()
      await expect(page.getByRole('button', { name: '保存角色' })).toBeVisible()
      await stand(page)
      await page.context().close()
    })
  })

test('the explained count of working days', async ({ browser }) => {
  const page = await pageOf(browser, 'xitong')
  await page.goto('/office/calendar')
  await page.getByRole('combobox', { name: '从哪一天起' }).fill('2026-02-10')
  await page.keyboard.press('Enter')
  await page.getByLabel('第几个工作日').fill('20')
  await page.getByRole('button', { name: '推算' }).click()
  await expect(page.getByText('从 2026-02-10 起第 20 个工作日是 2026-03-16')).toBeVisible()
  await expect(page.getByRole('table', { name: '逐日说明' }).getByText(/春节/).first()).toBeVisible()
  await page.context().close()
})
