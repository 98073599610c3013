// Where a remark points: a quote and its place in the plain text of the body, counted in characters as the server does.
export interface Passage {
  quote: string
  position: number
}

const characters = (text: string): number => [...text].length

/** The place of the quote in the text; `before` is what stands before it on the page and tells which occurrence is meant. */
export function passageOf(text: string, quote: string, before: string): Passage | null {
  if (!quote) return null
  let occurrence = 0
  for (let at = before.indexOf(quote); at >= 0; at = before.indexOf(quote, at + 1)) occurrence++
  let found = text.indexOf(quote)
  for (; found >= 0 && occurrence > 0; occurrence--) {
    const next = text.indexOf(quote, found + 1)
    if (next < 0) break
    found = next
  }
  return found < 0 ? null : { quote, position: characters(text.slice(0, found)) }
}

/** What the reader has marked inside the element; null when nothing or something elsewhere. */
export function markedIn(element: Element | null): { quote: string; before: string } | null {
  const selection = window.getSelection()
  if (!element || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.commonAncestorContainer)) return null
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(range.startContainer, range.startOffset)
  return { quote: selection.toString().split('\n')[0]!.trim(), before: before.toString() }
}

/** The text nodes of the element with the offset at which each begins. */
function textNodes(element: Element): { node: Text; start: number }[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: { node: Text; start: number }[] = []
  let start = 0
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    nodes.push({ node, start })
    start += node.data.length
  }
  return nodes
}

/** The passage on the page, as a range; the n-th occurrence of the quote is that of the plain text. */
export function rangeOf(element: Element, text: string, passage: Passage): Range | null {
  const head = [...text].slice(0, passage.position).join('')
  let occurrence = 0
  for (let at = head.indexOf(passage.quote); at >= 0; at = head.indexOf(passage.quote, at + 1)) occurrence++
  const nodes = textNodes(element)
  const shown = nodes.map(({ node }) => node.data).join('')
  let found = shown.indexOf(passage.quote)
  for (; found >= 0 && occurrence > 0; occurrence--) found = shown.indexOf(passage.quote, found + 1)
  if (found < 0 || !passage.quote) return null
  const place = (offset: number) => nodes.filter(({ start }) => start <= offset).at(-1)!
  const first = place(found)
  const last = place(found + passage.quote.length - 1)
  const range = document.createRange()
  range.setStart(first.node, found - first.start)
  range.setEnd(last.node, found + passage.quote.length - last.start)
  return range
}
