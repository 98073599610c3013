import { expect, test } from 'vitest'
import { moved, remaining, withDocument, without } from './contents'

const line = (document: string, section: string) => ({ section, document, title: document, page: 0 })
const item = (document: string, section: string) => ({
  document,
  section,
  title: document,
  number: '',
  published_on: '2026-09-01',
})
const contents = [line('a', '市政府文件'), line('b', '通知公告')]

test('a document goes behind the last one of its section', () => {
  expect(withDocument(contents, item('c', '市政府文件')).map((each) => each.document)).toEqual(['a', 'c', 'b'])
})

test('a new section comes last', () => {
  expect(withDocument(contents, item('c', '人事任免')).map((each) => each.document)).toEqual(['a', 'b', 'c'])
})

test('no document comes twice', () => {
  expect(withDocument(contents, item('a', '通知公告'))).toEqual(contents)
})

test('lines change places, and the ends stay where they are', () => {
  expect(moved(contents, 0, 1).map((each) => each.document)).toEqual(['b', 'a'])
  expect(moved(contents, 0, -1)).toEqual(contents)
  expect(moved(contents, 1, 1)).toEqual(contents)
})

test('what was taken leaves the basket and comes back when it is removed', () => {
  const basket = [item('a', '市政府文件'), item('c', '通知公告')]
  expect(remaining(basket, contents).map((each) => each.document)).toEqual(['c'])
  expect(remaining(basket, without(contents, 0)).map((each) => each.document)).toEqual(['a', 'c'])
})
