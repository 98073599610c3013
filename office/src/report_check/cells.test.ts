import { describe, expect, it } from 'vitest'
import { blanksOf, initial, ordersOf, rowsOf, valueOf } from './cells'
import type { Cell } from './queries'

function cell(change: Partial<Cell>): Cell {
  return {
    cell: 1,
    table: 't3',
    row: 'new',
    column: 'natural',
    label: '一、本年新收 · 自然人',
    kind: 'count',
    read: 75,
    said: '75',
    line: 0,
    doubt: null,
    decided: null,
    open: false,
    broken: false,
    ...change,
  }
}

describe('cells of a report', () => {
  it('stand in rows, each with the line of the file', () => {
    const rows = rowsOf({
      cells: [
        cell({}),
        cell({ cell: 2, column: 'total' }),
        cell({ cell: 3, row: 'r1', label: '予以公开 · 自然人', line: -1 }),
      ],
      lines: [{ place: '第104行', text: '一、本年新收 | 75' }],
    })
    expect(rows.map((row) => [row.title, row.place, row.cells.length])).toEqual([
      ['表三 一、本年新收', '第104行', 2],
      ['表三 予以公开', '', 1],
    ])
  })

  it('take whole numbers, amounts with a point, and full-width digits', () => {
    expect(valueOf(cell({}), ' ７６ ')).toBe(76)
    expect(valueOf(cell({}), '-1')).toBeUndefined()
    expect(valueOf(cell({}), '')).toBeUndefined()
    expect(valueOf(cell({ kind: 'signed' }), '-1')).toBe(-1)
    expect(valueOf(cell({ kind: 'amount' }), '12.36')).toBe('12.36')
    expect(valueOf(cell({ kind: 'amount' }), '12.')).toBeUndefined()
  })

  it('are sent when they are in doubt or were typed over, and never as a guess', () => {
    const blank = cell({ cell: 2, read: null, said: '', doubt: 'blank', open: true })
    const row = rowsOf({ cells: [cell({}), blank], lines: [] })[0]!
    expect(initial(blank)).toBe('')
    expect(ordersOf(row, new Map())).toEqual({ orders: [], wrong: [2] })
    expect(ordersOf(row, new Map([[2, '0']]))).toEqual({ orders: [{ cell: 2, value: 0 }], wrong: [] })
    expect(
      ordersOf(
        row,
        new Map([
          [1, '76'],
          [2, '0'],
        ]),
      ).orders,
    ).toHaveLength(2)
  })

  it('that are blank become zero by one decision for a table', () => {
    const cells = [
      cell({ read: null, doubt: 'blank', open: true }),
      cell({ cell: 2, read: null, doubt: 'missing', open: true }),
      cell({ cell: 3, table: 't4', read: null, doubt: 'blank', open: true }),
    ]
    expect(blanksOf({ cells }, 't3')).toEqual([{ cell: 1, value: 0 }])
  })
})
