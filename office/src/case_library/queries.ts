// What the pages of the case library ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type CaseStudy = components['schemas']['CaseStudy']
export type CaseStudyLine = components['schemas']['CaseStudyLine']
export type CaseStudyProof = components['schemas']['CaseStudyProof']

export function useStudies(after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['case-studies', 'list', toValue(after)]),
    queryFn: () =>
      unwrap(api.GET('/api/case-studies', { params: { query: toValue(after) ? { after: toValue(after) } : {} } })),
    placeholderData: (before) => before,
  })
}

export function useStudy(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['case-studies', 'one', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/case-studies/{id}', { params: { path: { id: toValue(id) } } })),
  })
}
