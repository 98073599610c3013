import { beforeEach, describe, expect, it } from 'vitest'
import { dropAllDrafts, dropDraft, keepDraft, keptDraft } from './drafts'

const place = (document: string, person = 'p1') => ({ person, document })
const now = new Date('2026-11-21T10:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 24 * 3600 * 1000)

describe('drafts kept in the browser', () => {
  beforeEach(() => localStorage.clear())

  it('come back as they were', () => {
    keepDraft(place('d1'), 3, { title: '停水通知' }, now)
    expect(keptDraft(place('d1'), later(1))).toMatchObject({ version: 3, values: { title: '停水通知' } })
  })

  it('are offered to nobody but their writer', () => {
    keepDraft(place('d1'), 3, { title: '停水通知' }, now)
    expect(keptDraft(place('d1', 'p2'), now)).toBeNull()
    expect(keptDraft(place('d1'), now)).not.toBeNull()
  })

  it('are forgotten after two weeks', () => {
    keepDraft(place('d1'), 3, { title: '停水通知' }, now)
    expect(keptDraft(place('d1'), later(15))).toBeNull()
    expect(localStorage.length).toBe(0)
  })

  it('are dropped when they cannot be read', () => {
    localStorage.setItem('gongkai.draft.p1.d1', '{"values":')
    expect(keptDraft(place('d1'), now)).toBeNull()
  })

  it('go one by one or all together, and leave foreign entries alone', () => {
    localStorage.setItem('other', '1')
    keepDraft(place('d1'), 1, {}, now)
    keepDraft(place('d2'), 1, {}, now)
    dropDraft(place('d1'))
    expect(keptDraft(place('d1'), now)).toBeNull()
    dropAllDrafts()
    expect(Object.keys(localStorage)).toEqual(['other'])
  })
})
