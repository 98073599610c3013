// What the kinds of search words and the views of questions are called.
export const wordKinds = {
  synonym: { label: '同义词', hint: '意思相同的词，每行一个；查其中一个，含有另一个的也能找到。', lines: 4 },
  successor: { label: '旧称', hint: '第一行写旧称，第二行写现称；查旧称时也找出现称的信息。', lines: 2 },
  question_word: { label: '忽略词', hint: '提问用的词，如“怎么办理”，查找时略过。', lines: 1 },
  unwelcome: { label: '屏蔽词', hint: '含有这个词的标题不出现在搜索提示里，含有它的检索词不记录。', lines: 1 },
} as const

export type WordKind = keyof typeof wordKinds

export const questionViews = {
  zero: { label: '没有结果', hint: '最近一次查找没有结果。可以补充同义词、旧称，或者请有关单位公开这方面的信息。' },
  unclicked: { label: '少有人点开', hint: '有结果，但点开的不到一成。可以添加推荐结果，或者改进标题。' },
  frequent: { label: '全部', hint: '按查找次数排列。' },
} as const

export type QuestionView = keyof typeof questionViews

/** One entry a line, as it was typed: the server tidies. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The id in what people paste: the id itself, or the address of the document's page. */
export function documentIdOf(text: string): string {
  return /(?:^|\/d\/)([0-9a-z]{13})(?:$|[?#/])/.exec(text.trim())?.[1] ?? text.trim()
}
