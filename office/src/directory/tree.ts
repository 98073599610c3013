// The tree of units from the list in which the server sends it, parents before children.
import type { Unit } from '@/api/model'

export interface UnitNode {
  id: string
  label: string
  unit: Unit
  children: UnitNode[]
}

export function asTree(units: readonly Unit[]): UnitNode[] {
  const nodes = new Map(
    units.map((unit) => [unit.id, { id: unit.id, label: unit.name, unit, children: [] } as UnitNode]),
  )
  const roots: UnitNode[] = []
  for (const node of nodes.values()) {
    const parent = node.unit.parent ? nodes.get(node.unit.parent) : undefined
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  return roots
}

export const unitKinds: Record<string, string> = {
  city: '市',
  county: '区（县、市）',
  department: '部门',
  subdistrict: '街道',
  town: '镇（乡）',
  other: '其他',
}
