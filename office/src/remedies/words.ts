// The short codes of reviews and lawsuits in the office's words.
export const kinds: Record<string, string> = { reconsideration: '行政复议', lawsuit: '行政诉讼' }
export const procedures: Record<string, string> = { ordinary: '普通程序', simple: '简易程序' }
export const verdicts: Record<string, { label: string; tone: string }> = {
  upheld: { label: '结果维持', tone: 'green' },
  corrected: { label: '结果纠正', tone: 'red' },
  other: { label: '其他结果', tone: '' },
}
/** Table 4 of the annual report. */
export const tableRows: Record<string, string> = {
  review: '行政复议',
  suit_direct: '未经复议直接起诉',
  suit_after_review: '复议后起诉',
}
export const tableColumns = [
  ['upheld', '结果维持'],
  ['corrected', '结果纠正'],
  ['other', '其他结果'],
  ['pending', '尚未审结'],
  ['total', '总计'],
] as const
