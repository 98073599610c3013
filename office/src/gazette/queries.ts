// What the pages of the gazette ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'

export function useIssues() {
  return useQuery({ queryKey: ['gazette-issues'], queryFn: () => unwrap(api.GET('/api/gazette/issues')) })
}

/** While pages wait to be read, it asks again: the work goes on without the page. */
export function useIssue(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['gazette-issue', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/gazette/issues/{id}', { params: { path: { id: toValue(id) } } })),
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.state === 'waiting') ? 4000 : false),
  })
}

export function useBasket(id: MaybeRefOrGetter<string>, span: MaybeRefOrGetter<{ from: string; to: string }>) {
  return useQuery({
    queryKey: computed(() => ['gazette-basket', toValue(id), toValue(span)]),
    queryFn: () => {
      const { from, to } = toValue(span)
      const query = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
      return unwrap(api.GET('/api/gazette/issues/{id}/basket', { params: { path: { id: toValue(id) }, query } }))
    },
    placeholderData: (before) => before,
  })
}

export function usePage(id: MaybeRefOrGetter<string>, number: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => ['gazette-page', toValue(id), toValue(number)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/gazette/issues/{id}/pages/{number}', {
          params: { path: { id: toValue(id), number: toValue(number) } },
        }),
      ),
  })
}

export function useCorrections() {
  return useQuery({ queryKey: ['gazette-corrections'], queryFn: () => unwrap(api.GET('/api/gazette/corrections')) })
}
