// The contents of an issue while people arrange them: pure, so that the order is tested without a page.
import type { ContentsLine } from './model'

export interface BasketItem {
  document: string
  section: string
  title: string
  number: string
  published_on: string
}

/** Behind the last line of the same section, at the end when the section is new. */
export function withDocument(lines: readonly ContentsLine[], item: BasketItem): ContentsLine[] {
  if (lines.some((line) => line.document === item.document)) return [...lines]
  const added = { section: item.section, document: item.document, title: item.title, page: 0 }
  const last = lines.map((line) => line.section).lastIndexOf(item.section)
  const at = last < 0 ? lines.length : last + 1
  return [...lines.slice(0, at), added, ...lines.slice(at)]
}

export function moved(lines: readonly ContentsLine[], index: number, by: -1 | 1): ContentsLine[] {
  const to = index + by
  const line = lines[index]
  const other = lines[to]
  if (!line || !other) return [...lines]
  const next = [...lines]
  next[index] = other
  next[to] = line
  return next
}

export function without(lines: readonly ContentsLine[], index: number): ContentsLine[] {
  return lines.filter((_, at) => at !== index)
}

/** What has not been taken yet. */
export function remaining(basket: readonly BasketItem[], lines: readonly ContentsLine[]): BasketItem[] {
  const taken = new Set(lines.map((line) => line.document))
  return basket.filter((item) => !taken.has(item.document))
}
