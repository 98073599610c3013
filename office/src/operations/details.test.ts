import { describe, expect, it } from 'vitest'
import { changesOf, factsOf } from './details'

describe('the details of an audit event', () => {
  it('show only what changed', () => {
    const details = { before: { title: '旧', unit: 'a' }, after: { title: '新', unit: 'a' }, reason: '更正' }
    expect(changesOf(details)).toEqual([{ name: 'title', before: '旧', after: '新' }])
    expect(factsOf(details)).toEqual([{ name: 'reason', value: '更正' }])
  })

  it('read lists and truth values as words', () => {
    expect(factsOf({ roles: ['editor', 'clerk'], done: true, none: null })).toEqual([
      { name: 'roles', value: 'editor、clerk' },
      { name: 'done', value: '是' },
      { name: 'none', value: '—' },
    ])
  })
})
