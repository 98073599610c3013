import { describe, expect, it } from 'vitest'
import { inTreeOrder } from './tree'
import type { SiteColumn } from './queries'

const column = (id: string, parent: string | null) => ({ id, parent }) as SiteColumn

describe('inTreeOrder', () => {
  it('puts each column below its parent, in the order of its siblings', () => {
    const branches = inTreeOrder([column('a', null), column('b', null), column('a2', 'a'), column('a1', 'a')])
    expect(branches.map((branch) => `${branch.depth}${branch.column.id}`)).toEqual(['0a', '1a2', '1a1', '0b'])
  })
})
