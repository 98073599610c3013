import { describe, expect, it } from 'vitest'
import { formLinks, linksOf, linksText } from './links'

const type = { id: 'x', name: '', about: '', title_max: 1, summary_max: 1, body_required: false, attachments_max: 0 }

describe('links of a document', () => {
  it('go into the form and come back', () => {
    const links = [{ kind: 'interprets' as const, target: '0000000000001', note: '', title: '办法' }]
    expect(linksOf(linksText(links))).toEqual(links)
  })
  it('leave out what is no link', () => {
    expect(linksOf('[{"kind":"eats","target":"1"},{"kind":"amends"},null]')).toEqual([])
    expect(linksOf('甲')).toEqual([])
  })
  it('are a required field of a type that cannot do without', () => {
    const rules = [{ kind: 'interprets', required: true }, { kind: 'see_also' }]
    const [field] = formLinks({ ...type, fields: [], checks: [], links: rules })
    expect(field).toMatchObject({ kind: 'links', required: true })
    expect(field?.options?.map((option) => option.value)).toEqual(['interprets', 'see_also'])
  })
  it('are no field of a type that knows none', () => {
    expect(formLinks({ ...type, fields: [], checks: [] })).toEqual([])
  })
})
