// What the pages of requests ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'

type Asked = Record<string, string>

export function useQueue(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['requests', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/requests', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useRequest(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/requests/{id}', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(id) !== ''),
  })
}

export function useChoices() {
  return useQuery({
    queryKey: ['request-choices'],
    queryFn: () => unwrap(api.GET('/api/requests/choices')),
    staleTime: 600_000,
  })
}

export function useVolume(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request-volume', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/requests/{id}/volume', { params: { path: { id: toValue(id) } } })),
  })
}

/** Requests that say nearly the same, of whatever unit. */
export function useSimilar(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request-similar', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/requests/{id}/similar', { params: { path: { id: toValue(id) } } })),
  })
}

/** What everybody can read already. The words go in the body: what somebody asks for tells who asks. */
export function usePublicAlready(id: MaybeRefOrGetter<string>, words: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request-public', toValue(id), toValue(words)]),
    queryFn: () =>
      unwrap(
        api.POST('/api/requests/{id}/public', {
          params: { path: { id: toValue(id) } },
          body: { words: toValue(words) },
        }),
      ),
    placeholderData: (before) => before,
  })
}

export function useConsultation(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request-consultation', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/requests/consultations/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useInquiries() {
  return useQuery({ queryKey: ['request-inquiries'], queryFn: () => unwrap(api.GET('/api/requests/inquiries')) })
}

export function useRequestNotices() {
  return useQuery({ queryKey: ['request-notices'], queryFn: () => unwrap(api.GET('/api/requests/notices')) })
}

export function useStatistics(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['request-statistics', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/requests/statistics', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}
