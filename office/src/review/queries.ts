// What the pages of the reviews ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Review = components['schemas']['Review']
export type ReviewRemark = components['schemas']['ReviewRemark']
export type ReviewTask = components['schemas']['ReviewTask']
export type ReviewRoute = components['schemas']['ReviewRoute']
export type ReviewSignature = components['schemas']['ReviewSignature']
export type SecrecyForms = components['schemas']['SecrecyForms']
export type Recheck = components['schemas']['Recheck']
export type Contribution = components['schemas']['Contribution']
export type ReviewDemand = components['schemas']['ReviewDemand']
export type Delegation = components['schemas']['Delegation']

export function useReview(id: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number>) {
  return useQuery({
    // The version is part of the key: what happened to the document may have begun or ended a round.
    queryKey: computed(() => ['review', toValue(id), toValue(version)]),
    queryFn: () => unwrap(api.GET('/api/documents/{id}/review', { params: { path: { id: toValue(id) } } })),
    placeholderData: (before) => before,
  })
}

export function useInbox() {
  return useQuery({ queryKey: ['review-inbox'], queryFn: () => unwrap(api.GET('/api/review/inbox')) })
}

export function useSecrecy(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['secrecy', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/documents/{id}/secrecy', { params: { path: { id: toValue(id) } } })),
  })
}

export function useDelegations() {
  return useQuery({
    queryKey: ['delegations'],
    queryFn: () => unwrap(api.GET('/api/review/delegations')),
    select: (answer) => answer.items,
  })
}

export function useDemands() {
  return useQuery({ queryKey: ['demands'], queryFn: () => unwrap(api.GET('/api/review/demands')) })
}
