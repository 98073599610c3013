// What the pages about policies ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'

type Asked = Record<string, string>

export function usePolicyDesk(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['policy', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/policies/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function usePairs(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['policy-pairs', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/policy-pairs', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useCoverage(by: MaybeRefOrGetter<string>, year: MaybeRefOrGetter<string>) {
  const query = computed(() => {
    const asked: Asked = { by: toValue(by) || 'unit' }
    if (toValue(year)) asked.year = toValue(year)
    return asked
  })
  return useQuery({
    queryKey: computed(() => ['policy-coverage', query.value]),
    queryFn: () => unwrap(api.GET('/api/policy-coverage', { params: { query: query.value } })),
    placeholderData: (before) => before,
  })
}

export function useLedger(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['policy-ledger', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/policy-ledger', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useTableTwo(year: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['policy-table-two', toValue(year)]),
    queryFn: () => unwrap(api.GET('/api/policy-table-two', { params: { query: { year: toValue(year) } } })),
    placeholderData: (before) => before,
  })
}

export function useNumbering() {
  return useQuery({ queryKey: ['policy-numbering'], queryFn: () => unwrap(api.GET('/api/policy-numbering')) })
}

export function useEvaluations(query: MaybeRefOrGetter<Asked>) {
  return useQuery({
    queryKey: computed(() => ['policy-evaluations', toValue(query)]),
    queryFn: () => unwrap(api.GET('/api/policy-evaluations', { params: { query: toValue(query) } })),
    placeholderData: (before) => before,
  })
}

export function useRounds() {
  return useQuery({ queryKey: ['policy-rounds'], queryFn: () => unwrap(api.GET('/api/policy-rounds')) })
}

export function useCases() {
  return useQuery({ queryKey: ['policy-cases'], queryFn: () => unwrap(api.GET('/api/policy-cases')) })
}
