import { describe, expect, it } from 'vitest'
import { lastDays } from './period'

describe('lastDays', () => {
  it('ends today in China and counts today', () => {
    const now = new Date('2026-03-15T17:00:00Z') // the 16th in China
    expect(lastDays(7, now)).toEqual({ from: '2026-03-10', to: '2026-03-16' })
    expect(lastDays(1, now)).toEqual({ from: '2026-03-16', to: '2026-03-16' })
  })
})
