import { describe, expect, it } from 'vitest'
import { actsOf } from './acts'

describe('the acts on a review', () => {
  it('are those that fit its stage', () => {
    const acts = actsOf({ acts: [{ id: 'answered' }, { id: 'noted' }, { id: 'bundled' }] })
    expect(acts.map((act) => act.path)).toEqual(['answer', 'notes'])
  })

  it('ask for the result when it ends', () => {
    const [end] = actsOf({ acts: [{ id: 'concluded' }] })
    expect(end?.fields.map((field) => field.name)).toEqual(['on', 'disposition', 'paper', 'words'])
  })
})
