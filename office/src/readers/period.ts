// Spans of time up to today, as days of the city.
import { dayOf } from '@/parts/time'

/** The last so many days, today included. */
export function lastDays(days: number, now: Date): { from: string; to: string } {
  const first = new Date(now.getTime() - (days - 1) * 86_400_000)
  return { from: dayOf(first), to: dayOf(now) }
}
