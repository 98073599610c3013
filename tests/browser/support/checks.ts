// What every page must stand: no axe finding, no sideways scrolling, no error in the console.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export const widths = [1360, 360] as const

/** The page as it is shown on a desk and on a telephone; it is read once. */
export async function expectStandsAtBothWidths(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expectFits(page)
    await expectAccessible(page)
  }
}

interface Finding {
  id: string
  nodes: string[]
}

/** axe goes in over the debugging protocol, so the page's content security policy stays in force. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(async (runOnly): Promise<Finding[]> => {
    const { axe: engine } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await engine.run(document, { runOnly })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html.slice(0, 200)) }))
  }, rules)
  expect(found, `axe at ${page.viewportSize()?.width} px`).toEqual([])
}

export async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over, `sideways at ${page.viewportSize()?.width} px`).toBeLessThanOrEqual(0)
}

/** Collects what the browser complains about: a broken script, a breach of the content security policy. */
export function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text())
  })
  return heard
}
