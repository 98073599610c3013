// The form of a document is made from its type's declaration, the same that the server validates with.
import type { DeclaredField, DocumentType } from '@/api/model'
import { formLinks, linksOf, linksText, linkWords, type DocumentLink } from './links'
import { rowsOf } from './table'

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
  unit?: string
  columns?: DeclaredField[]
}

/** All values of the form by field name; the server keeps texts only. */
export type FormValues = Record<string, string>

export type Control = 'line' | 'lines' | 'day' | 'choice' | 'choices' | 'rich' | 'number' | 'money' | 'table' | 'links'

const controls: Record<string, Control> = {
  text: 'line',
  document_number: 'line',
  address: 'line',
  long_text: 'lines',
  rich: 'rich',
  day: 'day',
  choice: 'choice',
  choices: 'choices',
  number: 'number',
  year: 'number',
  money: 'money',
  person: 'line',
  telephone: 'line',
  table: 'table',
  links: 'links',
}

/** A kind that this office does not know yet is still a line of text: nothing of the form is hidden. */
export function controlOf(field: FieldDeclaration): Control {
  return controls[field.kind] ?? 'line'
}

const nothing = { hint: '', group: '', max: 200, options: [], required: false }

/** 公开属性 at the source: every document has it, whatever its type. */
export const disclosures: Option[] = [
  { value: 'proactive', label: '主动公开' },
  { value: 'on_request', label: '依申请公开' },
  { value: 'withheld', label: '不予公开' },
]
export const grounds: Option[] = [
  { value: 'E14b', label: '第十四条：法律、行政法规禁止公开' },
  { value: 'E14c', label: '第十四条：公开后可能危及国家安全、公共安全、经济安全、社会稳定' },
  { value: 'E15', label: '第十五条：涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害' },
  { value: 'E16_1', label: '第十六条第一款：三类内部事务信息' },
  { value: 'E16_2', label: '第十六条第二款：四类过程性信息' },
  { value: 'E16_3', label: '第十六条第二款：行政执法案卷信息' },
]
const attribute = { ...nothing, group: '公开属性' }
const attributeFields: FieldDeclaration[] = [
  { ...attribute, name: 'disclosure', label: '公开属性', kind: 'choice', required: true, options: disclosures },
  {
    ...attribute,
    name: 'ground',
    label: '不公开的法定情形',
    kind: 'choice',
    options: grounds,
    hint: '主动公开的不填。涉密内容不得录入本系统。',
  },
  { ...attribute, name: 'ground_note', label: '情形说明', kind: 'long_text', max: 300 },
]

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
    ...formLinks(type).map((field) => ({ ...nothing, ...field })),
    ...attributeFields,
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

type Disclosure = 'undecided' | 'proactive' | 'on_request' | 'withheld'

interface Stored {
  title: string
  disclosure: Disclosure
  ground: string
  ground_note: string
  column: string
  summary: string
  body: string
  fields: Record<string, string>
  links?: DocumentLink[]
}

export function valuesOf(fields: readonly FieldDeclaration[], stored: Stored): FormValues {
  const all: Record<string, string> = { ...stored.fields, ...textsOf(stored) }
  return Object.fromEntries(fields.map(({ name }) => [name, all[name] ?? '']))
}

function textsOf(stored: Stored): Record<string, string> {
  const { title, column, summary, body, ground, ground_note } = stored
  return {
    title,
    column,
    summary,
    body,
    disclosure: stored.disclosure === 'undecided' ? '' : stored.disclosure,
    ground,
    ground_note,
    links: linksText(stored.links ?? []),
  }
}

const ownTexts = ['title', 'column', 'summary', 'body', 'ground', 'ground_note'] as const
type OwnText = (typeof ownTexts)[number]

function isOwnText(name: string): name is OwnText {
  return (ownTexts as readonly string[]).includes(name)
}

/** What a new document begins with. */
export function initialFields(type: DocumentType): Record<string, string> {
  return Object.fromEntries(
    type.fields.filter((field) => field.initial).map(({ name, initial }) => [name, initial ?? '']),
  )
}

/** What is sent: the declared fields and nothing else, without blanks around them. */
export function draftOf(fields: readonly FieldDeclaration[], values: FormValues): Stored {
  const draft: Stored = {
    title: '',
    column: '',
    summary: '',
    body: '',
    disclosure: 'undecided',
    ground: '',
    ground_note: '',
    fields: {},
  }
  for (const { name, kind } of fields) {
    const value = kind === 'rich' ? (values[name] ?? '') : (values[name] ?? '').trim()
    if (isOwnText(name)) draft[name] = value
    else if (kind === 'links')
      draft.links = linksOf(value).map(({ kind, target, note }) => ({ kind, target, note: note ?? '' }))
    else if (name === 'disclosure') draft.disclosure = (value || 'undecided') as Disclosure
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
  if (field.kind === 'table') return rowsOf(text).length === 0
  if (field.kind === 'links') return linksOf(text).length === 0
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
  const text = value ?? ''
  switch (controlOf(field)) {
    case 'rich':
      return plainText(text)
    case 'table':
      return tableWords(field, text)
    case 'links':
      return linksOf(text).map(linkWords).join('\n')
    case 'choices':
      return text
        .split('\n')
        .map((one) => labelOf(field, one))
        .join('、')
    case 'money':
      return field.unit ? `${text} ${field.unit}` : text
    default:
      return labelOf(field, text)
  }
}

function labelOf(field: Pick<DeclaredField, 'options'>, value: string): string {
  return field.options?.find((option) => option.value === value)?.label ?? value
}

/** A row a line, its cells by their labels: for comparing and for reading. */
function tableWords(field: FieldDeclaration, text: string): string {
  const columns = field.columns ?? []
  const words = (row: Record<string, string>): string =>
    columns
      .filter((column) => row[column.name])
      .map((column) => `${column.label}：${labelOf(column, row[column.name] ?? '')}`)
      .join('；')
  return rowsOf(text).map(words).join('\n')
}
