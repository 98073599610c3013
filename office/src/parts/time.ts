// Times as the office writes them, always in the city's time.
const zone = 'Asia/Shanghai'
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
const dayOnly = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })

export function moment(iso: string | null | undefined): string {
  if (!iso) return '—'
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? iso : minute.format(time)
}

export function dayOf(time: Date): string {
  return dayOnly.format(time)
}

const units: [number, string][] = [
  [1024 ** 3, 'GB'],
  [1024 ** 2, 'MB'],
  [1024, 'KB'],
]

export function fileSize(bytes: number): string {
  for (const [size, name] of units) if (bytes >= size) return `${(bytes / size).toFixed(1)} ${name}`
  return `${bytes} 字节`
}
