import { describe, expect, it } from 'vitest'
import type { Unit } from '@/api/model'
import { asTree } from './tree'

const unit = (id: string, parent: string | null) => ({ id, parent, name: id }) as Unit

describe('the tree of units', () => {
  it('hangs every unit once below its parent, in the order of the list', () => {
    const tree = asTree([unit('city', null), unit('a', 'city'), unit('b', 'city'), unit('a1', 'a')])
    expect(tree.map((node) => node.id)).toEqual(['city'])
    expect(tree[0]!.children.map((node) => [node.id, node.children.length])).toEqual([
      ['a', 1],
      ['b', 0],
    ])
  })

  it('shows a unit whose parent may not be seen as a root', () => {
    expect(asTree([unit('a1', 'a')]).map((node) => node.id)).toEqual(['a1'])
  })
})
