import { describe, expect, it } from 'vitest'
import { changes, marksOf, merged, termWords, yearsUntil } from './sheet'

const base = { a: { value: '1', note: '' }, b: { value: '2', note: '甲' } }

describe('the sheet of a report', () => {
  it('offers no value of a counted row to write over', () => {
    expect(marksOf([{ id: 'visits', value: '900', note: '迁移', counted: true }])).toEqual({
      visits: { value: '', note: '迁移' },
    })
  })

  it('keeps what was typed when somebody else has saved', () => {
    const typed = { a: { value: '10', note: '乙' }, b: { value: '2', note: '甲' } }
    const now = { a: { value: '5', note: '' }, b: { value: '7', note: '丙' } }
    expect(merged(typed, base, now)).toEqual({ a: { value: '10', note: '乙' }, b: { value: '7', note: '丙' } })
  })

  it('sends only what was changed', () => {
    expect(changes({ ...base, b: { value: ' 3 ', note: '甲' } }, base)).toEqual([{ row: 'b', value: '3', note: '甲' }])
    expect(changes(base, base)).toEqual([])
  })

  it('says how long it has', () => {
    expect(termWords('open', '2026-01-31', 4)).toBe('2026-01-31 前公布，还有 4 天')
    expect(termWords('overdue', '2026-01-31', -9)).toBe('应当在 2026-01-31 前公布，已过 9 天')
    expect(termWords('published', '2026-01-31', -9)).toBe('2026-01-31 前公布')
  })

  it('begins with the year of the rule', () => {
    expect(yearsUntil(2020)).toEqual(['2020', '2019', '2018'])
  })
})
