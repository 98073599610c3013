// Annual reports as text files: the published ones where the collection lies beside the repository, else their figures.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const seeds = resolve(root, '..', 'shared', 'seeds')

type Figures = Record<string, Record<string, any>>
interface Published {
  id: string
  seed: string
  unit: string
  year: number
  format: string
  tables: { t2: Record<string, Figures>; t3: Record<string, Record<string, number | null>>; t4: Figures }
}

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))

export function published(id: string): Published {
  return read('src/report_check/cases/reports.json').find((report: Published) => report.id === id)
}

const shown = (value: number | string | null | undefined): string => (value === null || value === undefined ? '' : String(value))

/** The three tables of the official form, cells parted by tabs. */
export function textOf(report: Published, sentences: string[] = []): string {
  const form = read(`catalog/report_formats/${report.format}.json`)
  const lines = [report.unit, `${report.year}年政府信息公开工作年度报告`, '一、总体情况', ...sentences]
  for (const part of form.t2) {
    lines.push(['信息内容', ...part.columns.map((column: any) => column.label)].join('\t'))
    for (const row of part.rows)
      lines.push([row.label, ...part.columns.map((column: any) => shown(report.tables.t2[part.id]?.[row.id]?.[column.id]))].join('\t'))
  }
  lines.push(['项目', ...form.t3.columns.map((column: any) => column.label)].join('\t'))
  for (const row of form.t3.rows)
    lines.push([row.label, ...form.t3.columns.map((column: any) => shown(report.tables.t3[row.id]?.[column.id]))].join('\t'))
  const blocks = Object.values(report.tables.t4)
  lines.push(form.t4.map((block: any) => block.cells.map((cell: any) => cell.label).join('\t')).join('\t'))
  lines.push(blocks.map((block) => Object.values(block).map(shown).join('\t')).join('\t'))
  return `${lines.join('\n')}\n`
}

/** 芝罘 2019 as it was published: three columns do not balance. */
export function zhifu2019(): Buffer {
  const report = published('zhifu_2019')
  const path = join(seeds, report.seed)
  if (existsSync(path)) return readFileSync(path)
  return Buffer.from(textOf(report, ['2019年共收到政府信息公开申请96件。']))
}
