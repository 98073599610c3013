// What the pages about the upkeep of sites ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type SiteColumn = components['schemas']['SiteColumn']
export type NoticeBar = components['schemas']['NoticeBar']
export type Topic = components['schemas']['Topic']
export type Shared = components['schemas']['SharedDocument']

export function useSiteColumns(site: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['site-columns', toValue(site)]),
    queryFn: () => unwrap(api.GET('/api/sites/{id}/columns', { params: { path: { id: toValue(site) } } })),
    enabled: computed(() => toValue(site) !== ''),
    select: (answer) => answer.items,
  })
}

export function useColumnSets() {
  return useQuery({
    queryKey: ['column-sets'],
    queryFn: () => unwrap(api.GET('/api/column-sets')),
    staleTime: Infinity,
    select: (answer) => answer.items,
  })
}

export function useNoticeBars() {
  return useQuery({
    queryKey: ['notice-bars'],
    queryFn: () => unwrap(api.GET('/api/notice-bars')),
    select: (answer) => answer.items,
  })
}

export function useTopics() {
  return useQuery({
    queryKey: ['topics'],
    queryFn: () => unwrap(api.GET('/api/topics')),
    select: (answer) => answer.items,
  })
}

/** Of what the public may see, on all sites. */
export function useFound(words: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['public-search', toValue(words)]),
    queryFn: () => unwrap(api.GET('/api/search', { params: { query: { q: toValue(words), facets: 'no' } } })),
    enabled: computed(() => toValue(words) !== ''),
    select: (answer) => answer.hits,
  })
}

/** "/d/0q3x…" → "0q3x…" */
export function documentOf(address: string): string {
  return address.slice('/d/'.length)
}

export function useShared(site: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['shared-documents', toValue(site)]),
    queryFn: () => unwrap(api.GET('/api/sites/{id}/placements', { params: { path: { id: toValue(site) } } })),
    enabled: computed(() => toValue(site) !== ''),
    select: (answer) => answer.items,
  })
}
