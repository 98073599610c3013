// The states of an edition in the office's words. A word always stands beside the colour.
export interface StateWords {
  label: string
  tone: '' | 'green' | 'amber' | 'red' | 'blue' | 'purple'
}

export const states: Record<string, StateWords> = {
  draft: { label: '草稿', tone: '' },
  returned: { label: '已退回', tone: 'red' },
  in_review: { label: '待发布', tone: 'amber' },
  released: { label: '已发布', tone: 'green' },
  superseded: { label: '已有新版', tone: '' },
  withdrawn: { label: '已撤回', tone: 'red' },
  filed: { label: '已归档（不公开）', tone: '' },
  taken_down: { label: '已紧急下线', tone: 'red' },
  expired: { label: '已到期', tone: '' },
}

export function stateWords(state: string): StateWords {
  return states[state] ?? { label: state, tone: '' }
}
