// Columns as they stand on the site: each below its parent, with its depth.
import type { SiteColumn } from './queries'

export interface Branch {
  column: SiteColumn
  depth: number
}

export function inTreeOrder(columns: readonly SiteColumn[]): Branch[] {
  const below = new Map<string, SiteColumn[]>()
  for (const column of columns) below.set(column.parent ?? '', [...(below.get(column.parent ?? '') ?? []), column])
  const walk = (parent: string, depth: number): Branch[] =>
    (below.get(parent) ?? []).flatMap((column) => [{ column, depth }, ...walk(column.id, depth + 1)])
  return walk('', 0)
}

export const visitWords: Record<string, string> = {
  alive: '链接正常',
  gone: '网页已不存在',
  unreachable: '无法访问',
  refused: '内部地址，不检查',
}
