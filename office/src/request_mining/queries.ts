// What the pages of topics and conversions ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Conversion = components['schemas']['Conversion']
export type TopicMemo = components['schemas']['TopicMemo']
export type RequestTopic = components['schemas']['RequestTopic']

export interface Span {
  unit?: string
  month?: string
}

export function useTopics(span: MaybeRefOrGetter<Span>) {
  return useQuery({
    queryKey: computed(() => ['request-topics', toValue(span)]),
    queryFn: () => unwrap(api.GET('/api/request-topics', { params: { query: toValue(span) } })),
    placeholderData: (before) => before,
  })
}

export function useTopicCases(span: MaybeRefOrGetter<Span>, word: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['request-topic-cases', toValue(span), toValue(word)]),
    queryFn: () =>
      unwrap(api.GET('/api/request-topics/cases', { params: { query: { ...toValue(span), word: toValue(word) } } })),
  })
}

export function useMemos() {
  return useQuery({ queryKey: ['topic-memos'], queryFn: () => unwrap(api.GET('/api/topic-memos')) })
}

export function useConversions(after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['conversions', 'list', toValue(after)]),
    queryFn: () =>
      unwrap(api.GET('/api/conversions', { params: { query: toValue(after) ? { after: toValue(after) } : {} } })),
    placeholderData: (before) => before,
  })
}

export function useConversion(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['conversions', 'one', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/conversions/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useKeepGrounds() {
  return useQuery({
    queryKey: ['conversion-grounds'],
    queryFn: () => unwrap(api.GET('/api/conversions/grounds')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
