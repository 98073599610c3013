// Which acts a document's page offers: those the person may do here at all, the possible ones first, and beside each of
// the others the server's reasons why not.
import type { ActionState, DocumentRecord } from '@/api/model'

export const actionWords: Record<string, string> = {
  submit: '提交发布',
  release: '发布',
  return: '退回修改',
  edit: '编辑',
  withdraw: '撤回',
}

export interface ShownAction extends ActionState {
  action: string
}

export function shownActions(record: Pick<DocumentRecord, 'actions'>): ShownAction[] {
  return Object.keys(actionWords)
    .flatMap((action) => {
      const state = record.actions[action]
      return state?.permitted ? [{ action, ...state }] : []
    })
    .sort((a, b) => Number(b.allowed) - Number(a.allowed))
}
