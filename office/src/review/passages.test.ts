import { describe, expect, it } from 'vitest'
import { passageOf, rangeOf } from './passages'

describe('a passage', () => {
  const text = '各单位：请于三月底前报送。三月底后不再受理。'

  it('is found where it stands', () => {
    expect(passageOf(text, '三月底', '各单位：请于')).toEqual({ quote: '三月底', position: 6 })
  })
  it('is the occurrence that was marked, not the first one', () => {
    expect(passageOf(text, '三月底', '各单位：请于三月底前报送。')).toEqual({ quote: '三月底', position: 13 })
  })
  it('is counted in characters, also behind those of two units', () => {
    expect(passageOf('𠮷日开工', '开工', '𠮷日')).toEqual({ quote: '开工', position: 2 })
  })
  it('is nothing when the text has no such words', () => {
    expect(passageOf(text, '四月', '')).toBeNull()
    expect(passageOf(text, '', '')).toBeNull()
  })
  it('is shown on the page across elements', () => {
    const body = document.createElement('div')
    body.innerHTML = '<p>各单位：</p><p>请于<strong>三月</strong>底前报送。</p>'
    const range = rangeOf(body, '各单位：\n请于三月底前报送。', { quote: '三月底', position: 7 })
    expect(range?.toString()).toBe('三月底')
  })
})
