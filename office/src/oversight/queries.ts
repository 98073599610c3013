// What the pages of inspections and of the archive ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Inspection = components['schemas']['Inspection']
export type InspectedCase = components['schemas']['OversightSample']
export type Criterion = components['schemas']['OversightCriterion']
export type Verdict = NonNullable<Criterion['score']>['verdict']

export function useInspections() {
  return useQuery({
    queryKey: ['inspections'],
    queryFn: () => unwrap(api.GET('/api/oversight/inspections')),
    select: (answer) => answer.items,
  })
}

export function useInspection(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['inspections', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/oversight/inspections/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useInspectedCase(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['inspected-case', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/oversight/samples/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useInspectionChoices() {
  return useQuery({
    queryKey: ['inspection-choices'],
    queryFn: () => unwrap(api.GET('/api/oversight/choices')),
  })
}

export function useCaseFile(id: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => ['case-file', toValue(id), toValue(version)]),
    queryFn: () => unwrap(api.GET('/api/oversight/cases/{id}/file', { params: { path: { id: toValue(id) } } })),
    placeholderData: (before) => before,
  })
}

export interface ArchiveFilters {
  unit: string
  year: string
  state: string
  after: string
}
export function useArchive(filters: MaybeRefOrGetter<ArchiveFilters>) {
  return useQuery({
    queryKey: computed(() => ['archive', toValue(filters)]),
    queryFn: () => {
      const query = Object.fromEntries(Object.entries(toValue(filters)).filter(([, value]) => value !== ''))
      return unwrap(api.GET('/api/oversight/archive', { params: { query } }))
    },
  })
}
