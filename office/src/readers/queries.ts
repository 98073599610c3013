// What the pages about readers ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type ErrorReport = components['schemas']['ErrorReport']
export type ReportState = 'open' | 'answered'

export interface Period {
  site: string
  from: string
  to: string
}

export function useReadings(period: MaybeRefOrGetter<Period>) {
  return useQuery({
    queryKey: computed(() => ['readings', toValue(period)]),
    queryFn: () => unwrap(api.GET('/api/readings', { params: { query: toValue(period) } })),
    enabled: computed(() => toValue(period).site !== ''),
  })
}

export function useRemarks(after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['remarks', toValue(after)]),
    queryFn: () => unwrap(api.GET('/api/remarks', { params: { query: { after: toValue(after) } } })),
  })
}

export function useErrorReports(state: MaybeRefOrGetter<ReportState>, after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['error-reports', toValue(state), toValue(after)]),
    queryFn: () =>
      unwrap(api.GET('/api/error-reports', { params: { query: { state: toValue(state), after: toValue(after) } } })),
  })
}

export function useErrorReport(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['error-report', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/error-reports/{id}', { params: { path: { id: toValue(id) } } })),
    // every look is noted in the audit trail: not again without being asked
    staleTime: Infinity,
  })
}
