import { createApp, defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnnualReport } from './model'
import { useNews, type News } from './news'

const report = (events: number): AnnualReport => ({ events: Array.from({ length: events }) }) as unknown as AnnualReport

function news(): News {
  let made: News | undefined
  const page = defineComponent({
    setup() {
      made = useNews(report(1))
      return () => h('p')
    },
  })
  createApp(page).mount(document.createElement('div'))
  return made!
}

describe('news while somebody writes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('spend one press that was aimed at what stood there before', () => {
    const here = news()
    here.tell(report(2))
    expect([here.isAimed(), here.isAimed()]).toEqual([false, true])
  })

  it('do not stop a press after they could be read, or in answer to a press', () => {
    const here = news()
    here.tell(report(2))
    vi.advanceTimersByTime(2000)
    expect(here.isAimed()).toBe(true)
    here.tell(report(3), true)
    expect(here.isAimed()).toBe(true)
  })
})
