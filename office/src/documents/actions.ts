// Which acts a document's page offers: those the person may do here at all, the possible ones first, and beside each of
// the others the server's reasons why not.
import type { ActionState, DocumentRecord } from '@/api/model'

export const actionWords: Record<string, string> = {
  submit: '提交发布',
  release: '发布',
  schedule: '定时发布',
  release_urgent: '紧急发布',
  return: '退回修改',
  edit: '编辑',
  take_down: '紧急下线',
  restore: '恢复公开',
  withdraw: '撤回',
}

/** Acts that are offered only while they are possible: to say why not would be noise. */
const quiet = new Set(['schedule', 'release_urgent', 'take_down', 'restore'])

export interface ShownAction extends ActionState {
  action: string
}

export function shownActions(record: Pick<DocumentRecord, 'actions'>): ShownAction[] {
  return Object.keys(actionWords)
    .flatMap((action) => {
      const state = record.actions[action]
      // past the gates only when the ordinary way is barred
      if (action === 'release_urgent' && record.actions.release?.allowed) return []
      if (!state?.permitted || (quiet.has(action) && !state.allowed)) return []
      return [{ action, ...state }]
    })
    .sort((a, b) => Number(b.allowed) - Number(a.allowed))
}
