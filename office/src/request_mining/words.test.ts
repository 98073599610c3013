import { describe, expect, test } from 'vitest'
import { countWords, lastMonths, riseWords, stageOf } from './words'

describe('a topic', () => {
  test('rises, falls and stays against its base', () => {
    expect(riseWords({ now: 5, before: 2 })).toBe('上升 3')
    expect(riseWords({ now: 2, before: 5 })).toBe('下降 3')
    expect(riseWords({ now: 2, before: 2 })).toBe('持平')
  })
  test('has no rise when a number is withheld', () => {
    expect(riseWords({ now: 5, before: null })).toBe('—')
    expect(countWords(null, 3)).toBe('不足 3 人，不显示')
    expect(countWords(0, 3)).toBe('0')
  })
})

test('months go back over the year', () => {
  expect(lastMonths('2026-02-09', 3)).toEqual(['2026-02', '2026-01', '2025-12'])
})

test('an overdue candidate says so in words', () => {
  expect(stageOf({ stage: 'deciding', is_overdue: true })).toEqual({ name: '待决定，已超期', tone: 'red' })
  expect(stageOf({ stage: 'published', is_overdue: false }).name).toBe('已公开')
})
