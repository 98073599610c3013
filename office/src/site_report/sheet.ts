// What is typed into the report, beside what the server has: a later reading never takes away what somebody is writing.
export interface Mark {
  value: string
  note: string
}
export type Marks = Record<string, Mark>

export interface Row {
  id: string
  value: string
  note: string
  counted: boolean
}

const same = (one: Mark | undefined, other: Mark | undefined) =>
  one?.value === other?.value && one?.note === other?.note

/** The rows as a person may write them: of a counted row the explanation alone. */
export function marksOf(rows: Row[]): Marks {
  return Object.fromEntries(rows.map((row) => [row.id, { value: row.counted ? '' : row.value, note: row.note }]))
}

/** Rows that somebody here has changed keep what was typed; the others take what the server has now. */
export function merged(typed: Marks, base: Marks, now: Marks): Marks {
  return Object.fromEntries(
    Object.entries(now).map(([id, mark]) => {
      const kept = typed[id]
      return [id, kept && !same(kept, base[id]) ? kept : { ...mark }]
    }),
  )
}

/** Only the rows that are different from what the server has. */
export function changes(typed: Marks, base: Marks): { row: string; value: string; note: string }[] {
  return Object.entries(typed)
    .filter(([id, mark]) => !same(mark, base[id]))
    .map(([row, mark]) => ({ row, value: mark.value.trim(), note: mark.note.trim() }))
}

export const standings: Record<string, { label: string; tone: string }> = {
  running: { label: '年度未结束', tone: '' },
  open: { label: '待公布', tone: 'amber' },
  overdue: { label: '逾期未公布', tone: 'red' },
  published: { label: '按时公布', tone: 'green' },
  late: { label: '逾期公布', tone: 'amber' },
}

export function termWords(standing: string, due: string, daysLeft: number): string {
  if (standing === 'open') return `${due} 前公布，还有 ${daysLeft} 天`
  if (standing === 'overdue') return `应当在 ${due} 前公布，已过 ${-daysLeft} 天`
  return `${due} 前公布`
}

/** The years that have a report, the latest first: 国办函〔2018〕12号 is of 2018. */
export function yearsUntil(thisYear: number): string[] {
  return Array.from({ length: thisYear - 2017 }, (_, i) => String(thisYear - i))
}
