// What the pages of annual reports ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'

type Asked = Record<string, string>

export function useBoard(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['annual-reports', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/annual-reports', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useReport(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['annual-report', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/annual-reports/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

/** What stands behind a cell, a page at a time. */
export function useBehind(
  id: MaybeRefOrGetter<string>,
  cell: MaybeRefOrGetter<number>,
  after: MaybeRefOrGetter<string>,
) {
  return useQuery({
    queryKey: computed(() => ['annual-report', toValue(id), 'cell', toValue(cell), toValue(after)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/annual-reports/{id}/cells/{cell}', {
          params: {
            path: { id: toValue(id), cell: toValue(cell) },
            query: toValue(after) ? { after: toValue(after) } : {},
          },
        }),
      ),
    placeholderData: (before) => before,
  })
}

export function useFindings(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['annual-report', toValue(id), 'findings']),
    queryFn: () => unwrap(api.GET('/api/annual-reports/{id}/findings', { params: { path: { id: toValue(id) } } })),
  })
}
