// The writing desk of one document: what is typed, when it is saved, and what happens when somebody else saved before.
import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import { isConflict, present } from '@/api/errors'
import type { Attachment, DocumentRecord } from '@/api/model'
import type { Faults } from '@/parts/faults'
import { dropDraft, keepDraft, keptDraft } from './drafts'
import { draftOf, sameValues, valuesOf, type FieldDeclaration, type FormValues } from './form'

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed'

const idleBeforeSave = 3000
const idleBeforeKeep = 400

export function recordValues(fields: readonly FieldDeclaration[], record: DocumentRecord): FormValues {
  return valuesOf(fields, record.edition)
}

export function useEditing(record: DocumentRecord, fields: Ref<FieldDeclaration[]>, faults: Faults) {
  const values = reactive<FormValues>(recordValues(fields.value, record))
  const saved = ref<FormValues>({ ...values })
  const version = ref(record.version)
  const attachments = ref<Attachment[]>([...record.attachments])
  const state = ref<SaveState>('saved')
  const failure = ref('')
  const savedAt = shallowRef<Date | null>(null)
  const theirs = shallowRef<DocumentRecord | null>(null)
  const found = shallowRef(keptDraft(record.id, new Date()))
  if (found.value && sameValues(found.value.values, saved.value)) found.value = null

  const isDirty = computed(() => !sameValues(values, saved.value))
  let saveTimer = 0
  let keepTimer = 0
  let running: Promise<boolean> | null = null

  async function send(): Promise<boolean> {
    const sent = { ...values }
    state.value = 'saving'
    try {
      const answer = await unwrap(
        api.PUT('/api/documents/{id}', {
          params: { path: { id: record.id } },
          body: { version: version.value, ...draftOf(fields.value, sent) },
        }),
      )
      version.value = answer.version
      saved.value = sent
      savedAt.value = new Date()
      failure.value = ''
      faults.clear()
      state.value = isDirty.value ? 'unsaved' : 'saved'
      if (!isDirty.value) dropDraft(record.id)
      return true
    } catch (error) {
      state.value = 'failed'
      failure.value = present(error).message
      if (isConflict(error) && error.current) theirs.value = error.current as DocumentRecord
      else faults.show(error)
      return false
    }
  }

  /** One save at a time; whoever asks while one runs waits for it and then for what was typed meanwhile. */
  async function save(): Promise<boolean> {
    window.clearTimeout(saveTimer)
    while (running) await running
    if (!isDirty.value) return true
    running = send()
    const done = await running
    running = null
    return done
  }

  /** Work that makes a new version itself, such as adding a file: what is typed goes first, and no save runs beside it. */
  async function alone(work: () => Promise<DocumentRecord | null>): Promise<void> {
    if (!(await save())) return
    while (running) await running
    running = work().then(adopt)
    await running
    running = null
  }

  function adopt(now: DocumentRecord | null): boolean {
    if (!now) return false
    attachments.value = [...now.attachments]
    // One version further is our own work; more means that somebody else saved, and the next save will say so.
    if (now.version === version.value + 1) version.value = now.version
    return true
  }

  function replace(next: FormValues): void {
    Object.assign(values, next)
  }

  watch(values, () => {
    if (!isDirty.value) return
    if (state.value !== 'saving') state.value = 'unsaved'
    window.clearTimeout(keepTimer)
    keepTimer = window.setTimeout(() => keepDraft(record.id, version.value, { ...values }, new Date()), idleBeforeKeep)
    window.clearTimeout(saveTimer)
    // While a conflict waits for a decision, nothing may be saved behind the person's back.
    if (!theirs.value) saveTimer = window.setTimeout(() => void save(), idleBeforeSave)
  })

  function restoreFound(): void {
    if (found.value) replace(found.value.values)
    found.value = null
  }

  function discardFound(): void {
    dropDraft(record.id)
    found.value = null
  }

  async function keepMine(): Promise<void> {
    if (!theirs.value) return
    version.value = theirs.value.version
    saved.value = recordValues(fields.value, theirs.value)
    theirs.value = null
    await save()
  }

  function takeTheirs(): void {
    if (!theirs.value) return
    version.value = theirs.value.version
    saved.value = recordValues(fields.value, theirs.value)
    replace(saved.value)
    dropDraft(record.id)
    theirs.value = null
    state.value = 'saved'
    failure.value = ''
  }

  function warnBeforeLeaving(event: BeforeUnloadEvent): void {
    if (isDirty.value) event.preventDefault()
  }
  window.addEventListener('beforeunload', warnBeforeLeaving)
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warnBeforeLeaving)
    window.clearTimeout(saveTimer)
    window.clearTimeout(keepTimer)
    if (isDirty.value) keepDraft(record.id, version.value, { ...values }, new Date())
  })

  return {
    values, version, attachments, state, failure, savedAt, theirs, found, isDirty,
    save, alone, restoreFound, discardFound, keepMine, takeTheirs,
  } // prettier-ignore
}

export type Editing = ReturnType<typeof useEditing>
