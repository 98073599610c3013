// What the pages of reviews and lawsuits ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Remedy = components['schemas']['Remedy']
export type RemedyCells = components['schemas']['RemedyCells']

export function useRemedies(year: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['remedies', 'year', toValue(year)]),
    queryFn: () =>
      unwrap(api.GET('/api/remedies', { params: { query: toValue(year) ? { year: toValue(year) } : {} } })),
    placeholderData: (before) => before,
  })
}

export function useRemediesOf(caseId: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['remedies', 'case', toValue(caseId)]),
    queryFn: () => unwrap(api.GET('/api/cases/{id}/remedies', { params: { path: { id: toValue(caseId) } } })),
  })
}

export function useRemedy(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['remedies', 'one', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/remedies/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useDispositions() {
  return useQuery({
    queryKey: ['remedy-dispositions'],
    queryFn: () => unwrap(api.GET('/api/remedies/dispositions')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
