import { describe, expect, it } from 'vitest'
import type { DocumentType } from '@/api/model'
import { linesOf, parseValues, showValues, targetsOf, usedLines } from './mapping'

const type = {
  id: 'notice',
  body_required: true,
  fields: [{ name: 'issuer', label: '发文机关', kind: 'text', required: true }],
} as unknown as DocumentType

describe('the mapping form', () => {
  it('has a line for every target, kept before proposed', () => {
    const lines = linesOf(
      targetsOf(type),
      [{ to: 'title', from: '名称' }],
      [
        { to: 'title', from: '标题' },
        { to: 'issuer', from: '单位' },
      ],
    )
    expect(lines.map((line) => line.to)).toEqual(['title', 'published_on', 'summary', 'body', 'index_number', 'issuer'])
    expect(lines[0]?.from).toBe('名称')
    expect(lines[5]?.from).toBe('单位')
  })

  it('sends only lines that say something', () => {
    const lines = linesOf(targetsOf(type), [], [])
    expect(usedLines(lines).map((line) => line.to)).toEqual(['title', 'published_on'])
  })

  it('writes values as pairs and reads them back', () => {
    const values = { 规范性文件: 'normative', 通知: 'notice' }
    expect(parseValues(showValues(values))).toEqual(values)
    expect(parseValues('没有等号\n=空')).toEqual({})
  })
})
