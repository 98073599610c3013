// A copy of what is being written, kept in this browser until the server has it. It holds the document's own fields only:
// no names, no accounts. Logging out removes all copies from the browser.
import type { FormValues } from './form'

export interface KeptDraft {
  version: number
  saved_at: string
  values: FormValues
}

const prefix = 'gongkai.draft.'
const lifetime = 14 * 24 * 3600 * 1000

function store(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

export function keepDraft(document: string, version: number, values: FormValues, now: Date): void {
  try {
    const draft: KeptDraft = { version, saved_at: now.toISOString(), values }
    store()?.setItem(prefix + document, JSON.stringify(draft))
  } catch {
    // A full or forbidden store must not stand in the way of writing; the server copy remains.
  }
}

export function keptDraft(document: string, now: Date): KeptDraft | null {
  const text = store()?.getItem(prefix + document)
  if (!text) return null
  try {
    const draft = JSON.parse(text) as KeptDraft
    if (now.getTime() - new Date(draft.saved_at).getTime() < lifetime && typeof draft.values === 'object') return draft
  } catch {
    // Unreadable: dropped below.
  }
  dropDraft(document)
  return null
}

export function dropDraft(document: string): void {
  store()?.removeItem(prefix + document)
}

export function dropAllDrafts(): void {
  const storage = store()
  if (!storage) return
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
}
