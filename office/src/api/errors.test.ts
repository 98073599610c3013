import { describe, expect, it } from 'vitest'
import { ApiError, errorFromBody, isConflict, offlineMessage, present } from './errors'

const refused = {
  error: {
    kind: 'invalid',
    code: 'form.faults',
    message: '有 3 处需要改正。',
    fields: [
      { field: 'title', code: 'document.title_missing', message: '请填写标题。' },
      { field: 'title', code: 'document.too_long', message: '标题太长。' },
      { field: 'body', code: 'document.body_missing', message: '请填写正文。' },
    ],
  },
}

describe('the error presenter', () => {
  it('shows every fault in the summary and the first of each field at the field', () => {
    const shown = present(errorFromBody(400, refused))
    expect(shown.lines.map((line) => line.message)).toEqual(['请填写标题。', '标题太长。', '请填写正文。'])
    expect(shown.byField).toEqual({ title: '请填写标题。', body: '请填写正文。' })
  })

  it('keeps the incident number of a failure', () => {
    const body = {
      error: { kind: 'failure', code: 'http.failure', message: '服务器出现故障。', fields: [], incident: 'A1B2' },
    }
    expect(present(errorFromBody(500, body)).incident).toBe('A1B2')
  })

  it.each([null, '', '<html>', 42, [], { error: 'no' }, { error: { fields: [null, 1, 'x'] } }])(
    'says something in Chinese for an answer that is not in the form of the interface: %j',
    (body) => {
      expect(present(errorFromBody(502, body)).message).toMatch(/[\u4e00-\u9fff]/)
    },
  )

  it('tells a broken line from a refusal', () => {
    expect(present(new TypeError('Failed to fetch')).message).toBe(offlineMessage)
  })

  it('hands on what the server has now when a version is stale', () => {
    const error = errorFromBody(409, {
      error: { kind: 'conflict', code: 'version.conflict', message: '已变。', fields: [] },
      current: { version: 7 },
    })
    expect(isConflict(error)).toBe(true)
    expect(error.current).toEqual({ version: 7 })
  })

  it('does not take another conflict for a stale version', () => {
    expect(isConflict(new ApiError(409, 'conflict', 'document.in_review', '正在审核。'))).toBe(false)
  })
})
