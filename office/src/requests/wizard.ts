// 补不补—是不是—谁负责—有没有—给不给—怎么给—怎么答: where the answers given so far lead. The questions are the server's.
import type { Outcome, RequestChoices } from './model'

export type Wizard = RequestChoices['wizard']
export type Question = Wizard['questions'][number]
export type Answer = Question['answers'][number]

export interface Choice {
  question: string
  answer: string
}

export interface Step {
  question: Question
  answer: Answer
}

export interface Standpoint {
  steps: Step[]
  /** What is to be answered next. */
  next: Question | null
  /** Where the answers end. */
  outcome: Outcome | null
  /** What must be done first. */
  act: string
}

export function follow(choices: Pick<RequestChoices, 'wizard' | 'outcomes'>, given: readonly Choice[]): Standpoint {
  const find = (id: string): Question | null => choices.wizard.questions.find((each) => each.id === id) ?? null
  const here: Standpoint = { steps: [], next: find(choices.wizard.first), outcome: null, act: '' }
  for (const choice of given) {
    const question = here.next
    const answer = question?.answers.find((each) => each.id === choice.answer)
    if (!question || question.id !== choice.question || !answer) break
    here.steps.push({ question, answer })
    here.next = answer.next ? find(answer.next) : null
    here.outcome = choices.outcomes.find((each) => each.id === answer.outcome) ?? null
    here.act = answer.act
  }
  return here
}

/** The stages in the order of the questions, with the one that is being asked. */
export function stages(wizard: Wizard): string[] {
  return [...new Set(wizard.questions.map((question) => question.stage))]
}

/** The ground of the withheld part: the answer to 给不给 that began the way to 区分处理. */
export function groundOf(steps: readonly Step[]): string {
  const separate = steps.find((step) => step.question.id.startsWith('separate_') && step.answer.id === 'part')
  return separate ? separate.question.id.slice('separate_'.length) : ''
}

/** What an answer asks for first, in the words of the desk: the act there, or what to wait for. */
export const firstActs: Record<string, { label: string; act?: string }> = {
  ask_correction: { label: '先要求申请人补正', act: 'correction_asked' },
  wait_for_correction: { label: '等待申请人补正；期限届满后再继续' },
  ask_reasons: { label: '先要求申请人说明理由', act: 'explanation_asked' },
  notify_fee: { label: '先发出收费通知', act: 'fee_notified' },
  wait_for_payment: { label: '等待申请人缴费；期限届满后再继续' },
  consult_joint_maker: { label: '先征求共同制作机关的意见', act: 'consultation_sent' },
  wait_for_joint_maker: { label: '等待共同制作机关的意见' },
  search: { label: '先检索，并把检索的范围、方式和关键词记入沟通记录', act: 'noted' },
  ask_other_body: { label: '先向其他机关发出协查函', act: 'consultation_sent' },
  ask_secrecy_authority: { label: '先报请确定是否属于国家秘密，并记入沟通记录', act: 'noted' },
  consult_third_party: { label: '先征求第三方的意见', act: 'consultation_sent' },
  wait_for_third_party: { label: '等待第三方的意见' },
  complete_redactions: { label: '先补全遮盖清单里的理由' },
}
