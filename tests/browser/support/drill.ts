// A city of its own at a moment of its own: the server is started again at later moments, over the same data.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { pressOn, typeInto } from './keyboard'
import { password } from './people'
import { binary, launch, type Running } from './server'

export class Drill {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gongkai-drill-'))
  private readonly contexts: BrowserContext[] = []
  private server: Running | undefined
  private moment = ''

  constructor(private readonly browser: Browser) {}

  /** From now on it is 2026-09-30T23:58:00+08:00, and goes on from there. */
  async goTo(moment: string): Promise<void> {
    await this.rest()
    this.moment = moment
    this.server = await launch(join(this.folder, 'data'), { GONGKAI_DEMO_CLOCK: moment })
  }

  /** A browser of somebody who has not logged in. */
  async visitor(): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.server!.address, reducedMotion: 'reduce' })
    this.contexts.push(context)
    const page = await context.newPage()
    await page.clock.setSystemTime(new Date(this.moment))
    return page
  }

  /** Logged in by keyboard. */
  async person(login: string): Promise<Page> {
    const page = await this.visitor()
    await page.goto('/office/')
    await typeInto(page, page.getByLabel('登录名'), login)
    await typeInto(page, page.getByLabel('密码'), password())
    await pressOn(page, page.getByRole('button', { name: '登录' }))
    await expect(page.getByRole('heading', { level: 1, name: '我的待办' })).toBeVisible()
    return page
  }

  /** The lines of `gongkai request clock NUMBER --explain` on that day. */
  explain(number: string, day: string): string[] {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GONGKAI_'))
    const options = ['request', 'clock', number, '--explain', '--as-of', day, '--data', join(this.folder, 'data')]
    return execFileSync(binary(), options, { env: Object.fromEntries(own), encoding: 'utf8' }).trimEnd().split('\n')
  }

  private async rest(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close()
    await this.server?.end()
    this.server = undefined
  }

  async end(): Promise<void> {
    await this.rest()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
