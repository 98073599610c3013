import { describe, expect, it } from 'vitest'
import { isCovered, markOver, stepped, withMark, withMarks, withoutWord } from './marks'
import type { Mark, SourceLine } from './model'

const line: SourceLine = {
  number: 3,
  part: 'body',
  text: '申请人王小明',
  words: [
    { begin: 0, end: 3 },
    { begin: 3, end: 4 },
    { begin: 4, end: 6 },
  ],
}
const boxed: SourceLine = {
  ...line,
  words: line.words.map((word) => ({
    ...word,
    x: word.begin / 10,
    y: 0.5,
    width: (word.end - word.begin) / 10,
    height: 0.02,
  })),
}

describe('marks in a text', () => {
  it('become one when they touch', () => {
    const first = markOver([line.words[1]!], 3, 1, false, 'privacy')
    const second = markOver([line.words[2]!], 3, 1, false, 'privacy')
    expect(withMark([first], second)).toEqual([{ ground: 'privacy', line: 3, begin: 3, end: 6 }])
  })
  it('stay two when their reasons differ', () => {
    const first = markOver([line.words[1]!], 3, 1, false, 'privacy')
    expect(withMark([first], { ...first, ground: 'E16_2' })).toHaveLength(2)
  })
  it('are cut where a word is to be read again', () => {
    const whole: Mark = { ground: 'privacy', line: 3, begin: 0, end: 6 }
    expect(withoutWord([whole], line.words[1]!, 3, 1)).toEqual([
      { ground: 'privacy', line: 3, begin: 0, end: 3 },
      { ground: 'privacy', line: 3, begin: 4, end: 6 },
    ])
  })
  it('cover a line when they cover its words', () => {
    expect(isCovered(line, [{ ground: 'privacy', line: 3, begin: 0, end: 6 }], 1)).toBe(true)
    expect(isCovered(line, [{ ground: 'privacy', line: 3, begin: 1, end: 6 }], 1)).toBe(false)
  })
})

describe('marks on a page', () => {
  it('are boxes around their words and join their neighbours', () => {
    const marks = withMarks(
      [],
      boxed.words.map((word) => markOver([word], 3, 2, true, 'privacy')),
    )
    expect(marks).toHaveLength(1)
    expect(marks[0]).toMatchObject({ page: 2, y: 0.5 })
    expect(marks[0]!.width).toBeCloseTo(0.6)
    expect(isCovered(boxed, marks, 2)).toBe(true)
    expect(isCovered(boxed, marks, 1)).toBe(false)
  })
  it('go whole when one of their words is to be read again', () => {
    const mark = markOver(boxed.words, 3, 2, true, 'privacy')
    expect(withoutWord([mark], boxed.words[0]!, 3, 2)).toEqual([])
  })
  it('stand in the order of reading', () => {
    const low: Mark = { ground: 'privacy', page: 1, x: 0, y: 0.8, width: 0.1, height: 0.1 }
    const high: Mark = { ground: 'privacy', page: 1, x: 0, y: 0.1, width: 0.1, height: 0.1 }
    expect(withMark([low], high)).toEqual([high, low])
  })
})

describe('the frame of the keyboard', () => {
  const frame = { x: 0.98, y: 0.5, width: 0.02, height: 0.02 }
  it('stays on the page', () => {
    expect(stepped(frame, 'ArrowRight', false)).toEqual(frame)
    expect(stepped(frame, 'ArrowLeft', false)?.x).toBeCloseTo(0.97)
    expect(stepped(frame, 'ArrowRight', true)?.width).toBeCloseTo(0.02)
  })
  it('never vanishes', () => {
    expect(stepped({ ...frame, height: 0.01 }, 'ArrowUp', true)?.height).toBe(0.01)
  })
  it('leaves other keys alone', () => {
    expect(stepped(frame, 'Tab', false)).toBeNull()
  })
})
