import type { Recheck } from './queries'

/** How far a task of 发后再审 is. */
export function resultWords(task: Pick<Recheck, 'result' | 'answered_at'>): { label: string; tone: string } {
  if (task.result === 'sound') return { label: '没有问题', tone: 'green' }
  if (task.result !== 'finding') return { label: '待再审', tone: 'amber' }
  return task.answered_at ? { label: '已整改', tone: 'green' } : { label: '待整改', tone: 'red' }
}
