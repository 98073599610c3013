// Which types a new document can have: by category, as the catalogue of types orders them, the person's own recent ones
// first. What was chosen lately is kept in this browser only, for each person apart.
import type { DocumentType } from '@/api/model'

export interface TypeGroup {
  label: string
  types: DocumentType[]
}

const most = 5
const recentLabel = '最近用过'

function fits(type: DocumentType, words: readonly string[]): boolean {
  const text = `${type.name} ${type.category ?? ''} ${type.about}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Each type stands once: under the recent ones or under its category. */
export function typeGroups(types: readonly DocumentType[], filter: string, recent: readonly string[]): TypeGroup[] {
  const words = filter.trim().toLowerCase().split(/\s+/)
  const found = types.filter((type) => fits(type, words))
  const lately = recent.flatMap((id) => found.filter((type) => type.id === id))
  const groups = new Map<string, DocumentType[]>(lately.length > 0 ? [[recentLabel, lately]] : [])
  for (const type of found) {
    if (lately.includes(type)) continue
    const label = type.category || '其他'
    groups.set(label, [...(groups.get(label) ?? []), type])
  }
  return [...groups].map(([label, inGroup]) => ({ label, types: inGroup }))
}

const keyOf = (person: string): string => `gongkai.types.${person}`

export function recentTypes(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(person)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function keepRecentType(person: string, type: string): void {
  const kept = [type, ...recentTypes(person).filter((id) => id !== type)].slice(0, most)
  try {
    window.localStorage.setItem(keyOf(person), JSON.stringify(kept))
  } catch {
    // Without a store the list is only by category.
  }
}
