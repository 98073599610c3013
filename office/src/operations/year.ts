// A year as twelve months of weeks, every day with what it is.
import type { CalendarEntry } from './notice'

export type DayKind = 'workday' | 'makeup_workday' | 'weekend' | 'holiday'

export interface YearDay {
  date: string
  day: number
  kind: DayKind
  name: string
}

/** Six or fewer weeks from Monday to Sunday; null where the week belongs to the neighbour month. */
export type Week = (YearDay | null)[]

export function kindWords(day: YearDay): string {
  const words: Record<DayKind, string> = {
    workday: '工作日',
    makeup_workday: '调休上班',
    weekend: '周末',
    holiday: '节假日',
  }
  return day.name ? `${words[day.kind]}（${day.name}）` : words[day.kind]
}

export function monthWeeks(entry: CalendarEntry, month: number): Week[] {
  const holidays = new Set(entry.holidays)
  const makeup = new Set(entry.makeup_workdays)
  const names = new Map([...(entry.named ?? []), ...(entry.makeup_named ?? [])].map(({ date, name }) => [date, name]))
  const length = new Date(Date.UTC(entry.year, month, 0)).getUTCDate()
  const firstWeekday = (new Date(Date.UTC(entry.year, month - 1, 1)).getUTCDay() + 6) % 7
  const weeks: Week[] = []
  for (let day = 1; day <= length; day++) {
    const place = firstWeekday + day - 1
    const week = (weeks[Math.floor(place / 7)] ??= Array.from({ length: 7 }, () => null))
    const date = `${entry.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const isWeekend = place % 7 > 4
    const kind: DayKind = makeup.has(date)
      ? 'makeup_workday'
      : holidays.has(date)
        ? 'holiday'
        : isWeekend
          ? 'weekend'
          : 'workday'
    week[place % 7] = { date, day, kind, name: names.get(date) ?? '' }
  }
  return weeks
}
