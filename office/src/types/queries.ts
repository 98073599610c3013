// The declarations of document types, as the administrator changes them.
import { useQuery } from '@tanstack/vue-query'
import { api, unwrap } from '@/api/client'
import type { DocumentType } from '@/api/model'

/** Always as it stands now: what is changed here must not come from an old answer. */
export function useDeclarations() {
  return useQuery({
    queryKey: ['document-types', 'declarations'],
    queryFn: () => unwrap(api.GET('/api/document-types')),
    select: (answer) => answer.items as DocumentType[],
  })
}

export const fieldKinds = [
  { value: 'text', label: '单行文字' },
  { value: 'long_text', label: '多行文字' },
  { value: 'day', label: '日期' },
  { value: 'year', label: '年份' },
  { value: 'choice', label: '单选' },
  { value: 'choices', label: '多选' },
  { value: 'number', label: '整数' },
  { value: 'money', label: '金额' },
  { value: 'person', label: '姓名' },
  { value: 'telephone', label: '电话' },
  { value: 'document_number', label: '发文字号' },
  { value: 'address', label: '网址' },
  { value: 'table', label: '表格' },
]
