import { describe, expect, it } from 'vitest'
import type { RequestEvent } from './model'
import { lastPosition, newsSince, rows, termWords } from './words'

const entry = { stage: 'handling', state: 'running', remaining: 5, confirm_by: null, provisional: false }

describe('the words of a term', () => {
  it('say how many working days are left', () => {
    expect(termWords(entry)).toBe('剩余 5 个工作日')
    expect(termWords({ ...entry, remaining: 0 })).toBe('今日到期')
    expect(termWords({ ...entry, remaining: -3 })).toBe('超期 3 个工作日')
  })

  it('say by when to confirm, as long as nobody has', () => {
    expect(termWords({ ...entry, stage: 'unconfirmed', state: null, confirm_by: '2026-11-12' })).toBe(
      '最迟 2026-11-12 确认',
    )
  })

  it('say that the clock stands, and where', () => {
    expect(termWords({ ...entry, state: 'paused' })).toBe('计时暂停，剩余 5 个工作日')
    expect(termWords({ ...entry, state: 'waiting_fee' })).toBe('等待缴费')
    expect(termWords({ ...entry, state: null, remaining: null })).toBe('不计期限')
  })

  it('say when the holidays of the year are not known yet', () => {
    expect(termWords({ ...entry, provisional: true })).toBe('剩余 5 个工作日（暂按周末推算）')
  })
})

describe('what happened since', () => {
  const event = (position: number): RequestEvent => ({
    position,
    act: 'noted',
    name: '沟通记录',
    on: '2026-11-02',
    at: '2026-11-02T01:00:00Z',
    person: '',
    party: '',
    facts: {},
    note: '',
  })

  it('is what stands after the last event that was seen', () => {
    const timeline = [event(1), event(2), event(3)]
    expect(newsSince(timeline, 1).map((each) => each.position)).toEqual([2, 3])
    expect(newsSince(timeline, lastPosition(timeline))).toEqual([])
  })
})

describe('the rows of table 3', () => {
  it('have words in both formats', () => {
    for (const id of ['r6', 'r6_1', 'r6_2', 'r6_3', 'r7', 'carried_out']) expect(rows[id]).toBeTruthy()
  })
})
