// The cells of a report as rows to be looked at, each beside the line of the file it was read from.
import type { Cell, Report } from './queries'
import { tableWords } from './words'

export interface Row {
  id: string
  table: string
  title: string
  place: string
  text: string
  cells: Cell[]
}

/** "一、本年新收… · 自然人" without its row: what stands in the header of the column. */
export function columnOf(cell: Cell): string {
  const at = cell.label.lastIndexOf(' · ')
  return at < 0 ? cell.label : cell.label.slice(at + 3)
}

function rowOf(cell: Cell): string {
  const at = cell.label.lastIndexOf(' · ')
  return at < 0 ? cell.label : cell.label.slice(0, at)
}

export function rowsOf(report: Pick<Report, 'cells' | 'lines'>): Row[] {
  const rows: Row[] = []
  for (const cell of report.cells) {
    const id = `${cell.table}-${cell.row}`
    let row = rows.at(-1)
    if (row?.id !== id) {
      row = {
        id,
        table: cell.table,
        title: `${tableWords[cell.table] ?? ''} ${rowOf(cell)}`,
        place: '',
        text: '',
        cells: [],
      }
      rows.push(row)
    }
    const line = report.lines[cell.line]
    if (line && !row.text) Object.assign(row, { place: line.place, text: line.text })
    row.cells.push(cell)
  }
  return rows
}

export const needsLooking = (cell: Cell): boolean => cell.open || cell.broken

/** What stands in the field before anybody types: what was decided, else what was read. */
export function initial(cell: Cell): string {
  const value = cell.decided ?? cell.read
  return value === null ? '' : String(value)
}

/** What is sent for a field: a number, a decimal text for money; undefined when it is neither. */
export function valueOf(cell: Cell, typed: string): number | string | undefined {
  const text = typed.trim().replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (cell.kind === 'amount') return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? text : undefined
  const pattern = cell.kind === 'signed' ? /^-?\d{1,15}$/ : /^\d{1,15}$/
  return pattern.test(text) ? Number(text) : undefined
}

export interface CellOrder {
  cell: number
  value: number | string
}

/** The cells of a row to be sent: those in doubt as they stand in the fields, and those that were typed over. */
export function ordersOf(row: Row, typed: ReadonlyMap<number, string>): { orders: CellOrder[]; wrong: number[] } {
  const orders: CellOrder[] = []
  const wrong: number[] = []
  for (const cell of row.cells) {
    const text = typed.get(cell.cell) ?? initial(cell)
    if (!cell.open && text === initial(cell)) continue
    const value = valueOf(cell, text)
    if (value === undefined) wrong.push(cell.cell)
    else orders.push({ cell: cell.cell, value })
  }
  return { orders, wrong }
}

/** The blank cells of a table as zero. */
export function blanksOf(report: Pick<Report, 'cells'>, table: string): CellOrder[] {
  return report.cells
    .filter((cell) => cell.table === table && cell.open && cell.doubt === 'blank')
    .map((cell) => ({ cell: cell.cell, value: cell.kind === 'amount' ? '0' : 0 }))
}
