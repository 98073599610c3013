// What the pages about units, people, roles and sites ask the server.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import { asTree } from './tree'

export function useUnits() {
  return useQuery({
    queryKey: ['units'],
    queryFn: () => unwrap(api.GET('/api/units')),
    staleTime: 60_000,
    select: (answer) => answer.items,
  })
}

/** Units as options of a select, indented as they hang in the tree. */
export function useUnitOptions() {
  const units = useUnits()
  const options = computed(() => {
    const rows: { value: string; label: string }[] = []
    const walk = (nodes: ReturnType<typeof asTree>, depth: number): void => {
      for (const node of nodes) {
        if (!node.unit.closed_on) rows.push({ value: node.unit.id, label: `${'　'.repeat(depth)}${node.unit.name}` })
        walk(node.children, depth + 1)
      }
    }
    walk(asTree(units.data.value ?? []), 0)
    return rows
  })
  return { units, options }
}

export function useRoles() {
  return useQuery({ queryKey: ['roles'], queryFn: () => unwrap(api.GET('/api/roles')), staleTime: Infinity })
}

export function usePerson(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['person', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/people/{id}', { params: { path: { id: toValue(id) ?? '' } } })),
    enabled: computed(() => Boolean(toValue(id))),
  })
}
