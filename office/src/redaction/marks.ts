// Marks as the editor changes them. On pages they are boxes in shares of the page, in texts characters of a line.
import type { Box, Mark, SourceLine, Word } from './model'

const tolerance = 0.004

export function boxOf(mark: Mark): Box {
  return { x: mark.x ?? 0, y: mark.y ?? 0, width: mark.width ?? 0, height: mark.height ?? 0 }
}

function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x + tolerance &&
    outer.y <= inner.y + tolerance &&
    outer.x + outer.width >= inner.x + inner.width - tolerance &&
    outer.y + outer.height >= inner.y + inner.height - tolerance
  )
}

export function united(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

function hasBox(word: Word): boolean {
  return (word.width ?? 0) > 0
}

/** A mark over some words of a line that stand side by side. */
export function markOver(words: readonly Word[], line: number, page: number, boxed: boolean, ground: string): Mark {
  if (!boxed) return { ground, line, begin: words[0]!.begin, end: words[words.length - 1]!.end }
  return { ground, page, ...united(words.filter(hasBox).map((word) => boxOf({ ground, ...word }))) }
}

export function covers(mark: Mark, word: Word, line: number, page: number): boolean {
  if (mark.page) return mark.page === page && contains(boxOf(mark), boxOf({ ground: '', ...word }))
  return mark.line === line && (mark.begin ?? 0) <= word.begin && (mark.end ?? 0) >= word.end
}

export function markAt(marks: readonly Mark[], word: Word, line: number, page: number): Mark | undefined {
  return marks.find((mark) => covers(mark, word, line, page))
}

/** Side by side in the same line, for the same reason: one mark tells less than two. */
function joins(a: Mark, b: Mark): boolean {
  if (a.ground !== b.ground || a.page !== b.page) return false
  if (!a.page) return a.line === b.line && (a.begin ?? 0) <= (b.end ?? 0) && (b.begin ?? 0) <= (a.end ?? 0)
  const [one, two] = [boxOf(a), boxOf(b)]
  const sameRow = Math.abs(one.y - two.y) < tolerance && Math.abs(one.height - two.height) < tolerance * 2
  return sameRow && one.x <= two.x + two.width + tolerance && two.x <= one.x + one.width + tolerance
}

function joined(a: Mark, b: Mark): Mark {
  if (a.page) return { ...a, ...united([boxOf(a), boxOf(b)]) }
  return { ...a, begin: Math.min(a.begin ?? 0, b.begin ?? 0), end: Math.max(a.end ?? 0, b.end ?? 0) }
}

/** The marks with this one; what it touches becomes one with it. */
export function withMark(marks: readonly Mark[], added: Mark): Mark[] {
  let mark = added
  const apart: Mark[] = []
  for (const each of marks) {
    if (joins(each, mark)) mark = joined(each, mark)
    else apart.push(each)
  }
  return [...apart, mark].sort(inReadingOrder)
}

function inReadingOrder(a: Mark, b: Mark): number {
  return (
    (a.page ?? 0) - (b.page ?? 0) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.begin ?? 0) - (b.begin ?? 0) ||
    (a.y ?? 0) - (b.y ?? 0) ||
    (a.x ?? 0) - (b.x ?? 0)
  )
}

const step = 0.01
const least = 0.01

/** The frame after a key: arrows move it, with Shift its right and lower edge. Nothing for another key. */
export function stepped(box: Box, key: string, resizes: boolean): Box | null {
  const across = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0
  const down = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0
  if (!across && !down) return null
  const within = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value))
  if (resizes)
    return {
      ...box,
      width: within(box.width + across, least, 1 - box.x),
      height: within(box.height + down, least, 1 - box.y),
    }
  return { ...box, x: within(box.x + across, 0, 1 - box.width), y: within(box.y + down, 0, 1 - box.height) }
}

export function withMarks(marks: readonly Mark[], added: readonly Mark[]): Mark[] {
  return added.reduce<Mark[]>((all, mark) => withMark(all, mark), [...marks])
}

/** What is left of the marks when the word is to be read again: on a page the whole box goes, in a text it is cut. */
export function withoutWord(marks: readonly Mark[], word: Word, line: number, page: number): Mark[] {
  return marks.flatMap((mark) => {
    if (!covers(mark, word, line, page)) return [mark]
    if (mark.page) return []
    const rest: Mark[] = [
      { ...mark, end: word.begin },
      { ...mark, begin: word.end },
    ]
    return rest.filter((part) => (part.begin ?? 0) < (part.end ?? 0))
  })
}

export function isCovered(line: SourceLine, marks: readonly Mark[], page: number): boolean {
  return line.words.length > 0 && line.words.every((word) => markAt(marks, word, line.number, page))
}
