import { describe, expect, it } from 'vitest'
import { entryFromJson, entryOf, linesOf, parseLines } from './notice'
import { kindWords, monthWeeks } from './year'

describe('a yearly notice as lines', () => {
  it('becomes days, weekends of the block included', () => {
    const { entry, faults } = entryOf({
      year: 2026,
      holidays: '元旦 2026-01-01 至 2026-01-03\n',
      makeup: '2026-01-04',
      source: '国办发明电〔2025〕7号',
    })
    expect(faults).toEqual([])
    expect(entry.holidays).toEqual(['2026-01-01', '2026-01-02', '2026-01-03'])
    expect(entry.makeup_workdays).toEqual(['2026-01-04'])
    expect(entry.source.notices).toEqual(['国办发明电〔2025〕7号'])
  })

  it('survives being written and read again', () => {
    const text = {
      year: 2026,
      holidays: '元旦 2026-01-01\n春节 2026-02-15 至 2026-02-23',
      makeup: '元旦 2026-01-04\n2026-02-14',
      source: '通知',
    }
    expect(linesOf(entryOf(text).entry)).toEqual(text)
  })

  it.each([
    ['春节 2026-02-30', '日期'],
    ['春节 2026-02-17 至 2026-02-15', '截止日早于起始日'],
    ['元旦 2025-12-31 至 2026-01-02', '不在 2026 年'],
    ['2026-01-01', '缺少节日名称'],
    ['<script>', '日期'],
  ])('refuses %s and says why', (text, reason) => {
    const { named, faults } = parseLines(text, 2026, true)
    expect(named).toEqual([])
    expect(faults[0]).toContain(reason)
  })

  it('is taken from a file with many years', () => {
    const years = [
      { year: 2025, holidays: [] },
      { year: 2026, holidays: ['2026-01-01'], makeup_workdays: [] },
    ]
    expect(entryFromJson(JSON.stringify({ years }), 2026)?.holidays).toEqual(['2026-01-01'])
    expect(entryFromJson(JSON.stringify(years[0]), 2026)).toBeNull()
    expect(entryFromJson('{', 2026)).toBeNull()
  })
})

describe('the view of a year', () => {
  const { entry } = entryOf({
    year: 2026,
    holidays: '春节 2026-02-15 至 2026-02-23',
    makeup: '春节 2026-02-14',
    source: '',
  })
  const days = monthWeeks(entry, 2)
    .flat()
    .filter((day) => day !== null)

  it('has every day of the month once, under its weekday', () => {
    expect(days.map((day) => day.day)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1))
    // 1 February 2026 is a Sunday.
    expect(monthWeeks(entry, 2)[0]!.findIndex((day) => day !== null)).toBe(6)
  })

  it('says what each day is', () => {
    expect(days.slice(12, 16).map(kindWords)).toEqual([
      '工作日',
      '调休上班（春节）',
      '节假日（春节）',
      '节假日（春节）',
    ])
  })
})
