// What can be done with a consultation or an inquiry at its stage. The server judges; the screen offers what may fit.
import type { ActField } from './acts'
import type { RequestConsultation } from './model'

export interface ConsultationAct {
  id: 'received' | 'answer' | 'silence' | 'call-off' | 'reminders'
  label: string
  about?: string
  fields: ActField[]
}

const on: ActField = { name: 'on', label: '日期', kind: 'day', optional: true, hint: '不填为今天' }

const acts: Record<ConsultationAct['id'], ConsultationAct> = {
  received: {
    id: 'received',
    label: '登记对方收到',
    about: '对方收到的次日起算 15 个工作日（第三十二条、第三十四条）。',
    fields: [on],
  },
  answer: {
    id: 'answer',
    label: '登记答复',
    fields: [
      { name: 'answer', label: '答复', kind: 'choice' },
      { name: 'words', label: '内容', kind: 'long', optional: true },
      on,
    ],
  },
  silence: {
    id: 'silence',
    label: '登记逾期未答复',
    about: '第三方逾期未答复的，由本机关决定是否公开；共同制作机关逾期未提出意见的，视为同意公开。',
    fields: [],
  },
  reminders: {
    id: 'reminders',
    label: '催办',
    fields: [{ name: 'note', label: '内容', kind: 'long', optional: true }],
  },
  'call-off': { id: 'call-off', label: '取消', fields: [{ name: 'reason', label: '理由', kind: 'long' }] },
}

/** What the asking side may do. */
export function askingActs(of: Pick<RequestConsultation, 'stage'>): ConsultationAct[] {
  if (of.stage === 'sent') return [acts.received, acts.answer, acts.reminders, acts['call-off']]
  if (of.stage === 'received') return [acts.answer, acts.silence, acts.reminders, acts['call-off']]
  return []
}

/** What a unit of this platform that was asked may do. */
export function askedActs(of: Pick<RequestConsultation, 'stage'>): ConsultationAct[] {
  if (of.stage === 'sent') return [acts.received, { ...acts.answer, label: '答复' }]
  return of.stage === 'received' ? [{ ...acts.answer, label: '答复' }] : []
}

export const answerTones: Record<string, string> = {
  agree: 'green',
  refuse: 'red',
  partly: 'amber',
  information: 'blue',
}
