// What the pages about the search ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'
import type { QuestionView, WordKind } from './words'

export type SearchWord = components['schemas']['SearchWord']
export type BestBet = components['schemas']['BestBet']

export function useSearchWords(kind: MaybeRefOrGetter<WordKind>) {
  return useQuery({
    queryKey: computed(() => ['search-words', toValue(kind)]),
    queryFn: () => unwrap(api.GET('/api/search-words', { params: { query: { kind: toValue(kind) } } })),
    select: (answer) => answer.items,
  })
}

export function useBestBets() {
  return useQuery({
    queryKey: ['best-bets'],
    queryFn: () => unwrap(api.GET('/api/best-bets')),
    select: (answer) => answer.items,
  })
}

export function useQuestions(view: MaybeRefOrGetter<QuestionView>, days: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => ['search-questions', toValue(view), toValue(days)]),
    queryFn: () =>
      unwrap(api.GET('/api/search-questions', { params: { query: { view: toValue(view), days: toValue(days) } } })),
    select: (answer) => answer.items,
  })
}
