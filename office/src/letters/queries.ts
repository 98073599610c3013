// What the pages of letters ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Letter = components['schemas']['Letter']
export type LetterField = components['schemas']['LetterField']
export type LetterKind = components['schemas']['LetterKind']
export type LetterDelivery = components['schemas']['LetterDelivery']
export type LetterSetting = components['schemas']['LetterSetting']
export type LetterTemplate = components['schemas']['LetterTemplate']

export function useLetterKinds() {
  return useQuery({
    queryKey: ['letter-kinds'],
    queryFn: () => unwrap(api.GET('/api/letter-kinds')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useLettersOf(caseId: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['letters', toValue(caseId)]),
    queryFn: () => unwrap(api.GET('/api/letters', { params: { query: { case: toValue(caseId) } } })),
  })
}

/** What waits for this person's approval. */
export function useLettersToApprove() {
  return useQuery({ queryKey: ['letters-to-approve'], queryFn: () => unwrap(api.GET('/api/letters')) })
}

export function useLetter(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['letter', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/letters/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useLetterSetting(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['letter-setting', toValue(unit)]),
    queryFn: () => unwrap(api.GET('/api/letter-settings/{unit}', { params: { path: { unit: toValue(unit) } } })),
    enabled: computed(() => toValue(unit) !== ''),
  })
}

export function useLetterTemplates(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['letter-templates', toValue(unit)]),
    queryFn: () =>
      unwrap(api.GET('/api/letter-settings/{unit}/templates', { params: { path: { unit: toValue(unit) } } })),
    enabled: computed(() => toValue(unit) !== ''),
  })
}
