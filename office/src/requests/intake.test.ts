import { describe, expect, it } from 'vitest'
import { emptyIntake, intakeBody, needsConfirmation } from './intake'

const form = { ...emptyIntake('2026-11-20'), unit: 'u', name: ' 柳七 ', phone: '13900000000', credit_code: 'X' }

describe('what is sent from the counter', () => {
  it('has of the applicant what their kind has, and nothing that is empty', () => {
    expect(intakeBody(form).applicant).toEqual({
      kind: 'natural',
      name: '柳七',
      phone: '13900000000',
      document_type: 'resident_id',
    })
    expect(intakeBody({ ...form, kind: 'enterprise' }).applicant).toMatchObject({ credit_code: 'X' })
    expect(intakeBody({ ...form, kind: 'enterprise' }).applicant).not.toHaveProperty('document_type')
  })

  it('has a day of confirmation only where the channel needs one', () => {
    const confirmed = { ...form, confirmed_on: '2026-11-20' }
    expect(intakeBody(confirmed)).not.toHaveProperty('confirmed_on')
    expect(intakeBody({ ...confirmed, channel: 'fax' })).toHaveProperty('confirmed_on', '2026-11-20')
    expect(needsConfirmation('plain_mail')).toBe(true)
    expect(needsConfirmation('signed_mail')).toBe(false)
  })

  it('names the applicant even when the name is missing, so that the server says so', () => {
    expect(intakeBody({ ...form, name: '' }).applicant).toHaveProperty('name', '')
  })
})
