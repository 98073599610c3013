// Short codes of the reviews in the office's words.
const outcomes: Record<string, string> = {
  open: '进行中',
  returned: '已退回',
  released: '已发布',
  withdrawn: '已撤回',
}
export const outcomeWords = (outcome: string): string => outcomes[outcome] ?? outcome

export const lendable: { id: string; label: string }[] = [
  { id: 'review.proofread', label: '校对' },
  { id: 'review.first', label: '一审' },
  { id: 'review.second', label: '二审' },
  { id: 'review.final', label: '三审' },
  { id: 'review.secrecy', label: '保密审查' },
  { id: 'review.recheck', label: '发后再审' },
]
export const permissionWords = (id: string): string => lendable.find((each) => each.id === id)?.label ?? id

const contributionStates: Record<string, { label: string; tone: string }> = {
  waiting: { label: '待处理', tone: 'amber' },
  adopted: { label: '已采用', tone: 'green' },
  declined: { label: '未采用', tone: '' },
}
export const contributionWords = (state: string) => contributionStates[state] ?? { label: state, tone: '' }

/** 500 of ten thousand are 5 %. */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`
