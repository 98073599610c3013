import { describe, expect, it } from 'vitest'
import { shownActions } from './actions'

const state = (permitted: boolean, allowed: boolean) => ({ permitted, allowed, reasons: [] })

describe('the acts of a document', () => {
  it('leave out what the person may never do, and put what is possible first', () => {
    const actions = {
      edit: state(true, false),
      submit: state(true, true),
      release: state(false, false),
      withdraw: state(true, true),
    }
    expect(shownActions({ actions }).map((each) => each.action)).toEqual(['submit', 'withdraw', 'edit'])
  })

  it('leave out acts that the office has no words for', () => {
    expect(shownActions({ actions: { explode: state(true, true) } })).toEqual([])
  })
})
