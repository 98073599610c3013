// Every page of the office at both widths: its heading, no axe finding, no sideways scrolling, no complaint of the browser.
import { expect, test, type Page } from '@playwright/test'
import { complaints, expectStandsAtBothWidths } from '../support/checks'
import { pageOf } from '../support/people'
import { call, upload } from '../support/requests'

/** path and heading */
type OfficePage = [path: string, heading: string | RegExp]

const pages: Record<string, OfficePage[]> = {
  bianji: [
    ['', '我的待办'],
    ['documents', '文稿'],
    ['documents?state=released', '文稿'],
    ['documents?q=没有这样的文稿', '文稿'],
    ['documents/new', '起草文稿'],
    ['units', '机构'],
    ['settings', '个人设置'],
    ['nowhere', '没有这个页面'],
  ],
  fabu: [
    ['', '我的待办'],
    ['review', '待我审校'],
    ['review/delegations', '审校委托'],
    ['review/exceptions', '特批与紧急发布'],
    ['policies', '政策与解读'],
    ['policies/cases', '优秀解读案例'],
  ],
  lingdao: [
    ['review/rechecks?all=1', '发后再审'],
    ['review/demands', '审校要求'],
  ],
  gongkaiban: [
    ['contributions', '信息报送'],
    ['policies/ledger', '规范性文件台账'],
    ['policies/evaluations', '评估与清理'],
    ['gazette', '政府公报'],
    ['gazette/corrections', '识别更正表'],
    ['catalogues', '公开目录'],
    ['coverage', '公开覆盖'],
    ['timeliness', '公开时限'],
    ['budgets', '预决算公开'],
    ['campaigns', '历史公文认定'],
    ['disclosure-reviews', '公开属性复核'],
    ['imports', '导入历史信息'],
    ['error-reports', '网站找错'],
    ['remarks', '读者评价'],
    ['readings', '阅读统计'],
    ['site-reports', '网站工作年度报表'],
    ['site-reports?year=2018', '网站工作年度报表'],
  ],
  pingtai: [
    ['document-types', '文件类型'],
    ['document-types/new', '新增文件类型'],
    ['check-lists', '检查词表'],
    ['columns', '栏目'],
    ['topics', '专题'],
    ['notice-bars', '飘窗'],
    ['pool', '共享池'],
    ['search-words', '检索词'],
    ['best-bets', '推荐结果'],
    ['search-questions', '公众在找什么'],
  ],
  xitong: [
    ['people', '人员'],
    ['people/new', '新增人员'],
    ['units', '机构'],
    ['sites', '站点'],
    ['jobs', '后台任务'],
    ['calendar?year=2026', '工作日历'],
    ['system', '系统状态'],
  ],
  anquan: [
    ['roles', '角色与授权'],
    ['sessions', '登录会话'],
    ['people', '人员'],
  ],
  shenji: [['audit', '审计记录']],
}

// Pages behind a link: who goes where, and the pattern of the first link there that leads on.
const behind: Record<string, [login: string, from: string, link: RegExp]> = {
  '/documents/:id': ['bianji', 'documents?state=released', /^\/office\/documents\/[0-9a-z]{13}$/],
  '/policies/:id': ['fabu', 'policies', /^\/office\/policies\/[0-9a-z]{13}$/],
  '/document-types/:id': ['pingtai', 'document-types', /^\/office\/document-types\/(?!new)\w+$/],
  '/gazette/:id': ['gongkaiban', 'gazette', /^\/office\/gazette\/[0-9a-z]{13}$/],
  '/site-reports/:site/:year': ['gongkaiban', 'site-reports?year=2025', /^\/office\/site-reports\/[0-9a-z]{13}\/2025$/],
  '/campaigns/:id': ['gongkaiban', 'campaigns', /^\/office\/campaigns\/[0-9a-z]{13}$/],
  '/imports/:id': ['gongkaiban', 'imports', /^\/office\/imports\/[0-9a-z]{13}$/],
  '/check-lists/:id': ['pingtai', 'check-lists', /^\/office\/check-lists\/\w+$/],
  '/catalogues/:id': ['gongkaiban', 'catalogues', /^\/office\/catalogues\/\w+$/],
  '/people/:id': ['xitong', 'people?q=bianji', /^\/office\/people\/[0-9a-z]{13}$/],
}

async function stand(page: Page): Promise<void> {
  await expect(page.getByText('正在读取…')).toHaveCount(0)
  await expectStandsAtBothWidths(page)
}

