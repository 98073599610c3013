// The yearly notice of the State Council's office on holidays, as people write it down: one block of days a line.
//   春节 2027-02-05 至 2027-02-11
//   元旦 2027-01-01
export interface NamedDay {
  date: string
  name: string
}

export interface CalendarEntry {
  year: number
  holidays: string[]
  makeup_workdays: string[]
  named: NamedDay[]
  makeup_named: NamedDay[]
  status: 'announced' | 'provisional'
  source: { notices?: string[] }
}

export interface NoticeText {
  year: number
  holidays: string
  makeup: string
  source: string
}

const line = /^(\S*?)\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:\s*(?:至|到|—|-|~)\s*(\d{4})-(\d{1,2})-(\d{1,2}))?$/
const dayMs = 24 * 3600 * 1000

function iso(year: string, month: string, day: string): string | null {
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const text = time.toISOString().slice(0, 10)
  const wanted = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return text === wanted ? text : null
}

export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  const end = Date.parse(`${last}T00:00:00Z`)
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= end && days.length <= 366; at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

interface Parsed {
  named: NamedDay[]
  faults: string[]
}

/** Every line that cannot be read is named; none is passed over. */
export function parseLines(text: string, year: number, nameNeeded: boolean): Parsed {
  const named: NamedDay[] = []
  const faults: string[] = []
  text.split('\n').forEach((raw, index) => {
    const row = raw.trim()
    if (!row) return
    const found = line.exec(row)
    const first = found && iso(found[2] ?? '', found[3] ?? '', found[4] ?? '')
    const last = found?.[5] ? iso(found[5], found[6] ?? '', found[7] ?? '') : first
    const where = `第 ${index + 1} 行“${row}”`
    if (!found || !first || !last) faults.push(`${where}：日期写成 年-月-日，起止之间写“至”。`)
    else if (last < first) faults.push(`${where}：截止日早于起始日。`)
    else if (!first.startsWith(`${year}-`) || !last.startsWith(`${year}-`)) faults.push(`${where}：不在 ${year} 年。`)
    else if (nameNeeded && !found[1]) faults.push(`${where}：缺少节日名称。`)
    else for (const date of daysBetween(first, last)) named.push({ date, name: found[1] ?? '' })
  })
  return { named, faults }
}

export function entryOf(notice: NoticeText): { entry: CalendarEntry; faults: string[] } {
  const holidays = parseLines(notice.holidays, notice.year, true)
  const makeup = parseLines(notice.makeup, notice.year, false)
  const entry = {
    year: notice.year,
    holidays: holidays.named.map((day) => day.date).sort(),
    makeup_workdays: makeup.named.map((day) => day.date).sort(),
    named: holidays.named,
    makeup_named: makeup.named.filter((day) => day.name),
    status: 'announced' as const,
    source: { notices: notice.source.trim() ? [notice.source.trim()] : [] },
  }
  return { entry, faults: [...holidays.faults, ...makeup.faults] }
}

function isEntry(value: unknown): value is CalendarEntry {
  const entry = value as CalendarEntry
  return typeof entry === 'object' && entry !== null && typeof entry.year === 'number' && Array.isArray(entry.holidays)
}

/** From pasted or uploaded JSON: the year's own object, or a whole file with a list of years. */
export function entryFromJson(text: string, year: number): CalendarEntry | null {
  try {
    const value = JSON.parse(text) as { years?: unknown[] }
    const candidates: unknown[] = Array.isArray(value.years) ? value.years : [value]
    return candidates.filter(isEntry).find((entry) => entry.year === year) ?? null
  } catch {
    return null
  }
}

/** The notice as lines again, to begin a correction with what is there. */
export function linesOf(entry: CalendarEntry): NoticeText {
  const names = new Map(entry.named?.map(({ date, name }) => [date, name]) ?? [])
  const blocks: { name: string; first: string; last: string }[] = []
  for (const date of [...entry.holidays].sort()) {
    const name = names.get(date) ?? '假日'
    const before = blocks.at(-1)
    if (before && before.name === name && Date.parse(date) - Date.parse(before.last) === dayMs) before.last = date
    else blocks.push({ name, first: date, last: date })
  }
  const makeupNames = new Map(entry.makeup_named?.map(({ date, name }) => [date, name]) ?? [])
  return {
    year: entry.year,
    holidays: blocks
      .map(({ name, first, last }) => (first === last ? `${name} ${first}` : `${name} ${first} 至 ${last}`))
      .join('\n'),
    makeup: (entry.makeup_workdays ?? []).map((date) => `${makeupNames.get(date) ?? ''} ${date}`.trim()).join('\n'),
    source: entry.source?.notices?.join(' ') ?? '',
  }
}
