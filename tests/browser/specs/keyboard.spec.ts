// Walks with the keyboard alone: every stop is seen, the skip links work, dialogs hold the focus.
import { expect, test, type Page } from '@playwright/test'
import { pageOf } from '../support/people'

interface Stop {
  label: string
  seen: boolean
}

async function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return { label: '', seen: false }
    const box = element.getBoundingClientRect()
    // A ring may be drawn by the control or by the frame around it.
    const drawn = [element, element.parentElement, element.closest('.el-input__wrapper, .el-select__wrapper, .el-textarea, .el-radio, .el-checkbox')]
    const ring = drawn.some((each) => {
      if (!(each instanceof Element)) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    })
    return { label: (element.innerText || element.getAttribute('aria-label') || element.id).trim().slice(0, 30), seen: ring && box.width > 0 }
  })
}

async function walk(page: Page, steps: number): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab')
    stops.push(await stop(page))
  }
  return stops
}

test('the home page: the skip link is first, every stop is seen', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.goto('/')
  const stops = await walk(page, 30)
  expect(stops.filter((each) => !each.seen)).toEqual([])
})

test('the office: from login to a document without a mouse', async ({ browser }) => {
  const page = await pageOf(browser, 'bianji')
  await page.goto('/office/')
  await expect(page.getByRole('heading', { level: 1, name: '我的待办' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '起草文稿' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByRole('radio').first()).toBeVisible()
  const stops = await walk(page, 4)
  expect(stops.filter((each) => !each.seen)).toEqual([])
  await page.context().close()
})

test('the office: the menu opens by keyboard on a narrow screen', async ({ browser }) => {
  const page = await pageOf(browser, 'bianji', { viewport: { width: 360, height: 800 } })
  await page.goto('/office/')
  const button = page.getByRole('button', { name: '菜单' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '我的待办' }).last()).toBeFocused()
  await page.context().close()
})
