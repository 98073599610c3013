// A field of a type as the form shows it: lists are lines of text, so that nobody types a declaration by hand.
import type { DeclaredField } from '@/api/model'

export interface FieldForm {
  name: string
  label: string
  kind: string
  hint: string
  group: string
  unit: string
  max: string
  required: boolean
  shown: boolean
  /** One a line. */
  options: string
  /** Of a table: one column a line, its label. */
  columns: string
}

const listed = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)

export function formOf(field: DeclaredField): FieldForm {
  return {
    name: field.name,
    label: field.label,
    kind: field.kind,
    hint: field.hint ?? '',
    group: field.group ?? '',
    unit: field.unit ?? '',
    max: field.max ? String(field.max) : '',
    required: field.required ?? false,
    shown: field.shown ?? true,
    options: (field.options ?? []).map((option) => option.label).join('\n'),
    columns: (field.columns ?? []).map((column) => column.label).join('\n'),
  }
}

export const emptyField: FieldForm = formOf({ name: '', label: '', kind: 'text' })

/** The next free name: documents keep values under it, so it never changes and is never typed. */
export function freeName(taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`field_${number}`)) number += 1
  return `field_${number}`
}

/** What has the same label keeps its value or name; only what is new gets one. */
export function fieldOf(form: FieldForm, before: DeclaredField | undefined, taken: readonly string[]): DeclaredField {
  const valueOf = new Map((before?.options ?? []).map((option) => [option.label, option.value]))
  const columnOf = new Map((before?.columns ?? []).map((column) => [column.label, column]))
  const names = [...columnOf.values()].map((column) => column.name)
  const columns = listed(form.columns).map((label) => {
    const known = columnOf.get(label)
    if (known) return known
    const name = freeName(names)
    names.push(name)
    return { name, label, kind: 'text' }
  })
  const chooses = form.kind === 'choice' || form.kind === 'choices'
  const max = Number.parseInt(form.max, 10)
  return {
    name: form.name || freeName(taken),
    label: form.label.trim(),
    kind: form.kind,
    hint: form.hint.trim(),
    group: form.group.trim(),
    required: form.required,
    shown: form.shown,
    unit: form.unit.trim(),
    ...(before?.initial ? { initial: before.initial } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
    ...(chooses
      ? { options: listed(form.options).map((label) => ({ value: valueOf.get(label) ?? label, label })) }
      : {}),
    ...(form.kind === 'table' ? { columns } : {}),
  }
}
