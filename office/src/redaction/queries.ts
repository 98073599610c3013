// What the redaction editor asks the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { Owner, RedactionLine } from './model'

const lookAgain = 1000

/** Its file is being made behind the scenes. */
export function isUnderway(redaction: Pick<RedactionLine, 'work'> | undefined): boolean {
  return redaction?.work?.state === 'waiting' || redaction?.work?.state === 'running'
}

export function useRedactions(owner: MaybeRefOrGetter<Owner>) {
  return useQuery({
    queryKey: computed(() => ['redactions', toValue(owner).kind, toValue(owner).id]),
    queryFn: () =>
      unwrap(
        api.GET('/api/redactions', {
          params: { query: { owner_kind: toValue(owner).kind, owner: toValue(owner).id } },
        }),
      ),
    refetchInterval: (query) => (query.state.data?.items.some(isUnderway) ? lookAgain * 2 : false),
  })
}

export function useRedaction(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['redaction', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/redactions/{id}', { params: { path: { id: toValue(id) } } })),
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (isUnderway(query.state.data) ? lookAgain : false),
  })
}

/** Reading a scan takes seconds: what was read is kept while the editor is open, and no longer. */
export function useSourcePage(id: MaybeRefOrGetter<string>, number: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => ['redaction-page', toValue(id), toValue(number)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/redactions/{id}/pages/{number}', {
          params: { path: { id: toValue(id), number: toValue(number) } },
        }),
      ),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  })
}
