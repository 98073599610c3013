// Words and small rules of the pages of annual reports.
import type { Marks } from '@/site_report/sheet'
import type { AnnualReport, ReportAct, ReportCell, ReportEvent } from './model'

export const stageTones: Record<string, string> = {
  drafting: '',
  submitted: 'blue',
  signed: 'blue',
  published: 'green',
  revising: 'amber',
}

export const boardStates: readonly { id: string; label: string }[] = [
  { id: '', label: '全部' },
  { id: 'outstanding', label: '还没有报送' },
  { id: 'late', label: '逾期' },
  { id: 'submitted', label: '已报送' },
  { id: 'signed', label: '已签发' },
  { id: 'published', label: '已公开' },
  { id: 'revising', label: '修订中' },
]

/** The first year with a common form is 2019; a year is reported when it is over. */
export function reportYears(thisYear: number): string[] {
  return Array.from({ length: thisYear - 2019 }, (_, back) => String(thisYear - 1 - back))
}

export const originWords: Record<string, string> = {
  counted: '由台账统计',
  computed: '由其他数字算出',
  entered: '由单位填报',
}

/** As the form prints it; blank is not zero. */
export function shown(value: ReportCell['value']): string {
  return value === null ? '未填' : String(value)
}

export function cellsById(report: AnnualReport): Map<number, ReportCell> {
  return new Map(report.cells.map((cell) => [cell.cell, cell]))
}

/** Cells at which an identity does not hold. */
export function brokenCells(report: AnnualReport): Set<number> {
  return new Set(report.identities.flatMap((one) => one.broken.map((breach) => breach.cell)))
}

/** Values that only people know, as rows to be filled in. */
export function entryRows(report: AnnualReport): { id: string; value: string; note: string; counted: boolean }[] {
  return report.cells
    .filter((cell) => cell.origin === 'entered')
    .map((cell) => ({
      id: String(cell.cell),
      value: cell.own === null ? '' : String(cell.own),
      note: cell.source,
      counted: false,
    }))
}

/** What was typed as the server takes it: a number, decimal text of an amount, null for a blank; nonsense stays text. */
export function typedValue(typed: string, kind: string): number | string | null {
  const text = typed.trim()
  if (text === '') return null
  return kind !== 'amount' && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

export function changedValues(
  changed: readonly { row: string; value: string; note: string }[],
  cells: Map<number, ReportCell>,
): { cell: number; value: number | string | null; source: string }[] {
  return changed.map(({ row, value, note }) => ({
    cell: Number(row),
    value: typedValue(value, cells.get(Number(row))?.kind ?? 'count'),
    source: note,
  }))
}

/** Rows that somebody changes here and somebody else has changed meanwhile. */
export function clashes(typed: Marks, base: Marks, now: Marks): string[] {
  const differs = (one: Marks[string] | undefined, other: Marks[string] | undefined): boolean =>
    one?.value !== other?.value || one?.note !== other?.note
  return Object.keys(now).filter(
    (id) => differs(typed[id], base[id]) && differs(now[id], base[id]) && differs(now[id], typed[id]),
  )
}

/** An act of the desk that has a button: where it is sent and what it asks. */
export interface ActForm {
  id: string
  path: 'submit' | 'sign' | 'publish' | 'remind' | 'send-back' | 'return' | 'revision' | 'take-in'
  label: string
  about: string
  /** Label of the words that it asks for. */
  words?: string
  file?: boolean
  danger?: boolean
}

export const actForms: readonly ActForm[] = [
  { id: 'submitted', path: 'submit', label: '报送', about: '报送后由负责人签发；签发前发现问题的，由负责人退回。' },
  {
    id: 'signed',
    path: 'sign',
    label: '签发',
    about: '签发后数字和文字冻结，生成摘要；会改变这一年数据的操作不能再办，须先启动修订。',
  },
  { id: 'published', path: 'publish', label: '公开', about: '公开后任何人可以阅读、下载和核验这份报告。' },
  { id: 'sent_back', path: 'send-back', label: '退回修改', about: '退回给编制人员修改。', words: '需要修改什么' },
  {
    id: 'revision_opened',
    path: 'revision',
    label: '启动修订',
    about: '已经公开的一版继续公开；修改后重新签发、公开，公众看到修订说明。',
    words: '修订原因（向社会公开）',
    danger: true,
  },
  {
    id: 'returned',
    path: 'return',
    label: '上级退回',
    about: '退回给填报单位修改。',
    words: '需要修改什么',
    danger: true,
  },
  { id: 'reminded', path: 'remind', label: '催报', about: '提醒填报单位按时报送。' },
  {
    id: 'taken_in',
    path: 'take-in',
    label: '导入离线报告',
    about: '没有联网的单位用数据文件报送。导入时逐格检查，有错的不导入。',
    file: true,
  },
]

export interface OfferedAct extends ActForm {
  whyNot: ReportAct['why_not']
}

/** In the order of the forms: what the server offers and the desk has a form for. */
export function offered(report: AnnualReport): OfferedAct[] {
  return actForms.flatMap((form) => {
    const act = report.acts.find((one) => one.id === form.id)
    // A reminder belongs to whoever still owes the report.
    if (!act || (form.id === 'reminded' && report.stage !== 'drafting')) return []
    return [{ ...form, whyNot: act.why_not }]
  })
}

export function may(report: AnnualReport, act: string): boolean {
  return report.acts.some((one) => one.id === act)
}

/** What others did after so many events were seen. */
export function newsSince(report: AnnualReport, seen: number): ReportEvent[] {
  return report.events.slice(seen)
}

/** 表三 · 自然人 of a label "一、本年新收政府信息公开申请数量 · 自然人": enough for a narrow list. */
export function referenceOf(cell: ReportCell): string {
  return `${cell.table}.${cell.row}.${cell.column}`
}

export const severities: readonly { id: string; label: string; tone: string }[] = [
  { id: 'error', label: '错误', tone: 'red' },
  { id: 'warning', label: '提醒', tone: 'amber' },
  { id: 'info', label: '提示', tone: 'blue' },
]
