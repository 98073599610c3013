import { describe, expect, it } from 'vitest'
import type { AnnualReport, ReportCell } from './model'
import { changedValues, clashes, offered, reportYears, shown, typedValue } from './words'

const cell = (id: number, kind: string): ReportCell => ({ cell: id, kind }) as ReportCell
const report = (stage: string, acts: string[]): AnnualReport =>
  ({ stage, acts: acts.map((id) => ({ id, name: id, why_not: [] })) }) as unknown as AnnualReport

describe('the desk of an annual report', () => {
  it('tells a blank from a zero', () => {
    expect([shown(null), shown(0)]).toEqual(['未填', '0'])
  })

  it('sends counts as numbers and amounts as the text that was typed', () => {
    expect(typedValue(' 12 ', 'count')).toBe(12)
    expect(typedValue('12.3605', 'amount')).toBe('12.3605')
    expect(typedValue('', 'count')).toBeNull()
  })

  it('leaves it to the server to name what is no number', () => {
    expect(typedValue('十二', 'count')).toBe('十二')
    expect(typedValue('1.5', 'count')).toBe('1.5')
  })

  it('sends each changed value with its source', () => {
    const cells = new Map([[3, cell(3, 'amount')]])
    expect(changedValues([{ row: '3', value: '0', note: '财政非税系统' }], cells)).toEqual([
      { cell: 3, value: '0', source: '财政非税系统' },
    ])
  })

  it('names the rows that two people changed, and no others', () => {
    const mark = (value: string) => ({ value, note: '' })
    const base = { a: mark('1'), b: mark('1'), c: mark('1') }
    expect(
      clashes({ a: mark('2'), b: mark('2'), c: mark('1') }, base, { a: mark('3'), b: mark('1'), c: mark('4') }),
    ).toEqual(['a'])
  })

  it('reports years that are over, from 2019 on, the latest first', () => {
    expect(reportYears(2022)).toEqual(['2021', '2020', '2019'])
  })

  it('offers what the server offers, and reminds only those who owe', () => {
    expect(offered(report('drafting', ['reminded', 'entered', 'submitted'])).map((act) => act.id)).toEqual([
      'submitted',
      'reminded',
    ])
    expect(offered(report('published', ['reminded', 'revision_opened'])).map((act) => act.id)).toEqual([
      'revision_opened',
    ])
  })
})
