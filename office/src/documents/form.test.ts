import { describe, expect, it } from 'vitest'
import type { DocumentType } from '@/api/model'
import {
  controlOf,
  display,
  draftOf,
  formFields,
  grouped,
  initialFields,
  missing,
  plainText,
  sameValues,
  valuesOf,
} from './form'

const notice: DocumentType = {
  id: 'notice',
  name: '通知公告',
  about: '',
  title_max: 120,
  summary_max: 300,
  body_required: true,
  attachments_max: 20,
  fields: [
    { name: 'issuer', label: '发文机关', kind: 'text', required: true, group: '文件信息', max: 60 },
    { name: 'document_number', label: '发文字号', kind: 'document_number', group: '文件信息' },
    {
      name: 'theme',
      label: '主题分类',
      kind: 'choice',
      group: '公开与效力',
      initial: 'a',
      options: [{ value: 'a', label: '综合政务' }],
    },
    {
      name: 'validity',
      label: '有效性',
      kind: 'choice',
      group: '公开与效力',
      options: [{ value: 'in_force', label: '有效' }],
    },
  ],
  checks: [{ check: 'needed_with', field: 'validity', other: 'document_number', value: '' }],
}
const fields = formFields(notice, [{ value: 'c1', label: '通知公告' }])
const stored = {
  title: '停水通知',
  column: 'c1',
  summary: '',
  body: '<p>明日停水。</p>',
  disclosure: 'proactive' as const,
  ground: '',
  ground_note: '',
  fields: { issuer: '云海市水务局' },
}
const named = (list: { name: string }[]) => list.map((field) => field.name)

describe('the form of a document', () => {
  it('has title, column and summary first, the declared fields in their order, and the text last', () => {
    expect(named(fields)).toEqual([
      'title',
      'column',
      'summary',
      'issuer',
      'document_number',
      'theme',
      'validity',
      'disclosure',
      'ground',
      'ground_note',
      'body',
    ])
  })

  it('puts fields under their headings', () => {
    expect(grouped(fields).map((group) => [group.label, named(group.fields)])).toEqual([
      ['', ['title', 'column', 'summary', 'body']],
      ['文件信息', ['issuer', 'document_number']],
      ['公开与效力', ['theme', 'validity']],
      ['公开属性', ['disclosure', 'ground', 'ground_note']],
    ])
  })

  it('draws a kind that it does not know as a line of text', () => {
    expect(controlOf({ ...fields[3]!, kind: 'from_the_future' })).toBe('line')
  })

  it('gives back what was stored', () => {
    expect(draftOf(fields, valuesOf(fields, stored))).toEqual({
      ...stored,
      fields: { issuer: '云海市水务局', document_number: '', theme: '', validity: '' },
    })
  })

  it('sends declared fields only, without blanks around them', () => {
    const draft = draftOf(fields, { title: '  停水通知 ', foreign: 'x', issuer: ' 局 ' })
    expect(draft.title).toBe('停水通知')
    expect(draft.fields).toEqual({ issuer: '局', document_number: '', theme: '', validity: '' })
  })

  it('asks for the disclosure attribute of every document', () => {
    const undecided = valuesOf(fields, { ...stored, disclosure: 'undecided' })
    expect(named(missing(notice, fields, undecided))).toEqual(['disclosure'])
    expect(draftOf(fields, undecided).disclosure).toBe('undecided')
  })

  it('begins with the declared values', () => {
    expect(initialFields(notice)).toEqual({ theme: 'a' })
  })

  it('names what is missing, and what another field makes necessary', () => {
    const values = valuesOf(fields, { ...stored, body: '<p> </p>' })
    expect(named(missing(notice, fields, values))).toEqual(['body'])
    expect(named(missing(notice, fields, { ...values, document_number: '云水〔2026〕1号' }))).toEqual([
      'validity',
      'body',
    ])
  })

  it('shows the label of an option and not its value', () => {
    expect(display(fields[5]!, 'a')).toBe('综合政务')
    expect(display(fields[5]!, '')).toBe('—')
  })

  it('holds a missing value and an empty one for the same', () => {
    expect(sameValues({ a: '1' }, { a: '1', b: '' })).toBe(true)
    expect(sameValues({ a: '1' }, { a: '2' })).toBe(false)
  })
})

describe('the words of rich text', () => {
  it('keep paragraphs as lines and lose the markup', () => {
    expect(plainText('<h2>标题</h2><p>一&lt;二&amp;三</p><ul><li>甲</li><li>乙</li></ul>')).toBe(
      '标题\n一<二&三\n甲\n乙',
    )
  })

  it('do not decode twice', () => {
    expect(plainText('<p>&amp;lt;b&amp;gt;</p>')).toBe('&lt;b&gt;')
  })
})
