// The catalogue's short codes in the office's words.
export const versionStates: Record<string, { label: string; tone: string }> = {
  draft: { label: '起草中', tone: 'amber' },
  in_force: { label: '现行', tone: 'green' },
  superseded: { label: '已被替代', tone: '' },
}

export const kinds: Record<string, string> = { basic: '基本目录', field: '领域目录' }

export const timeStates: Record<string, { label: string; tone: string }> = {
  in_time: { label: '按时公开', tone: 'green' },
  late: { label: '逾期公开', tone: 'red' },
  overdue: { label: '逾期未公开', tone: 'red' },
  running: { label: '期限内', tone: 'blue' },
  unknown: { label: '无成文日期', tone: 'amber' },
}

export const disclosures: Record<string, string> = {
  undecided: '未认定',
  proactive: '主动公开',
  on_request: '依申请公开',
  withheld: '不予公开',
}

export const grounds: { value: string; label: string }[] = [
  { value: 'E14b', label: '第十四条：法律、行政法规禁止公开' },
  { value: 'E14c', label: '第十四条：公开后可能危及国家安全、公共安全、经济安全、社会稳定' },
  { value: 'E15', label: '第十五条：涉及商业秘密、个人隐私等' },
  { value: 'E16_1', label: '第十六条第一款：内部事务信息' },
  { value: 'E16_2', label: '第十六条第二款：过程性信息' },
  { value: 'E16_3', label: '第十六条第二款：行政执法案卷信息' },
]

export const itemFields: Record<string, string> = {
  title: '公开事项',
  class: '类别',
  topic: '第二十一条事项',
  unit: '责任单位',
  duty: '责任单位',
  term_days: '公开时限',
  form: '公开形式',
  basis: '公开依据',
  source: '信息来源',
  audiences: '面向对象',
  type: '文件类型',
  column: '栏目',
}

/** A share as the office says it, with its denominator; nothing to measure is not nothing done. */
export function share(done: number, due: number): string {
  return due === 0 ? '—' : `${done} / ${due}（${Math.floor((done * 100) / due)}%）`
}
