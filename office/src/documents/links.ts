// How a document hangs together with others. In the form all links are one value, a JSON list.
import type { DeclaredField, DocumentType } from '@/api/model'

export const linkKinds = {
  interprets: '解读',
  amends: '修改',
  repeals: '废止',
  implements: '贯彻落实',
  based_on: '依据',
  replaces: '代替',
  reports_on: '报告执行情况',
  stage_of: '所属项目',
  see_also: '相关',
} as const
export type LinkKind = keyof typeof linkKinds

export interface DocumentLink {
  kind: LinkKind
  target: string
  note?: string
  /** Of the target, for the eye. */
  title?: string
}

function isLink(value: unknown): value is DocumentLink {
  const link = value as DocumentLink | null
  return typeof link?.target === 'string' && typeof link.kind === 'string' && link.kind in linkKinds
}

export function linksOf(text: string): DocumentLink[] {
  try {
    const parsed: unknown = JSON.parse(text || '[]')
    return Array.isArray(parsed) ? parsed.filter(isLink) : []
  } catch {
    return []
  }
}

export function linksText(links: readonly DocumentLink[]): string {
  if (links.length === 0) return ''
  return JSON.stringify(links.map(({ kind, target, note, title }) => ({ kind, target, note: note ?? '', title })))
}

export function linkWords(link: DocumentLink): string {
  return `${linkKinds[link.kind]}：${link.title || link.target}${link.note ? `（${link.note}）` : ''}`
}

/** The field of the form, for types that know links. */
export function formLinks(type: DocumentType): (DeclaredField & { required: boolean })[] {
  const rules = type.links ?? []
  if (rules.length === 0) return []
  const options = rules
    .filter((rule) => rule.kind in linkKinds)
    .map((rule) => ({ value: rule.kind, label: linkKinds[rule.kind as LinkKind] }))
  const required = rules.some((rule) => rule.required)
  return [{ name: 'links', label: '关联文件', kind: 'links', group: '关联', required, options }]
}
