// The server's short names in the office's words, each with the colour of its tag.
interface Words {
  label: string
  tone: string
}

/** Whether a policy of this kind must be interpreted. */
export const duties: Record<string, string> = {
  must: '应当解读',
  may: '可以解读',
  none: '不要求解读',
}

export const standings: Record<string, Words> = {
  in_force: { label: '有效', tone: 'green' },
  not_yet: { label: '尚未施行', tone: 'amber' },
  amended: { label: '已修改', tone: 'amber' },
  lapsed: { label: '失效', tone: 'red' },
  declared_lapsed: { label: '宣布失效', tone: 'red' },
  repealed: { label: '废止', tone: 'red' },
}

export const pairStates: Record<string, Words> = {
  in_time: { label: '按时解读', tone: 'green' },
  late: { label: '迟发', tone: 'amber' },
  due: { label: '期限内', tone: 'amber' },
  missing: { label: '未解读', tone: 'red' },
}

export const planStates: Record<string, Words> = {
  draft: { label: '编制中', tone: '' },
  proposed: { label: '待审定', tone: 'amber' },
  accepted: { label: '已通过', tone: 'green' },
  returned: { label: '已退回', tone: 'red' },
}

export const decisions: Record<string, string> = {
  keep: '继续有效',
  repeal: '废止',
  amend: '修改',
  interpret: '解释',
  replace: '另立新文件',
  declare_lapsed: '宣布失效',
}

/** 还有 5 天 · 今天到期 · 逾期 3 天 */
export function daysLeft(days: number): string {
  if (days > 0) return `还有 ${days} 天`
  return days === 0 ? '今天到期' : `逾期 ${-days} 天`
}

export function delayWords(state: string, days: number): string {
  if (state === 'missing' || state === 'due') return days === 0 ? '今天公布' : `已过 ${days} 个工作日`
  return days === 0 ? '同日' : `晚 ${days} 个工作日`
}
