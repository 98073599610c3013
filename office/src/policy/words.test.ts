import { describe, expect, it } from 'vitest'
import { daysLeft, delayWords } from './words'

describe('days left', () => {
  it('says overdue days as such', () => {
    expect(daysLeft(5)).toBe('还有 5 天')
    expect(daysLeft(0)).toBe('今天到期')
    expect(daysLeft(-3)).toBe('逾期 3 天')
  })
})

describe('delay', () => {
  it('counts on while there is no interpretation', () => {
    expect(delayWords('missing', 7)).toBe('已过 7 个工作日')
    expect(delayWords('due', 0)).toBe('今天公布')
    expect(delayWords('in_time', 0)).toBe('同日')
    expect(delayWords('late', 4)).toBe('晚 4 个工作日')
  })
})
