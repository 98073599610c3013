import { describe, expect, it } from 'vitest'
import { differences, merged, pieces } from './compare'
import type { FieldDeclaration } from './form'

const field = (name: string, kind = 'text'): FieldDeclaration => ({
  name,
  label: name,
  kind,
  required: false,
  hint: '',
  group: '',
  max: 200,
  options: [],
})

describe('comparing two versions', () => {
  it('finds single Chinese characters', () => {
    expect(pieces('明日停水', '明日停电')).toEqual([
      { text: '明日停', kind: 'same' },
      { text: '水', kind: 'removed' },
      { text: '电', kind: 'added' },
    ])
  })

  it('loses nothing: both texts can be put together again from the pieces', () => {
    const [from, to] = ['关于做好2026年防汛工作的通知', '关于进一步做好防汛抗旱工作的紧急通知']
    const all = pieces(from, to)
    const join = (kind: string) =>
      all
        .filter((piece) => piece.kind !== kind)
        .map((piece) => piece.text)
        .join('')
    expect([join('added'), join('removed')]).toEqual([from, to])
  })

  it('sets very long texts side by side instead of holding up the page', () => {
    expect(pieces('甲'.repeat(40_000), '乙'.repeat(40_000))).toHaveLength(2)
  })

  it('names only the fields that differ, rich text by its words', () => {
    const found = differences(
      [field('title'), field('body', 'rich')],
      { title: '甲', body: '<p>正文</p>' },
      { title: '乙', body: '<p><b>正文</b></p>' },
    )
    expect(found.map((each) => each.field.name)).toEqual(['title'])
  })
})

describe('a merge', () => {
  it('takes each differing part from the side that was chosen', () => {
    const mine = { title: '甲', summary: '乙', body: '丙' }
    const theirs = { title: '子', summary: '丑', body: '丙' }
    expect(merged(mine, theirs, { title: 'theirs', summary: 'mine' })).toEqual({
      title: '子',
      summary: '乙',
      body: '丙',
    })
  })
})
