// The writing desk of one document: what is typed, when it is saved, and what happens when somebody else saved before.
import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { api, unwrap } from '@/api/client'
import { ApiError, isConflict, present } from '@/api/errors'
import type { Attachment, DocumentRecord } from '@/api/model'
import type { Faults } from '@/parts/faults'
import { useSession } from '@/session/session'
import { dropDraft, keepDraft, keptDraft } from './drafts'
import type { DocumentLink } from './links'
import { draftOf, sameValues, valuesOf, type FieldDeclaration, type FormValues } from './form'

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed'

const idleBeforeSave = 3000
const idleBeforeKeep = 400
const untilRetry = 15_000

export function recordValues(fields: readonly FieldDeclaration[], record: DocumentRecord): FormValues {
  return valuesOf(fields, { ...record.edition, links: record.links as DocumentLink[] })
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
  const session = useSession()
  const place = { person: session.person?.id ?? '', document: record.id }
  const found = shallowRef(keptDraft(place, new Date()))
  if (found.value && sameValues(found.value.values, saved.value)) found.value = null

  const isDirty = computed(() => !sameValues(values, saved.value))
  let saveTimer = 0
  let keepTimer = 0
  let queue: Promise<unknown> = Promise.resolve()

  /** One thing after the other: each makes a new version that the next must know. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  async function send(asked: boolean): Promise<boolean> {
    const sent = { ...values }
    state.value = 'saving'
    try {
      const path = { id: record.id }
      const body = { version: version.value, ...draftOf(fields.value, sent) }
      const answer = await unwrap(api.PUT('/api/documents/{id}', { params: { path }, body }))
      version.value = answer.version
      saved.value = sent
      savedAt.value = new Date()
      failure.value = ''
      faults.clear()
      state.value = isDirty.value ? 'unsaved' : 'saved'
      if (!isDirty.value) dropDraft(place)
      return true
    } catch (error) {
      showFailure(error, asked)
      return false
    }
  }

  function showFailure(error: unknown, asked: boolean): void {
    const told = present(error)
    state.value = 'failed'
    failure.value = told.message
    if (isConflict(error) && error.current) theirs.value = error.current as DocumentRecord
    else if (asked) faults.show(error)
    // A save that nobody asked for must not pull the writer out of the sentence: only the fields are marked.
    else faults.byField = told.byField
    if (!(error instanceof ApiError)) saveTimer = window.setTimeout(() => void save(false), untilRetry)
  }

  /** True when the server has everything that is on the page. */
  function save(asked = true): Promise<boolean> {
    window.clearTimeout(saveTimer)
    return inTurn(() => (isDirty.value ? send(asked) : Promise.resolve(true)))
  }

  /** Work that makes a new version itself, such as adding a file: what is typed goes first. */
  async function alone(work: () => Promise<DocumentRecord | null>): Promise<void> {
    if (await save()) await inTurn(async () => adopt(await work()))
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
    keepTimer = window.setTimeout(keep, idleBeforeKeep)
    window.clearTimeout(saveTimer)
    // While a conflict waits for a decision, nothing may be saved behind the person's back.
    if (!theirs.value) saveTimer = window.setTimeout(() => void save(false), idleBeforeSave)
  })

  /** After the end of a login nothing may stay behind in the browser; the page itself still holds what was typed. */
  function keep(): void {
    if (session.isReady && isDirty.value) keepDraft(place, version.value, { ...values }, new Date())
  }

  watch(
    () => session.isReady,
    (again) => {
      if (again && isDirty.value && !theirs.value) void save(false)
    },
  )

  function restoreFound(): void {
    if (found.value) replace(found.value.values)
    found.value = null
  }

  function discardFound(): void {
    dropDraft(place)
    found.value = null
  }

  /** After a conflict: what the person put together from both texts goes on from the other's version. */
  async function merge(chosen: FormValues): Promise<void> {
    if (!theirs.value) return
    version.value = theirs.value.version
    saved.value = recordValues(fields.value, theirs.value)
    theirs.value = null
    replace(chosen)
    if (!isDirty.value) {
      dropDraft(place)
      state.value = 'saved'
      failure.value = ''
    }
    await save()
  }

  function warnBeforeLeaving(event: BeforeUnloadEvent): void {
    if (isDirty.value) event.preventDefault()
  }
  window.addEventListener('beforeunload', warnBeforeLeaving)
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warnBeforeLeaving)
    window.clearTimeout(saveTimer)
    window.clearTimeout(keepTimer)
    keep()
  })

  return {
    values, version, attachments, state, failure, savedAt, theirs, found, isDirty,
    save, alone, restoreFound, discardFound, merge,
  } // prettier-ignore
}

export type Editing = ReturnType<typeof useEditing>
