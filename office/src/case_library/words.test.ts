import { describe, expect, test } from 'vitest'
import { partLabel, proofWords, stageOf } from './words'

describe('a proof', () => {
  const count = { kind: 'applicant', name: '申请人', searched: 2, fragments: 5, left: 0 }

  test('says what was searched when nothing is left', () => {
    expect(proofWords({ holds: true, counts: [count] })).toBe('查找 7 个原值和片段，没有发现个人信息')
  })
  test('says how many places are left', () => {
    expect(proofWords({ holds: false, counts: [count, { ...count, left: 3 }] })).toContain('还有 3 处')
  })
})

test('a published study is published, whatever its stage', () => {
  expect(stageOf({ stage: 'in_document', is_public: true }).name).toBe('已发布')
  expect(stageOf({ stage: 'proven', is_public: false }).name).toBe('已核验')
})

test('a part without a label is shown as it is', () => {
  expect(partLabel('lesson')).toBe('办理要点')
  expect(partLabel('other')).toBe('other')
})
