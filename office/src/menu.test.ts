import { describe, expect, it } from 'vitest'
import { openMenu } from './menu'
import { router } from './router'

const names = (may: string[]) =>
  openMenu((permission) => may.includes(permission)).flatMap((group) => group.entries.map((entry) => entry.name))

describe('the menu', () => {
  it('offers everybody their tasks and settings, and nothing else without a permission', () => {
    expect(names([])).toEqual(['todo', 'settings'])
  })

  it('offers what the permissions open', () => {
    expect(names(['audit.read'])).toEqual(['todo', 'audit', 'settings'])
  })

  it('leads only to pages that exist and that ask for the same permission', () => {
    for (const group of openMenu(() => true))
      for (const entry of group.entries) {
        const page = router.getRoutes().find((route) => route.name === entry.name)
        expect(page?.meta.needs ?? []).toEqual(entry.needs)
      }
  })
})
