import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/api/model'
import { timeline } from './timeline'

const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`

function record(number: number, edition: object, rest: object = {}): DocumentRecord {
  const written = {
    number,
    changed_at: at(1),
    submitted_at: null,
    released_at: null,
    writer: { id: 'p', name: '王晓雯' },
  }
  const document = { created_at: at(1), published_at: null, withdrawal: null, ...rest }
  return { ...document, edition: { ...written, ...edition } } as unknown as DocumentRecord
}

const labels = (of: DocumentRecord) => timeline(of).map((event) => event.label)

describe('the timeline of a document', () => {
  it('says once that a draft was begun and by whom', () => {
    expect(timeline(record(1, {}))).toEqual([{ label: '开始起草', at: at(1), person: '王晓雯' }])
  })

  it('has the latest on top', () => {
    expect(labels(record(1, { changed_at: at(2), submitted_at: at(3), released_at: at(4) }))).toEqual([
      '发布',
      '提交发布',
      '最近修改',
      '开始起草',
    ])
  })

  it('tells the editions apart, and names the withdrawal', () => {
    const withdrawal = { kind: 'retracted', reason: '有误', moved_to: null, withdrawn_at: at(9) }
    expect(labels(record(2, { changed_at: at(5) }, { published_at: at(4), withdrawal }))).toEqual([
      '撤回',
      '最近修改（第 2 版）',
      '首次发布',
      '开始起草',
    ])
  })
})
