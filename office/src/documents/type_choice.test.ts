import { beforeEach, describe, expect, it } from 'vitest'
import type { DocumentType } from '@/api/model'
import { keepRecentType, recentTypes, typeGroups } from './type_choice'

function type(id: string, name: string, category: string, about = ''): DocumentType {
  return {
    id,
    name,
    category,
    about,
    title_max: 120,
    summary_max: 300,
    body_required: true,
    attachments_max: 20,
    fields: [],
    checks: [],
  }
}

const types = [
  type('notice', '通知公告', '通知公告'),
  type('policy', '其他政策文件', '政策文件', '意见、办法'),
  type('budget', '预算', '财政预决算'),
  type('normative', '规范性文件', '政策文件'),
]
const shown = (filter: string, recent: string[] = []) =>
  typeGroups(types, filter, recent).map((group) => [group.label, ...group.types.map((each) => each.id)])

describe('the types of a new document', () => {
  it('stand under their categories', () => {
    expect(shown('')).toEqual([
      ['通知公告', 'notice'],
      ['政策文件', 'policy', 'normative'],
      ['财政预决算', 'budget'],
    ])
  })

  it('begin with those used last, each once', () => {
    expect(shown('', ['normative', 'notice', 'gone'])).toEqual([
      ['最近用过', 'normative', 'notice'],
      ['政策文件', 'policy'],
      ['财政预决算', 'budget'],
    ])
  })

  it('are found by name, category and what they are for', () => {
    expect(shown('预决算')).toEqual([['财政预决算', 'budget']])
    expect(shown('政策 意见')).toEqual([['政策文件', 'policy']])
    expect(shown('没有这种')).toEqual([])
  })
})

describe('the types used last', () => {
  beforeEach(() => window.localStorage.clear())

  it('are the five newest of the person', () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'a', 'f']) keepRecentType('one', id)
    expect(recentTypes('one')).toEqual(['f', 'a', 'e', 'd', 'c'])
    expect(recentTypes('other')).toEqual([])
  })

  it('are none when what is kept cannot be read', () => {
    window.localStorage.setItem('gongkai.types.one', '{')
    expect(recentTypes('one')).toEqual([])
  })
})
