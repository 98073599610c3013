// Going through a page as somebody does who has no mouse.
import { expect, type Locator, type Page } from '@playwright/test'

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Tab until the target has the focus; a target that cannot be reached is a fault of the page. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < most; step++) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, 'reached by Tab').toBeFocused()
}

export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Replaces what stands in the field. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

/** Walks down a list of the browser's own to the option. */
export async function chooseIn(page: Page, list: Locator, option: string): Promise<void> {
  await tabTo(page, list)
  const chosen = () => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text.trim())
  for (let step = 0; step < 40 && (await chosen()) !== option; step++) await page.keyboard.press('ArrowDown')
  expect(await chosen()).toBe(option)
}

/** Chooses the option in a list that filters while one types. */
export async function chooseBy(page: Page, box: Locator, typed: string, option: string | RegExp): Promise<void> {
  await tabTo(page, box)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(typed)
  const wanted = page.getByRole('option', { name: option }).and(page.locator(':visible'))
  await expect(wanted).toHaveCount(1)
  for (let step = 0; step < 40 && !(await wanted.evaluate((element) => element.classList.contains('is-hovering'))); step++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(wanted).toHaveCount(0)
}
