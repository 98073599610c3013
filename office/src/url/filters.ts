// Filters live in the address: a list can be bookmarked, sent to a colleague, and found again by the back button.
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

export type Filters<K extends string> = Record<K, string>

export function readFilters<K extends string>(names: readonly K[], query: LocationQuery): Filters<K> {
  const filters = {} as Filters<K>
  for (const name of names) {
    const value = query[name]
    filters[name] = (Array.isArray(value) ? value[0] : value) ?? ''
  }
  return filters
}

/** The address for changed filters: empty ones disappear, and a changed filter begins again at the first page. */
export function writeFilters<K extends string>(
  names: readonly K[],
  query: LocationQuery,
  change: Partial<Filters<K>>,
): Record<string, string> {
  const merged = { ...readFilters(names, query), ...change }
  if (!('after' in change) && 'after' in merged) (merged as Record<string, string>).after = ''
  return Object.fromEntries(names.map((name) => [name, merged[name].trim()]).filter(([, value]) => value !== ''))
}

/** What goes to the server: only what is set. */
export function asQuery<K extends string>(filters: Filters<K>): Partial<Filters<K>> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as Partial<Filters<K>>
}

export function useFilters<K extends string>(
  names: readonly K[],
): { filters: ComputedRef<Filters<K>>; set: (change: Partial<Filters<K>>) => void } {
  const route = useRoute()
  const router = useRouter()
  const filters = computed(() => readFilters(names, route.query))
  const set = (change: Partial<Filters<K>>) => {
    void router.push({ query: writeFilters(names, route.query, change) })
  }
  return { filters, set }
}
