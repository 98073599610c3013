// A copy of what is being written, kept in this browser until the server has it. It holds the document's own fields only:
// no names, no accounts. A copy belongs to the person who wrote it: nobody else at this browser is offered it. The end of
// the login, by logging out or by time, removes all copies.
import type { FormValues } from './form'

export interface KeptDraft {
  version: number
  saved_at: string
  values: FormValues
}

/** Whose copy, of which document. */
export interface DraftPlace {
  person: string
  document: string
}

const prefix = 'gongkai.draft.'
const lifetime = 14 * 24 * 3600 * 1000

function keyOf({ person, document }: DraftPlace): string {
  return `${prefix}${person}.${document}`
}

function store(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

export function keepDraft(place: DraftPlace, version: number, values: FormValues, now: Date): void {
  try {
    const draft: KeptDraft = { version, saved_at: now.toISOString(), values }
    store()?.setItem(keyOf(place), JSON.stringify(draft))
  } catch {
    // A full or forbidden store must not stand in the way of writing; the server copy remains.
  }
}

export function keptDraft(place: DraftPlace, now: Date): KeptDraft | null {
  const text = store()?.getItem(keyOf(place))
  if (!text) return null
  try {
    const draft = JSON.parse(text) as KeptDraft
    if (now.getTime() - new Date(draft.saved_at).getTime() < lifetime && typeof draft.values === 'object') return draft
  } catch {
    // Unreadable: dropped below.
  }
  dropDraft(place)
  return null
}

export function dropDraft(place: DraftPlace): void {
  store()?.removeItem(keyOf(place))
}

export function dropAllDrafts(): void {
  const storage = store()
  if (!storage) return
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
}