for (const [login, list] of Object.entries(pages))
  test.describe(login, () => {
    let page: Page
    test.beforeAll(async ({ browser }) => {
      page = await pageOf(browser, login)
    })
    test.afterAll(async () => page?.context().close())

    for (const [path, heading] of list)
      test(`/office/${path}`, async () => {
        const heard = complaints(page)
        await page.goto(`/office/${path}`)
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
        await stand(page)
        expect(heard).toEqual([])
      })
  })

// One of each thing whose page is looked at; a worker that begins anew makes others.
test.beforeAll(async ({ browser }) => {
  const turn = Date.now() % 1_000_000
  const officer = await pageOf(browser, 'gongkaiban')
  const { items: sites } = await call(officer, 'GET', '/api/sites')
  const site = sites.find((each: { slug: string }) => each.slug === '').id
  const issue = { site, kind: 'built', year: 2031, number: 1 + (turn % 300), published_on: '2031-01-15' }
  await call(officer, 'POST', '/api/gazette/issues', issue)
  await call(officer, 'POST', '/api/catalogues', { kind: 'basic', name: `云海市主动公开标准目录（${turn}）` })
  await call(officer, 'POST', '/api/campaigns', { name: '2031年历史公文认定', due_on: '2031-12-31' })
  const table = Buffer.from('标题,正文,发布日期\n关于渔港疏浚的通知,渔港将于四月疏浚。,2020-03-01\n')
  expect((await upload(officer, '/api/imports?name=旧网站', '旧网站.csv', 'text/csv', table)).ok()).toBeTruthy()
  await officer.context().close()
  const keeper = await pageOf(browser, 'pingtai')
  await call(keeper, 'POST', '/api/check-lists', { name: `渔业用语（${turn}）`, kind: 'terms' })
  await keeper.context().close()
})

for (const [route, [login, from, link]] of Object.entries(behind))
  test(`${route} behind /office/${from}`, async ({ browser }) => {
    const page = await pageOf(browser, login)
    const heard = complaints(page)
    await page.goto(`/office/${from}`)
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
    await expect(page.getByText('正在读取…')).toHaveCount(0)
    const links = await page.getByRole('main').getByRole('link').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
    const target = links.find((each) => link.test(each))
    expect(target, `${from} leads nowhere like ${link}: ${links.slice(0, 20).join(' ')}`).toBeTruthy()
    await page.goto(target!)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: '没有这个页面' })).toHaveCount(0)
    await stand(page)
    expect(heard).toEqual([])
    await page.context().close()
  })

test('a scanned page of the gazette beside its recognised text', async ({ browser }) => {
  const page = await pageOf(browser, 'gongkaiban')
  const { items } = await call(page, 'GET', '/api/gazette/issues')
  const scanned = items.find((issue: { kind: string }) => issue.kind === 'scanned')
  const heard = complaints(page)
  for (const number of [1, 2]) {
    await page.goto(`/office/gazette/${scanned.id}/${number}`)
    await expect(page.getByRole('heading', { level: 1, name: `${scanned.name} 第 ${number} 页` })).toBeVisible()
    await expect(page.getByRole('main').getByRole('img')).toBeVisible()
    await stand(page)
  }
  expect(heard).toEqual([])
  await page.context().close()
})

test('a document, its editor, its editions and its secrecy form', async ({ browser }) => {
  const page = await pageOf(browser, 'bianji')
  await page.goto('/office/documents?state=released')
  await page.getByRole('table', { name: '文稿' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: '办理过程' })).toBeVisible()
  await expect(page.locator('.article')).toBeVisible()
  const address = page.url()
  await page.getByRole('button', { name: '编辑' }).click()
  await expect(page.getByRole('textbox', { name: '正文' })).toBeVisible()
  await stand(page)
  for (const below of ['editions', 'secrecy']) {
    await page.goto(`${address}/${below}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await stand(page)
  }
  await page.context().close()
})

test('the roles of a person', async ({ browser }) => {
  const page = await pageOf(browser, 'anquan')
  await page.goto('/office/people?q=bianji')
  await page.getByRole('table', { name: '人员' }).getByRole('link', { name: '王晓雯' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '王晓雯' })).toBeVisible()
  await page.getByRole('button', { name: '调整角色' }).click()
  await expect(page.getByRole('button', { name: '保存角色' })).toBeVisible()
  await stand(page)
  await page.context().close()
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
