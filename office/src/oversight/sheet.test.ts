import { describe, expect, it } from 'vitest'
import type { Criterion } from './queries'
import { byStage, linesOf, lostFor, markOf, needsReason, verdictName } from './sheet'

const criterion = (id: string, points: number, found: Criterion['found']['verdict'] = null): Criterion => ({
  id,
  name: id,
  points,
  basis: '',
  look_at: '',
  found: { verdict: found, evidence: '' },
  score: null,
})

describe('the score sheet', () => {
  it('begins with what the system found and leaves the rest open', () => {
    const lines = linesOf([criterion('a', 60, 'failed'), criterion('b', 40)])
    expect(lines.map((line) => [line.verdict, line.lost])).toEqual([
      ['failed', 60],
      ['', 0],
    ])
  })

  it('keeps what was said before', () => {
    const scored: Criterion = {
      ...criterion('a', 60, 'met'),
      score: { verdict: 'partly', lost: 6, reason: '少', lost_after_appeal: null },
    }
    expect(linesOf([scored])[0]).toEqual({ criterion: 'a', verdict: 'partly', lost: 6, reason: '少' })
  })

  it('gives points that fit the verdict', () => {
    expect(lostFor('failed', 3, 10)).toBe(10)
    expect(lostFor('partly', 0, 10)).toBe(1)
    expect(lostFor('partly', 10, 10)).toBe(9)
    expect(lostFor('met', 5, 10)).toBe(0)
  })

  it('counts as the server does', () => {
    const sheet = [criterion('a', 60), criterion('b', 40)]
    const line = (verdict: 'met' | 'partly' | 'not_applicable', id: string, lost: number) => ({
      criterion: id,
      verdict,
      lost,
      reason: '',
    })
    expect(markOf(sheet, [line('partly', 'a', 6), line('met', 'b', 0)])).toBe('94.0')
    expect(markOf(sheet, [line('partly', 'a', 6), line('not_applicable', 'b', 0)])).toBe('90.0')
    expect(markOf(sheet, linesOf(sheet))).toBeNull()
  })

  it('asks for a reason where points go or the system is overruled', () => {
    const one = criterion('a', 10, 'met')
    expect(needsReason(one, { criterion: 'a', verdict: 'met', lost: 0, reason: '' })).toBe(false)
    expect(needsReason(one, { criterion: 'a', verdict: 'not_applicable', lost: 0, reason: '' })).toBe(true)
    expect(needsReason(criterion('a', 10), { criterion: 'a', verdict: 'partly', lost: 2, reason: '' })).toBe(true)
  })

  it('names verdicts', () => {
    expect(verdictName('partly')).toBe('部分符合')
    expect(verdictName(null)).toBe('由评分人判断')
  })

  it('puts the items of a stage together', () => {
    const items = ['登记', '登记', '答复'].map((stage_name, id) => ({ stage_name, id }))
    expect(byStage(items).map((one) => [one.stage, one.items.length])).toEqual([
      ['登记', 2],
      ['答复', 1],
    ])
  })
})
