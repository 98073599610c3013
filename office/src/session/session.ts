// Who works at this screen, how far the login has come, and what they may do.
import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { api, setDoorkeeper, unwrap } from '@/api/client'
import { dropAllDrafts } from '@/documents/drafts'
import type { Permission, SessionState, Staff } from '@/api/model'

export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('none')
  const csrf = ref('')
  const person = shallowRef<Staff | null>(null)
  const permissions = ref<readonly string[]>([])
  const loaded = ref(false)
  /** A login that ended while pages with unsaved contents are open: they stay, and the login form lies above them. */
  const interrupted = ref(false)
  const asking = ref(false)
  let answerReauthentication: (done: boolean) => void = () => undefined

  const isReady = computed(() => state.value === 'ready')

  async function refresh(): Promise<void> {
    const session = await unwrap(api.GET('/api/session'))
    const before = person.value?.id
    if (state.value === 'ready' && session.state !== 'ready') interrupted.value = true
    state.value = session.state
    csrf.value = session.csrf ?? ''
    // A login that ended by itself leaves no more behind than logging out does.
    if (session.state !== 'ready') dropAllDrafts()
    if (session.state === 'ready') {
      // Kept while the login is interrupted: without them the open pages would close.
      permissions.value = session.permissions ?? []
      person.value = session.person ?? null
      // Somebody else logged in on this screen: nothing of the first person may remain.
      if (before && before !== person.value?.id) window.location.assign('/office/')
      interrupted.value = false
    }
    loaded.value = true
  }

  /** The server no longer knows this login. What is open stays open below the login form. */
  function ended(): void {
    if (state.value === 'ready') void refresh().catch(() => undefined)
  }

  function may(permission: Permission): boolean {
    return permissions.value.includes(permission)
  }

  async function logOut(): Promise<void> {
    await unwrap(api.DELETE('/api/session'))
    dropAllDrafts()
    window.location.assign('/office/')
  }

  function reauthenticate(): Promise<boolean> {
    asking.value = true
    return new Promise((resolve) => {
      answerReauthentication = resolve
    })
  }

  function finishReauthentication(done: boolean): void {
    asking.value = false
    answerReauthentication(done)
  }

  setDoorkeeper({ csrf: () => csrf.value, refresh, ended, reauthenticate })

  return {
    state, csrf, person, permissions, loaded, interrupted, asking, isReady,
    refresh, may, logOut, finishReauthentication,
  } // prettier-ignore
})
