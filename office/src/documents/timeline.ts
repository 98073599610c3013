// What happened to a document so far, the latest on top.
import type { DocumentRecord } from '@/api/model'

export interface TimelineEvent {
  label: string
  at: string
  person?: string
  remark?: string
}

export function timeline(record: DocumentRecord): TimelineEvent[] {
  const { edition, withdrawal } = record
  const which = edition.number > 1 ? `（第 ${edition.number} 版）` : ''
  const untouched = edition.number === 1 && edition.changed_at === record.created_at
  const events: (TimelineEvent | null)[] = [
    { label: '开始起草', at: record.created_at, person: untouched ? edition.writer.name : undefined },
    untouched ? null : { label: `最近修改${which}`, at: edition.changed_at, person: edition.writer.name },
    edition.submitted_at ? { label: `提交发布${which}`, at: edition.submitted_at } : null,
    record.published_at && edition.number > 1 ? { label: '首次发布', at: record.published_at } : null,
    edition.released_at ? { label: `发布${which}`, at: edition.released_at } : null,
    withdrawal ? { label: '撤回', at: withdrawal.withdrawn_at, remark: withdrawal.reason } : null,
  ]
  return events.filter((event) => event !== null).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
