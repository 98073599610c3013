import { describe, expect, it } from 'vitest'
import { emptyField, fieldOf, formOf, freeName } from './fields'

describe('a declared field', () => {
  it('goes into the form and comes back as it was', () => {
    const field = {
      name: 'level',
      label: '级别',
      kind: 'choice',
      hint: '',
      group: '预警信息',
      unit: '',
      required: true,
      shown: true,
      max: 200,
      options: [{ value: 'red', label: '红色' }],
    }
    expect(fieldOf(formOf(field), field, [])).toEqual(field)
  })
  it('keeps the values of options that stay and takes the label of new ones', () => {
    const before = { name: 'a', label: '甲', kind: 'choice', options: [{ value: 'red', label: '红色' }] }
    const form = { ...formOf(before), options: '红色\n蓝色\n蓝色\n' }
    expect(fieldOf(form, before, []).options).toEqual([
      { value: 'red', label: '红色' },
      { value: '蓝色', label: '蓝色' },
    ])
  })
  it('keeps the columns that stay whole', () => {
    const column = { name: 'basis', label: '依据', kind: 'long_text', required: true }
    const before = { name: 'rows', label: '清单', kind: 'table', columns: [column] }
    expect(fieldOf({ ...formOf(before), columns: '依据\n标准' }, before, []).columns).toEqual([
      column,
      { name: 'field_1', label: '标准', kind: 'text' },
    ])
  })
  it('gets a name that no other field has', () => {
    expect(freeName(['field_1', 'issuer'])).toBe('field_2')
    expect(fieldOf({ ...emptyField, label: '签发人' }, undefined, ['field_1']).name).toBe('field_2')
  })
})
