// Reads the details of an audit event: {"before":{…},"after":{…}, anything else}.
export type Details = Record<string, unknown>

export interface Change {
  name: string
  before: string
  after: string
}

export interface Fact {
  name: string
  value: string
}

function isRecord(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asText(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) return value.map(asText).join('、')
  if (isRecord(value)) return Object.values(value).map(asText).filter(Boolean).join(' ')
  return String(value as string | number)
}

export function changesOf(details: Details): Change[] {
  const before = isRecord(details.before) ? details.before : {}
  const after = isRecord(details.after) ? details.after : {}
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: asText(before[name]), after: asText(after[name]) }))
    .filter((change) => change.before !== change.after)
}

export function factsOf(details: Details): Fact[] {
  return Object.entries(details)
    .filter(([name, value]) => !((name === 'before' || name === 'after') && isRecord(value)))
    .map(([name, value]) => ({ name, value: asText(value) || '—' }))
}
