// What the pages about documents ask the server, and under which keys the answers are kept.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { Column, DocumentQuery, Named } from '@/api/model'
import type { paths } from '@/api/schema'
import type { Option } from './form'

type KnownQuery = NonNullable<paths['/api/documents']['get']['parameters']['query']>

export function useTypes() {
  return useQuery({
    queryKey: ['document-types'],
    queryFn: () => unwrap(api.GET('/api/document-types')),
    staleTime: Infinity,
    select: (answer) => answer.items,
  })
}

export function useColumns() {
  return useQuery({
    queryKey: ['columns'],
    queryFn: () => unwrap(api.GET('/api/columns')),
    staleTime: 60_000,
    select: (answer) => answer.items,
  })
}

export function useDocuments(query: MaybeRefOrGetter<DocumentQuery>) {
  return useQuery({
    queryKey: computed(() => ['documents', toValue(query)]),
    // What stands in the address may be anything; the server answers for a state that it does not know.
    queryFn: () => unwrap(api.GET('/api/documents', { params: { query: toValue(query) as KnownQuery } })),
    placeholderData: (before) => before,
  })
}

export function useDocument(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['document', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/documents/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

export function useSites() {
  return useQuery({
    queryKey: ['sites'],
    queryFn: () => unwrap(api.GET('/api/sites')),
    staleTime: 60_000,
    select: (answer) => answer.items,
  })
}

/** Columns as they hang in the tree: 通知公告 › 公示公告. */
export function columnOptions(columns: readonly Column[], sites: readonly Named[] = []): Option[] {
  const byId = new Map(columns.map((column) => [column.id, column]))
  const path = (column: Column): string => {
    const parent = column.parent ? byId.get(column.parent) : undefined
    return parent ? `${path(parent)} › ${column.name}` : column.name
  }
  const siteOf = new Map(sites.length > 1 ? sites.map((site) => [site.id, `${site.name}：`]) : [])
  return columns.map((column) => ({ value: column.id, label: `${siteOf.get(column.site) ?? ''}${path(column)}` }))
}
