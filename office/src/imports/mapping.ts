// The mapping as the form keeps it: one line for every target of the chosen type.
import type { DocumentType } from '@/api/model'
import type { FieldMap, Mapping } from './queries'

export interface Target {
  to: string
  label: string
  required: boolean
}

/** What a record must or may become, in the order of the form. */
export function targetsOf(type: DocumentType | undefined): Target[] {
  if (!type) return []
  return [
    { to: 'title', label: '标题', required: true },
    { to: 'published_on', label: '发布日期', required: true },
    { to: 'summary', label: '摘要', required: false },
    { to: 'body', label: '正文', required: type.body_required },
    { to: 'index_number', label: '索引号', required: false },
    ...type.fields.map((field) => ({ to: field.name, label: field.label, required: field.required ?? false })),
  ]
}

/** Lines for all targets: what was kept, else what is proposed, else nothing. */
export function linesOf(
  targets: readonly Target[],
  kept: readonly FieldMap[],
  proposed: readonly FieldMap[],
): FieldMap[] {
  return targets.map(({ to }) => {
    const known = kept.find((field) => field.to === to) ?? proposed.find((field) => field.to === to)
    return { to, from: known?.from ?? '', otherwise: known?.otherwise ?? '', values: { ...known?.values } }
  })
}

/** Only lines that say something; the title and the day always, so that the server can name what is missing. */
export function usedLines(lines: readonly FieldMap[]): FieldMap[] {
  return lines.filter((line) => line.from || line.otherwise || line.to === 'title' || line.to === 'published_on')
}

/** "原值=新值", one a line. */
export function parseValues(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const at = line.indexOf('=')
    if (at > 0) values[line.slice(0, at).trim()] = line.slice(at + 1).trim()
  }
  return values
}

export function showValues(values: Record<string, string> | undefined): string {
  return Object.entries(values ?? {})
    .map(([from, to]) => `${from}=${to}`)
    .join('\n')
}

export function emptyMapping(): Mapping {
  return {
    origin: '',
    type: '',
    column: '',
    column_from: '',
    columns: {},
    unit_from: '',
    key: '',
    attachments: '',
    only_column: '',
    only_value: '',
    writer: '迁移',
    selectors: { title: '', date: '', body: '', origin: '' },
    fields: [],
  }
}
