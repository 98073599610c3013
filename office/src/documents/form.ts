// The form of a document is made from its type's declaration, the same that the server validates with.
import type { DocumentType } from '@/api/model'

export interface Option {
  value: string
  label: string
}

export interface FieldDeclaration {
  name: string
  label: string
  kind: string
  required: boolean
  hint: string
  group: string
  max: number
  options: Option[]
}

/** All values of the form by field name; the server keeps texts only. */
export type FormValues = Record<string, string>

export type Control = 'line' | 'lines' | 'day' | 'choice' | 'rich' | 'number'

const controls: Record<string, Control> = {
  text: 'line',
  document_number: 'line',
  address: 'line',
  long_text: 'lines',
  rich: 'rich',
  day: 'day',
  choice: 'choice',
  number: 'number',
}

/** A kind that this office does not know yet is still a line of text: nothing of the form is hidden. */
export function controlOf(field: FieldDeclaration): Control {
  return controls[field.kind] ?? 'line'
}

const nothing = { hint: '', group: '', max: 200, options: [], required: false }

/** Title, column, summary, the declared fields in their order, and the text. */
export function formFields(type: DocumentType, columns: readonly Option[]): FieldDeclaration[] {
  return [
    { ...nothing, name: 'title', label: '标题', kind: 'text', required: true, max: type.title_max },
    { ...nothing, name: 'column', label: '栏目', kind: 'choice', required: true, options: [...columns] },
    {
      ...nothing,
      name: 'summary',
      label: '摘要',
      kind: 'long_text',
      max: type.summary_max,
      hint: '用一两句话说明内容，显示在列表和检索结果中；不填时取正文开头。',
    },
    ...type.fields.map((field) => ({ ...nothing, ...field })),
    { ...nothing, name: 'body', label: '正文', kind: 'rich', required: type.body_required, max: Infinity },
  ]
}

export interface Group {
  label: string
  fields: FieldDeclaration[]
}

/** Fields under the headings that the declaration gives them, each heading once, in the order of first mention. */
export function grouped(fields: readonly FieldDeclaration[]): Group[] {
  const groups: Group[] = []
  for (const field of fields) {
    const group = groups.find((each) => each.label === field.group)
    if (group) group.fields.push(field)
    else groups.push({ label: field.group, fields: [field] })
  }
  return groups
}

interface Stored {
  title: string
  column: string
  summary: string
  body: string
  fields: Record<string, string>
}

export function valuesOf(fields: readonly FieldDeclaration[], stored: Stored): FormValues {
  const all: Record<string, string> = { ...stored.fields, ...textsOf(stored) }
  return Object.fromEntries(fields.map(({ name }) => [name, all[name] ?? '']))
}

function textsOf({ title, column, summary, body }: Stored): Record<string, string> {
  return { title, column, summary, body }
}

/** What a new document begins with. */
export function initialFields(type: DocumentType): Record<string, string> {
  return Object.fromEntries(
    type.fields.filter((field) => field.initial).map(({ name, initial }) => [name, initial ?? '']),
  )
}

/** What is sent: the declared fields and nothing else, without blanks around them. */
export function draftOf(fields: readonly FieldDeclaration[], values: FormValues): Stored {
  const draft: Stored = { title: '', column: '', summary: '', body: '', fields: {} }
  for (const { name, kind } of fields) {
    const value = kind === 'rich' ? (values[name] ?? '') : (values[name] ?? '').trim()
    if (name === 'title' || name === 'column' || name === 'summary' || name === 'body') draft[name] = value
    else draft.fields[name] = value
  }
  return draft
}

type Check = DocumentType['checks'][number]

function isNeeded(check: Check, values: FormValues): boolean {
  const other = values[check.other] ?? ''
  return check.value ? other === check.value : other !== ''
}

/** Fields that must still be filled before the draft can be submitted: declared as required, or needed with another. */
export function missing(
  type: DocumentType,
  fields: readonly FieldDeclaration[],
  values: FormValues,
): FieldDeclaration[] {
  const needed = new Set(
    type.checks.filter((check) => check.check === 'needed_with' && isNeeded(check, values)).map((check) => check.field),
  )
  return fields.filter((field) => (field.required || needed.has(field.name)) && isBlank(field, values[field.name]))
}

function isBlank(field: FieldDeclaration, value: string | undefined): boolean {
  const text = value ?? ''
  return (field.kind === 'rich' ? plainText(text) : text).trim() === ''
}

export function sameValues(a: FormValues, b: FormValues): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => (a[name] ?? '') === (b[name] ?? ''))
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/** The words of rich text, a paragraph a line, for counting and comparing. */
export function plainText(html: string): string {
  return html
    .replace(/<(br|\/p|\/h[1-6]|\/li|\/tr|\/blockquote)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? entity)
    .trim()
}

export function display(field: FieldDeclaration, value: string | undefined): string {
  if (isBlank(field, value)) return '—'
  if (controlOf(field) === 'rich') return plainText(value ?? '')
  return field.options.find((option) => option.value === value)?.label ?? value ?? ''
}
