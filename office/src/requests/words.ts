// The short codes of requests in the office's words.
import type { RequestEntry, RequestEvent } from './model'

/** Colours of the queue; the words beside them come from the server. */
export const tones: Record<string, string> = {
  overdue: 'red',
  red: 'red',
  yellow: 'amber',
  green: 'green',
  paused: 'purple',
  waiting: 'blue',
  unconfirmed: 'amber',
  none: '',
}

/** The most urgent first, as the queue counts them. */
export const colours: Record<string, string> = {
  overdue: '已超期',
  red: '即将到期',
  yellow: '临近到期',
  green: '期限充足',
  paused: '计时暂停',
  waiting: '等待申请人',
  unconfirmed: '待确认',
  none: '不计期限',
}

export const fileRoles: Record<string, string> = {
  attachment: '申请人的附件',
  material: '办案材料',
  supplied: '提供给申请人的信息',
  redacted: '遮盖版',
  letter: '文书',
  paper: '纸质文书（扫描件）',
  proof: '凭证',
  explanation: '缺件说明',
}

type Term = Pick<RequestEntry, 'stage' | 'state' | 'remaining' | 'confirm_by' | 'provisional'>

function daysLeft(remaining: number): string {
  if (remaining < 0) return `超期 ${-remaining} 个工作日`
  return remaining === 0 ? '今日到期' : `剩余 ${remaining} 个工作日`
}

/** How much time is left, in words; the colour alone says nothing to some. */
export function termWords(entry: Term): string {
  if (entry.stage === 'unconfirmed') return entry.confirm_by ? `最迟 ${entry.confirm_by} 确认` : '等待确认'
  if (!entry.state || entry.remaining === null) return '不计期限'
  if (entry.state === 'waiting_correction') return '等待补正'
  if (entry.state === 'waiting_fee') return '等待缴费'
  const words = daysLeft(entry.remaining)
  const paused = entry.state === 'paused' ? `计时暂停，${words}` : words
  return entry.provisional ? `${paused}（暂按周末推算）` : paused
}

/** Nobody has taken it in hand yet. */
export const isUnread = (stage: string): boolean => stage === 'unconfirmed' || stage === 'unsigned'

/** What others did with the case since the person looked at it. */
export function newsSince(timeline: readonly RequestEvent[], position: number): RequestEvent[] {
  return timeline.filter((event) => event.position > position)
}

export const lastPosition = (timeline: readonly RequestEvent[]): number =>
  timeline.reduce((last, event) => Math.max(last, event.position), 0)

/** Rows of table 3; the format of 2019 has one row where that of 2021 has r6_1 to r6_3. */
export const rows: Record<string, string> = {
  new: '本年新收申请数量',
  carried_in: '上年结转申请数量',
  r1: '（一）予以公开',
  r2: '（二）部分公开',
  r3_1: '（三）不予公开：1. 属于国家秘密',
  r3_2: '2. 其他法律行政法规禁止公开',
  r3_3: '3. 危及“三安全一稳定”',
  r3_4: '4. 保护第三方合法权益',
  r3_5: '5. 属于三类内部事务信息',
  r3_6: '6. 属于四类过程性信息',
  r3_7: '7. 属于行政执法案卷',
  r3_8: '8. 属于行政查询事项',
  r4_1: '（四）无法提供：1. 本机关不掌握相关政府信息',
  r4_2: '2. 没有现成信息需要另行制作',
  r4_3: '3. 补正后申请内容仍不明确',
  r5_1: '（五）不予处理：1. 信访举报投诉类申请',
  r5_2: '2. 重复申请',
  r5_3: '3. 要求提供公开出版物',
  r5_4: '4. 无正当理由大量反复申请',
  r5_5: '5. 要求确认或者重新出具已获取信息',
  r6: '（六）其他处理',
  r6_1: '（六）其他处理：1. 无正当理由逾期不补正',
  r6_2: '2. 逾期未按收费通知缴纳费用',
  r6_3: '3. 其他',
  r7: '（七）总计',
  carried_out: '结转下年度继续办理',
}

export const columns = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'] as const
export const durations = ['5 日内', '6 至 10 日', '11 至 20 日', '21 至 40 日', '40 日以上'] as const
