import { describe, expect, it } from 'vitest'
import { asQuery, readFilters, writeFilters } from './filters'

const names = ['state', 'q', 'after'] as const

describe('filters in the address', () => {
  it('are empty when the address has none', () => {
    expect(readFilters(names, {})).toEqual({ state: '', q: '', after: '' })
  })

  it('take the first of a repeated name and ignore what is not a filter', () => {
    expect(readFilters(names, { q: ['供水', '供电'], x: '1', state: null })).toEqual({
      state: '',
      q: '供水',
      after: '',
    })
  })

  it('leave the address when they are cleared', () => {
    expect(writeFilters(names, { state: 'draft', q: '供水' }, { state: '' })).toEqual({ q: '供水' })
  })

  it('begin again at the first page when one of them changes', () => {
    expect(writeFilters(names, { q: '供水', after: 'abc' }, { state: 'draft' })).toEqual({ state: 'draft', q: '供水' })
  })

  it('stay when the page is turned', () => {
    expect(writeFilters(names, { q: '供水' }, { after: 'abc' })).toEqual({ q: '供水', after: 'abc' })
  })

  it('go to the server only when they are set', () => {
    expect(asQuery({ state: '', q: '供水', after: '' })).toEqual({ q: '供水' })
  })

  it('survive writing and reading', () => {
    const set = { state: 'draft', q: '云政发〔2026〕12号 & 附件', after: '' }
    expect(readFilters(names, writeFilters(names, {}, set))).toEqual(set)
  })
})
