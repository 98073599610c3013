// The score sheet as it is filled in: what the system found is there already, the scorer has the last word.
import type { Criterion, Verdict } from './queries'

export interface Line {
  criterion: string
  verdict: Verdict | ''
  lost: number
  reason: string
}

export const verdicts: { id: Verdict; label: string }[] = [
  { id: 'met', label: '符合' },
  { id: 'partly', label: '部分符合' },
  { id: 'failed', label: '不符合' },
  { id: 'not_applicable', label: '不适用' },
]
export const verdictName = (id: string | null | undefined): string =>
  verdicts.find((each) => each.id === id)?.label ?? '由评分人判断'

export const stageTones: Record<string, string> = {
  waiting: 'amber',
  scored: 'green',
  appealed: 'red',
  answered: 'blue',
}

export const presences: Record<string, { label: string; tone: string }> = {
  held: { label: '有', tone: 'green' },
  explained: { label: '有缺件说明', tone: 'amber' },
  advised: { label: '建议补充', tone: '' },
  missing: { label: '缺', tone: 'red' },
}

/** What was said before, else what the system found, else nothing. */
export function linesOf(sheet: readonly Criterion[]): Line[] {
  return sheet.map((each) => {
    const verdict = each.score?.verdict ?? each.found.verdict ?? ''
    const lost = each.score?.lost ?? lostFor(verdict, 0, each.points)
    return { criterion: each.id, verdict, lost, reason: each.score?.reason ?? '' }
  })
}

/** The points that a verdict fixes; of a partly met criterion at least one, and never all. */
export function lostFor(verdict: string, lost: number, points: number): number {
  if (verdict === 'failed') return points
  if (verdict !== 'partly') return 0
  return Math.min(Math.max(lost, 1), Math.max(points - 1, 1))
}

/** Of 100 over what applies, as the server counts it; nothing while a verdict is missing. */
export function markOf(sheet: readonly Criterion[], lines: readonly Line[]): string | null {
  if (lines.some((line) => line.verdict === '')) return null
  const applies = (id: string) => lines.find((line) => line.criterion === id)?.verdict !== 'not_applicable'
  const points = sheet.filter((each) => applies(each.id)).reduce((sum, each) => sum + each.points, 0)
  const lost = lines.reduce((sum, line) => sum + line.lost, 0)
  if (points === 0) return '100.0'
  return (Math.floor((1000 * (points - lost) + Math.floor(points / 2)) / points) / 10).toFixed(1)
}

/** Whether the line must say why. */
export function needsReason(criterion: Criterion, line: Line): boolean {
  return line.lost > 0 || (criterion.found.verdict !== null && criterion.found.verdict !== line.verdict)
}

/** The items of each stage together, in the order in which they came. */
export function byStage<T extends { stage_name: string }>(items: readonly T[]): { stage: string; items: T[] }[] {
  const stages: { stage: string; items: T[] }[] = []
  for (const item of items) {
    const last = stages.at(-1)
    if (last?.stage === item.stage_name) last.items.push(item)
    else stages.push({ stage: item.stage_name, items: [item] })
  }
  return stages
}

export function amountWords(amount: number, isShare: boolean): string {
  return isShare ? `抽样框的 ${amount}%` : `${amount} 件`
}
