import { describe, expect, it } from 'vitest'
import { actForms, bodyOf, initialValues, shownActs } from './acts'
import type { RequestDesk } from './model'

const event = { position: 1, on: '2026-11-02', at: '', person: '', party: '', facts: {}, note: '', name: '' }
const desk = {
  kind: 'request',
  closed_on: null,
  description: '建设项目清单',
  corrected_description: null,
  timeline: [{ ...event, act: 'extension_asked', facts: { working_days: 15 }, note: '需要检索旧档' }],
  acts: [
    {
      id: 'signed',
      name: '签收',
      permitted: true,
      allowed: false,
      reasons: [{ code: 'x', field: '', message: '已签收' }],
    },
    { id: 'extended', name: '延期', permitted: false, allowed: false, reasons: [] },
    { id: 'noted', name: '记录', permitted: true, allowed: true, reasons: [] },
    { id: 'rated', name: '评价', permitted: true, allowed: false, reasons: [] },
  ],
} as unknown as RequestDesk
const formOf = (act: string) => actForms.find((form) => form.act === act)!

describe('the acts of a case', () => {
  it('are those that the person may do, with the reasons against them', () => {
    const shown = shownActs(desk)
    expect(shown.map((each) => each.act)).toEqual(['signed', 'noted'])
    expect(shown[0]?.reasons[0]?.message).toBe('已签收')
  })

  it('have a form each, once', () => {
    const names = actForms.map((form) => form.act)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the form of an act', () => {
  it('begins with what is known', () => {
    expect(initialValues(formOf('extended'), desk)).toEqual({ working_days: '15', reason: '需要检索旧档' })
    expect(initialValues(formOf('corrected'), desk).description).toBe('建设项目清单')
  })

  it('sends numbers as numbers and leaves out what was not filled in', () => {
    expect(bodyOf(formOf('extended'), { working_days: '15', reason: ' 旧档 ' }, 4)).toEqual({
      version: 4,
      working_days: 15,
      reason: '旧档',
    })
    expect(bodyOf(formOf('confirmed'), { on: '', note: '' }, 2)).toEqual({ version: 2 })
  })

  it('sends an empty field that must be filled in, so that the server names it', () => {
    expect(bodyOf(formOf('noted'), { words: '' }, 1)).toEqual({ version: 1, words: '' })
  })
})
