// What the pages of checked reports ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Batch = components['schemas']['ReportBatch']
export type ReportLine = components['schemas']['ReportFileLine']
export type Report = components['schemas']['ReportFile']
export type Cell = Report['cells'][number]
export type Only = 'errors' | 'doubts' | 'unreadable' | 'kept'

export function useBatches(after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['report-batches', toValue(after)]),
    queryFn: () =>
      unwrap(api.GET('/api/report-batches', { params: { query: { after: toValue(after) || undefined } } })),
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data?.items.some((batch) => batch.state === 'checking') ? 2000 : false),
  })
}

export function useBatch(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['report-batch', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/report-batches/{id}', { params: { path: { id: toValue(id) } } })),
    refetchInterval: (query) => (query.state.data?.state === 'checking' ? 1000 : false),
  })
}

export function useReports(
  batch: MaybeRefOrGetter<string>,
  only: MaybeRefOrGetter<string>,
  after: MaybeRefOrGetter<string>,
) {
  return useQuery({
    queryKey: computed(() => ['report-lines', toValue(batch), toValue(only), toValue(after)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/report-batches/{id}/files', {
          params: {
            path: { id: toValue(batch) },
            query: { after: toValue(after) || undefined, only: (toValue(only) || undefined) as Only | undefined },
          },
        }),
      ),
    placeholderData: (before) => before,
  })
}

export function useReport(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['report-file', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/report-files/{id}', { params: { path: { id: toValue(id) } } })),
  })
}
