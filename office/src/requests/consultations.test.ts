import { describe, expect, it } from 'vitest'
import { askedActs, askingActs } from './consultations'

const ids = (acts: { id: string }[]) => acts.map((act) => act.id)

describe('a consultation', () => {
  it('runs out only after the other side has received it', () => {
    expect(ids(askingActs({ stage: 'sent' }))).not.toContain('silence')
    expect(ids(askingActs({ stage: 'received' }))).toContain('silence')
  })

  it('is answered by the unit that was asked', () => {
    expect(ids(askedActs({ stage: 'received' }))).toEqual(['answer'])
  })

  it('is over when it was answered', () => {
    expect(askingActs({ stage: 'answered' })).toEqual([])
    expect(askedActs({ stage: 'called_off' })).toEqual([])
  })
})
