// What the pages of the annual report of a site ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type SiteReport = components['schemas']['SiteReport']
export type SiteReportRow = components['schemas']['SiteReportRow']

export function useSiteReports(year: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['site-reports', toValue(year)]),
    queryFn: () => unwrap(api.GET('/api/site-reports', { params: { query: { year: toValue(year) } } })),
    select: (answer) => answer.items,
  })
}

export function useSiteReport(site: MaybeRefOrGetter<string>, year: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => ['site-report', toValue(site), toValue(year)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/site-reports/{site}/{year}', {
          params: { path: { site: toValue(site), year: toValue(year) } },
        }),
      ),
  })
}
