import { describe, expect, it } from 'vitest'
import { inkRange, placeWords } from './place'
import type { Finding } from './queries'

function element(markup: string): HTMLElement {
  const root = document.createElement('div')
  root.innerHTML = markup
  return root
}

describe('the place of a finding', () => {
  it('is counted in characters that are no blanks, across elements', () => {
    const root = element('<p>各单位：</p>\n<p>张三 <b>138</b>1234。</p>')
    expect(inkRange(root, 4, 6)?.toString()).toBe('张三')
    expect(inkRange(root, 6, 13)?.toString()).toBe('1381234')
  })

  it('counts a character outside the basic plane as one', () => {
    expect(inkRange(element('<p>𠮷野家</p>'), 1, 2)?.toString()).toBe('野')
  })

  it('is nowhere behind the end', () => {
    expect(inkRange(element('<p>短</p>'), 5, 9)).toBeNull()
    expect(inkRange(element('<p>短</p>'), 0, 0)).toBeNull()
  })

  it('is said in words', () => {
    const place = {
      where: 'attachment',
      name: '名单.xlsx',
      file: 'f',
      part: 'hidden',
      part_name: '隐藏内容',
      label: '底稿',
      page: 2,
      begin: 0,
      end: 1,
      ink_begin: 0,
      ink_end: 1,
    } as const
    expect(placeWords({ place } as unknown as Finding)).toBe('附件“名单.xlsx”：隐藏内容 · 第 2 页 · 底稿')
  })
})
