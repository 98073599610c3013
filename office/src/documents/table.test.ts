import { describe, expect, it } from 'vitest'
import { pastedRows, rowsOf, tableText } from './table'

describe('a table field', () => {
  it('keeps its rows as one text and gives them back', () => {
    const text = tableText([{ name: ' 占道费 ', basis: '条例' }])
    expect(rowsOf(text)).toEqual([{ name: '占道费', basis: '条例' }])
  })
  it('has no text when no row has a word', () => {
    expect(tableText([{}, { name: '  ' }])).toBe('')
  })
  it('is empty rather than broken when the text is no table', () => {
    expect(rowsOf('甲')).toEqual([])
    expect(rowsOf('{"a":1}')).toEqual([])
  })
  it('takes rows from a spreadsheet in the order of its columns', () => {
    expect(pastedRows('甲\t1\r\n乙\t2\t多余\n\n', ['name', 'value'])).toEqual([
      { name: '甲', value: '1' },
      { name: '乙', value: '2' },
    ])
  })
})
