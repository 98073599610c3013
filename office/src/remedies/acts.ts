// The acts on a review or a lawsuit; which of them fit the stage, the server says.
import type { ActField } from '@/requests/acts'

export interface RemedyAct {
  act: string
  path: 'answer' | 'end' | 'notes' | 'appeal' | 'reopen'
  label: string
  fields: ActField[]
}

const on = (label: string): ActField => ({ name: 'on', label, kind: 'day' })
const words = (label: string, optional = false): ActField => ({ name: 'words', label, kind: 'long', optional })
const reason: ActField = { name: 'reason', label: '说明', kind: 'long' }

const forms: readonly RemedyAct[] = [
  {
    act: 'answered',
    path: 'answer',
    label: '登记已提交答复',
    fields: [on('提交之日'), words('说明', true)],
  },
  {
    act: 'concluded',
    path: 'end',
    label: '登记审理结果',
    fields: [
      on('决定或者判决之日'),
      { name: 'disposition', label: '结果', kind: 'choice' },
      { name: 'paper', label: '决定书或者裁判文书文号', kind: 'line' },
      words('需要落实的事项', true),
    ],
  },
  { act: 'noted', path: 'notes', label: '记事', fields: [words('内容')] },
  { act: 'appealed', path: 'appeal', label: '进入二审或者再审', fields: [on('日期'), reason] },
  { act: 'reopened', path: 'reopen', label: '恢复审理', fields: [on('日期'), reason] },
]

export function actsOf(remedy: { acts: readonly { id: string }[] }): RemedyAct[] {
  const possible = new Set(remedy.acts.map((act) => act.id))
  return forms.filter((form) => possible.has(form.act))
}
