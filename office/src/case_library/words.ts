// The short codes of studies in the office's words.
import type { CaseStudyProof } from './queries'

export const parts = [
  { name: 'title', label: '标题', rows: 1, most: 80, hint: '' },
  { name: 'question', label: '申请内容', rows: 4, most: 6000, hint: '申请人要的是什么信息' },
  { name: 'course', label: '办理经过', rows: 5, most: 6000, hint: '不写具体日期和人名，一行一步' },
  { name: 'answer', label: '答复结果', rows: 4, most: 6000, hint: '怎样答复，依据哪一条' },
  { name: 'lesson', label: '办理要点', rows: 4, most: 6000, hint: '以后遇到同类申请应当怎样办' },
] as const
export type PartName = (typeof parts)[number]['name']

const stages: Record<string, { name: string; tone: string }> = {
  drafted: { name: '编写中', tone: '' },
  proven: { name: '已核验', tone: 'blue' },
  confirmed: { name: '已确认', tone: 'green' },
  in_document: { name: '已转文稿', tone: 'purple' },
}

export function stageOf(study: { stage: string; is_public: boolean }): { name: string; tone: string } {
  if (study.is_public) return { name: '已发布', tone: 'green' }
  return stages[study.stage] ?? { name: study.stage, tone: '' }
}

export const partLabel = (name: string): string => parts.find((part) => part.name === name)?.label ?? name

/** What the proof says in one sentence. */
export function proofWords(proof: Pick<CaseStudyProof, 'counts' | 'holds'>): string {
  const searched = proof.counts.reduce((sum, count) => sum + count.searched + count.fragments, 0)
  const left = proof.counts.reduce((sum, count) => sum + count.left, 0)
  return proof.holds
    ? `查找 ${searched} 个原值和片段，没有发现个人信息`
    : `查找 ${searched} 个原值和片段，还有 ${left} 处`
}
