// What the import pages ask the server, and the words they use.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { components } from '@/api/schema'

export type Import = components['schemas']['Import']
export type Mapping = components['schemas']['ImportMapping']
export type FieldMap = Mapping['fields'][number]

export const importStates: Record<string, { label: string; tone: string }> = {
  uploaded: { label: '已上传', tone: '' },
  checking: { label: '正在检查', tone: 'blue' },
  checked: { label: '已检查', tone: 'amber' },
  running: { label: '正在导入', tone: 'blue' },
  done: { label: '已导入', tone: 'green' },
  undoing: { label: '正在撤销', tone: 'blue' },
  undone: { label: '已撤销', tone: '' },
  failed: { label: '已中止', tone: 'red' },
}

export const sourceWords: Record<string, string> = {
  csv: 'CSV 表格',
  workbook: 'XLSX 表格',
  json_lines: 'JSON Lines',
  word_press: 'WordPress 导出文件',
  web_site: '网站页面压缩包',
}

export const isWorking = (state: string): boolean => ['checking', 'running', 'undoing'].includes(state)

export function useImports(after: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['imports', toValue(after)]),
    queryFn: () => unwrap(api.GET('/api/imports', { params: { query: { after: toValue(after) || undefined } } })),
    placeholderData: (before) => before,
  })
}

export function useImport(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['import', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/imports/{id}', { params: { path: { id: toValue(id) } } })),
    refetchInterval: (query) => (query.state.data && isWorking(query.state.data.state) ? 1000 : false),
  })
}

export function useSample(id: MaybeRefOrGetter<string>, type: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['import-sample', toValue(id), toValue(type)]),
    queryFn: () =>
      unwrap(
        api.GET('/api/imports/{id}/sample', {
          params: { path: { id: toValue(id) }, query: { type: toValue(type) || undefined } },
        }),
      ),
    staleTime: 60_000,
  })
}

export function useSavedMappings() {
  return useQuery({
    queryKey: ['import-mappings'],
    queryFn: () => unwrap(api.GET('/api/import-mappings')),
    select: (answer) => answer.items,
  })
}
