// What the pages about checks ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Finding = components['schemas']['Finding']
export type Checks = components['schemas']['Checks']
export type CheckList = components['schemas']['CheckList']
export type ListChange = components['schemas']['CheckListChange']

export function useChecks(document: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number>) {
  return useQuery({
    // a new version of the document makes the last look stale
    queryKey: computed(() => ['checks', toValue(document), toValue(version)]),
    queryFn: () => unwrap(api.GET('/api/documents/{id}/checks', { params: { path: { id: toValue(document) } } })),
  })
}

export function useCheckLists() {
  return useQuery({ queryKey: ['check-lists'], queryFn: () => unwrap(api.GET('/api/check-lists')) })
}

export function useCheckList(id: MaybeRefOrGetter<string>, after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['check-list', toValue(id), toValue(after)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/check-lists/{id}', {
          params: { path: { id: toValue(id) }, query: toValue(after) ? { after: toValue(after) } : {} },
        }),
      ),
    placeholderData: (before) => before,
  })
}
