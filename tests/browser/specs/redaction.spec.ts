// An attachment is redacted with the keyboard alone: words chosen in the list beside the page, reasons given, the new file made.
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectStandsAtBothWidths } from '../support/checks'
import { pressOn, tabTo, typeInto } from '../support/keyboard'
import { pdf } from '../support/pdf'
import { pageOf } from '../support/people'
import { call, columnNamed, upload } from '../support/requests'

const letter = '申请人：王小明来访，电话13905351234。\n来访事项已经办结。\n王小明已签收。\n'

test.describe.serial('redacting', () => {
  let editor: Page
  let document = ''

  test.beforeAll(async ({ browser }) => {
    editor = await pageOf(browser, 'bianji')
    const draft = {
      type: 'news',
      column: await columnNamed(editor, '政务动态'),
      title: '来访事项办理情况',
      body: '<p>办理情况见附件。</p>',
      fields: { source: '市政府办公室' },
      disclosure: 'proactive',
    }
    document = (await call(editor, 'POST', '/api/documents', draft)).id
    const files = `/api/documents/${document}/attachments`
    expect((await upload(editor, files, '办理情况.txt', 'text/plain', Buffer.from(letter))).status()).toBe(201)
    expect((await upload(editor, files, 'annex.pdf', 'application/pdf', pdf())).status()).toBe(201)
  })
  test.afterAll(async () => {
    await editor?.context().close()
  })

  async function open(file: string): Promise<void> {
    await editor.setViewportSize({ width: 1360, height: 900 })
    await editor.goto(`/office/documents/${document}`)
    await pressOn(editor, editor.getByRole('button', { name: `遮盖：${file}` }))
    await expect(editor.getByRole('heading', { level: 1, name: `遮盖：${file}` })).toBeVisible({ timeout: 20_000 })
  }

  test('a text is marked word by word and by search, without a mouse', async () => {
    await open('办理情况.txt')
    const first = editor.getByRole('button', { name: /^整行：申请人/ })
    await tabTo(editor, first)
    await editor.keyboard.press('ArrowDown')
    await expect(editor.getByRole('button', { name: /^整行：来访事项/ })).toBeFocused()
    await editor.keyboard.press('Space')
    await expect(editor.getByRole('heading', { name: '标记（1）' })).toBeVisible()
    await editor.keyboard.press('Space')
    await expect(editor.getByRole('heading', { name: '标记（0）' })).toBeVisible()
    await pressOn(editor, editor.getByRole('button', { name: '查找个人信息' }))
    await pressOn(editor, editor.getByRole('button', { name: '采纳：手机号码 139****1234' }))
    await expect(editor.getByRole('heading', { name: '标记（1）' })).toBeVisible()
    await typeInto(editor, editor.getByLabel('遮盖这段文字的每一处'), '王小明')
    await editor.keyboard.press('Enter')
    await expect(editor.getByRole('heading', { name: '标记（3）' })).toBeVisible()
    await expectStandsAtBothWidths(editor)
  })

  test('a reason is changed and the file made, and its proof is shown', async () => {
    await editor.setViewportSize({ width: 1360, height: 900 })
    await tabTo(editor, editor.getByLabel('第 2 处遮盖的理由'))
    await editor.keyboard.press('End')
    await pressOn(editor, editor.getByRole('button', { name: '检查' }))
    await expect(editor.getByText('没有发现别处的相同文字')).toBeVisible()
    await pressOn(editor, editor.getByRole('button', { name: '生成遮盖版' }))
    const result = editor.getByRole('link', { name: '办理情况（遮盖版）.txt' })
    await expect(result).toBeVisible()
    const bytes = await (await editor.request.get((await result.getAttribute('href'))!)).text()
    expect(bytes).not.toContain('王小明')
    expect(bytes).not.toContain('13905351234')
    expect(bytes).toContain('■■■■■■〔第十六条第二款〕')
    await expectStandsAtBothWidths(editor)
  })

  test('a place of a PDF is framed and words are marked without a mouse', async () => {
    await open('annex.pdf')
    const picture = editor.getByRole('img', { name: /第 1 页影像/ })
    const ready = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0 && image.width > 400
    await expect.poll(() => picture.evaluate(ready), { timeout: 30_000 }).toBe(true)
    const starter = editor.getByRole('button', { name: '用键盘框选' })
    const frame = editor.getByRole('button', { name: '选框', exact: true })
    await pressOn(editor, starter)
    await expect(frame).toBeFocused()
    await editor.keyboard.press('Escape')
    await expect(starter).toBeFocused()
    await editor.keyboard.press('Enter')
    for (const key of ['ArrowUp', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowDown']) await editor.keyboard.press(key)
    await expectAccessible(editor)
    await editor.keyboard.press('Enter')
    await expect(editor.getByRole('heading', { name: '标记（1）' })).toBeVisible()
    await expect(starter).toBeFocused()
    const word = editor.getByRole('button', { name: 'Annex', exact: true })
    await tabTo(editor, editor.getByRole('button', { name: '整行：Annex' }))
    await editor.keyboard.press('ArrowRight')
    await editor.keyboard.press('Space')
    await expect(word).toHaveAttribute('aria-pressed', 'true')
    await expect(editor.getByRole('heading', { name: '标记（2）' })).toBeVisible()
    for (const left of [1, 0]) {
      await pressOn(editor, editor.getByRole('button', { name: '删除第 1 处遮盖' }))
      await expect(editor.getByRole('heading', { name: `标记（${left}）` })).toBeVisible()
    }
  })

  test('a page of a PDF shows its picture beside its words, and a mark is drawn with the mouse', async () => {
    await open('annex.pdf')
    const picture = editor.getByRole('img', { name: /第 1 页影像/ })
    await expect(picture).toBeVisible()
    await expect(editor.getByRole('button', { name: 'Annex', exact: true })).toBeVisible()
    // until it is there, its words stand in its place
    const ready = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0 && image.width > 400
    await expect.poll(() => picture.evaluate(ready), { timeout: 30_000 }).toBe(true)
    const box = (await picture.boundingBox())!
    const place = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    await editor.mouse.move(...place(0.1, 0.1))
    await editor.mouse.down()
    await editor.mouse.move(...place(0.3, 0.2))
    await editor.mouse.up()
    await expect(editor.getByRole('heading', { name: '标记（1）' })).toBeVisible()
    await expect(editor.getByRole('button', { name: 'Annex', exact: true })).toHaveAttribute('aria-pressed', 'true')
    await expectStandsAtBothWidths(editor)
    await editor.setViewportSize({ width: 1360, height: 900 })
    await editor.getByRole('button', { name: '生成遮盖版' }).click()
    await expect(editor.getByRole('link', { name: 'annex（遮盖版）.pdf' })).toBeVisible({ timeout: 30_000 })
  })

  test('the redacted file goes beside the draft', async () => {
    await editor.goto(`/office/documents/${document}`)
    await editor.getByRole('button', { name: '加入附件：办理情况（遮盖版）.txt' }).click()
    await expect(editor.getByText('已加入附件。')).toBeVisible()
    const record = await call(editor, 'GET', `/api/documents/${document}`)
    expect(record.attachments.map((each: { name: string }) => each.name)).toContain('办理情况（遮盖版）.txt')
  })
})
