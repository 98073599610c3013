import { describe, expect, it } from 'vitest'
import { documentIdOf, linesOf } from './words'

describe('linesOf', () => {
  it('leaves out blanks and empty lines', () => {
    expect(linesOf(' 公租房 \n\n公共租赁住房\n')).toEqual(['公租房', '公共租赁住房'])
  })
})

describe('documentIdOf', () => {
  it('takes the id out of the address of a page', () => {
    for (const pasted of [
      '0s9znf9mr0000',
      ' 0s9znf9mr0000 ',
      'https://www.yunhai.example/d/0s9znf9mr0000',
      '/d/0s9znf9mr0000?from=x',
      '/d/0s9znf9mr0000#text',
    ])
      expect(documentIdOf(pasted)).toBe('0s9znf9mr0000')
  })

  it('leaves to the server what it does not know', () => {
    expect(documentIdOf('abc')).toBe('abc')
  })
})
