// What the catalogue pages ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components, paths } from '@/api/schema'

export type Item = components['schemas']['CatalogueItem']
export type ItemInput = components['schemas']['CatalogueItemInput']
export type Version = components['schemas']['CatalogueVersionFull']
export type Filing = components['schemas']['Filing']
export type Campaign = components['schemas']['Campaign']
export type Entry = components['schemas']['CampaignEntry']
export type Statute = paths['/api/catalogue/statute']['get']['responses']['200']['content']['application/json']

export function useStatute() {
  return useQuery({
    queryKey: ['catalogue-statute'],
    queryFn: () => unwrap(api.GET('/api/catalogue/statute')),
    staleTime: Infinity,
  })
}

export function useCatalogues() {
  return useQuery({ queryKey: ['catalogues'], queryFn: () => unwrap(api.GET('/api/catalogues')) })
}

export function useCatalogue(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/catalogues/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useVersion(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue-version', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/catalogue-versions/{id}', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(id) !== ''),
  })
}

export function useFiling(document: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['filing', toValue(document)]),
    queryFn: () => unwrap(api.GET('/api/catalogue/documents/{id}', { params: { path: { id: toValue(document) } } })),
  })
}

export function useFulfilment(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue-fulfilment', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/catalogues/{id}/fulfilment', { params: { path: { id: toValue(id) } } })),
  })
}

export function useCoverage(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue-coverage', toValue(unit)]),
    queryFn: () =>
      unwrap(api.GET('/api/catalogue/coverage', { params: { query: { unit: toValue(unit) || undefined } } })),
  })
}

export function useBudgets(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue-budgets', toValue(unit)]),
    queryFn: () =>
      unwrap(api.GET('/api/catalogue/budgets', { params: { query: { unit: toValue(unit) || undefined } } })),
  })
}

export function useTimeliness(query: MaybeRefOrGetter<{ unit?: string; from?: string; state?: string }>) {
  return useQuery({
    queryKey: computed(() => ['catalogue-timeliness', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/catalogue/timeliness', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useCampaigns() {
  return useQuery({ queryKey: ['campaigns'], queryFn: () => unwrap(api.GET('/api/campaigns')) })
}

export function useReviews() {
  return useQuery({
    queryKey: ['disclosure-reviews'],
    queryFn: () => unwrap(api.GET('/api/disclosure-reviews')),
  })
}
