import { describe, expect, it } from 'vitest'
import { share } from './words'

describe('a share', () => {
  it('states its denominator and rounds down', () => {
    expect(share(2, 3)).toBe('2 / 3（66%）')
    expect(share(3, 3)).toBe('3 / 3（100%）')
  })
  it('is not said where nothing is due', () => {
    expect(share(0, 0)).toBe('—')
  })
})
