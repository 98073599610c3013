// The short codes of topics and conversions in the office's words.
import type { Conversion, RequestTopic } from './queries'

export const sources: Record<string, string> = {
  same_information: '多人获得相同信息',
  proposal: '申请人建议主动公开',
}

const stages: Record<string, { name: string; tone: string }> = {
  deciding: { name: '待决定', tone: 'amber' },
  publishing: { name: '待公开', tone: 'blue' },
  published: { name: '已公开', tone: 'green' },
  kept: { name: '不转', tone: '' },
}

export function stageOf(one: Pick<Conversion, 'stage' | 'is_overdue'>): { name: string; tone: string } {
  const stage = stages[one.stage] ?? { name: one.stage, tone: '' }
  return one.is_overdue ? { name: `${stage.name}，已超期`, tone: 'red' } : stage
}

/** A number that may be withheld from those who may not see the cases. */
export const countWords = (count: number | null, smallest: number): string =>
  count === null ? `不足 ${smallest} 人，不显示` : String(count)

export function riseWords(topic: Pick<RequestTopic, 'now' | 'before'>): string {
  if (topic.now === null || topic.before === null) return '—'
  const rise = topic.now - topic.before
  if (rise === 0) return '持平'
  return rise > 0 ? `上升 ${rise}` : `下降 ${-rise}`
}

/** 2026-03 and the months before it, the newest first. */
export function lastMonths(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => {
    const number = year * 12 + (month - 1) - back
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
  })
}
