import { defineConfig } from '@playwright/test'

// One worker: the administrators may be logged in at one place only, and the tests share one city.
export default defineConfig({
  testDir: 'specs',
  workers: 1,
  timeout: 60_000,
  globalSetup: './support/server.ts',
  reporter: [['list'], ['./support/counting_reporter.ts']],
  use: {
    baseURL: process.env.GONGKAI_ADDRESS,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1360, height: 900 },
    actionTimeout: 10_000,
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    screenshot: 'only-on-failure',
  },
})
