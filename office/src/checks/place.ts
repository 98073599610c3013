// Shows the place of a finding: in the text by a highlight that leaves the text as it is, elsewhere by going there.
import type { Finding } from './queries'

const mark = 'finding'
const isInk = (character: string): boolean => !/[\s\u00a0\u3000]/.test(character)

/** The stretch between so many characters that are no blanks: the page lays the text out anew, but drops no letter. */
export function inkRange(root: Node, begin: number, end: number): Range | null {
  const texts = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  if (!texts || end <= begin) return null
  const range = new Range()
  let seen = 0
  let started = false
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent ?? ''
    let offset = 0
    for (const character of text) {
      if (isInk(character)) {
        if (!started && seen === begin) {
          range.setStart(node, offset)
          started = true
        }
        seen++
        if (started && seen === end) {
          range.setEnd(node, offset + character.length)
          return range
        }
      }
      offset += character.length
    }
  }
  return null
}

function highlight(ranges: Range[]): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) {
    const selection = window.getSelection()
    selection?.removeAllRanges()
    if (ranges[0]) selection?.addRange(ranges[0])
    return
  }
  CSS.highlights.set(mark, new Highlight(...ranges))
}

function elementOf(finding: Finding): HTMLElement | null {
  const { where, name, file } = finding.place
  const find = (selector: string): HTMLElement | null => document.querySelector(selector)
  if (where === 'attachment' || where === 'file_name')
    return find(`[data-place="file-${file}"]`) ?? find('#field-attachments')
  if (where === 'body')
    return find('[data-place="body"] .ProseMirror') ?? find('#field-body .ProseMirror') ?? find('.ProseMirror')
  const field = where === 'field' ? name : where
  return find(`[data-place="${field}"]`) ?? find(`[data-place="field-${field}"]`) ?? find(`#field-${field}`)
}

/** Goes to the place and marks it; false when the page does not show it. */
export function showPlace(finding: Finding): boolean {
  const element = elementOf(finding)
  if (!element) return false
  const spans = finding.passages.length
    ? finding.passages
    : [{ begin: finding.place.ink_begin, end: finding.place.ink_end }]
  const ranges =
    finding.place.where === 'body'
      ? spans.map((span) => inkRange(element, span.begin, span.end)).filter((range) => range !== null)
      : []
  highlight(ranges)
  const target = ranges[0]?.startContainer.parentElement ?? element
  target.scrollIntoView({ block: 'center' })
  if (!ranges.length) {
    if (!element.matches('input, textarea, select, [tabindex]')) element.tabIndex = -1
    element.focus({ preventScroll: true })
  }
  return true
}

export function clearMarks(): void {
  if (typeof CSS !== 'undefined' && CSS.highlights) CSS.highlights.delete(mark)
}

/** 附件《名单.xlsx》批注 · 第 2 页 · 李四 */
export function placeWords(finding: Finding): string {
  const { where, name, part_name, label, page } = finding.place
  const more = [part_name, page ? `第 ${page} 页` : '', label].filter(Boolean).join(' · ')
  switch (where) {
    case 'title':
      return '标题'
    case 'summary':
      return '摘要'
    case 'body':
      return '正文'
    case 'field':
      return label || '字段'
    case 'file_name':
      return `附件名“${name}”`
    default:
      return more ? `附件“${name}”：${more}` : `附件“${name}”`
  }
}
