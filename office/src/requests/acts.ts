// Every act of an officer on a case: where it is sent and what its form asks. Whether it can be done now, and why not, the
// server says with the case.
import type { RequestAct, RequestChoices, RequestDesk, RequestEvent } from './model'

export type FieldKind = 'line' | 'long' | 'day' | 'number' | 'choice' | 'unit' | 'person'

export interface ActField {
  name: string
  label: string
  kind: FieldKind
  optional?: boolean
  hint?: string
  most?: number
  options?: (choices: RequestChoices, desk: RequestDesk) => { value: string; label: string }[]
  initial?: (desk: RequestDesk) => string
}

export interface ActForm {
  /** The act's name in the case's history. */
  act: string
  /** Last part of the address. */
  path: string
  label: string
  fields: ActField[]
  about?: string
  danger?: boolean
  /** Leads to a page or a dialog of its own. */
  opens?: 'decision' | 'consultation'
}

type Named = { id: string; name: string }
const asOptions = (named: readonly Named[]) => named.map((one) => ({ value: one.id, label: one.name }))

export function lastOf(timeline: readonly RequestEvent[], act: string): RequestEvent | undefined {
  return timeline.filter((event) => event.act === act).pop()
}

function fact(event: RequestEvent | undefined, name: string): string {
  const value = (event?.facts as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const long = (name: string, label: string, more: Partial<ActField> = {}): ActField => ({
  name,
  label,
  kind: 'long',
  ...more,
})
const day = (name: string, label: string, more: Partial<ActField> = {}): ActField => ({
  name,
  label,
  kind: 'day',
  optional: true,
  hint: '不填为今天',
  ...more,
})
const unit: ActField = { name: 'unit', label: '单位', kind: 'unit' }
const workingDays = (initial?: ActField['initial']): ActField => ({
  name: 'working_days',
  label: '延长的工作日',
  kind: 'number',
  most: 20,
  hint: '1 至 20 个工作日，只能延长一次（第三十三条第二款）',
  ...(initial ? { initial } : {}),
})

/** In the order in which a case usually goes. */
export const actForms: readonly ActForm[] = [
  {
    act: 'confirmed',
    path: 'confirm',
    label: '确认收到',
    about: '与申请人确认收到之日为收到申请之日，答复期限从次日起算（第三十一条）。',
    fields: [day('on', '双方确认的日期'), long('note', '怎样确认的', { optional: true })],
  },
  { act: 'signed', path: 'sign', label: '签收', about: '签收后由您承办。', fields: [] },
  { act: 'decided', path: 'decision', label: '拟定答复', opens: 'decision', fields: [] },
  {
    act: 'replied',
    path: 'reply',
    label: '登记已经答复',
    about: '用本系统的文书答复的，发出答复书时自动登记；这里登记当场答复和系统外发出的文书。',
    fields: [
      day('on', '答复日期'),
      {
        name: 'way',
        label: '方式',
        kind: 'choice',
        options: () => [
          { value: 'letter', label: '书面' },
          { value: 'on_the_spot', label: '当场' },
        ],
      },
      { name: 'letter', label: '文号', kind: 'line', optional: true, hint: '书面答复的必填' },
    ],
  },
  {
    act: 'correction_asked',
    path: 'correction',
    label: '要求补正',
    about: '只能要求一次，应当自收到之日起 7 个工作日内一次性告知；收到补正后答复期限重新计算（第三十条）。',
    fields: [
      long('what', '需要补正的全部内容'),
      day('on', '通知日期'),
      day('until', '补正期限', { hint: '不填为通知后 15 个工作日' }),
    ],
  },
  {
    act: 'corrected',
    path: 'corrected',
    label: '收到补正',
    fields: [
      long('description', '补正后的描述', { initial: (desk) => desk.corrected_description ?? desk.description ?? '' }),
      day('on', '收到日期'),
    ],
  },
  { act: 'consultation_sent', path: 'consultations', label: '征求意见、协查', opens: 'consultation', fields: [] },
  {
    act: 'extended',
    path: 'extension',
    label: '批准延期',
    about: '应当在答复期限届满前批准并告知申请人（第三十三条第二款）。',
    fields: [
      workingDays((desk) => fact(lastOf(desk.timeline, 'extension_asked'), 'working_days')),
      long('reason', '理由', { initial: (desk) => lastOf(desk.timeline, 'extension_asked')?.note ?? '' }),
    ],
  },
  {
    act: 'extension_asked',
    path: 'extension-request',
    label: '申请延期',
    fields: [workingDays(), long('reason', '理由')],
  },
  {
    act: 'explanation_asked',
    path: 'explanation',
    label: '要求说明理由',
    about: '申请的数量、频次明显超过合理范围的，可以要求申请人说明理由（第三十五条）。',
    fields: [long('words', '要求说明的内容')],
  },
  {
    act: 'excess_explained',
    path: 'explained',
    label: '收到理由说明',
    fields: [long('words', '申请人说明的理由')],
  },
  {
    act: 'delayed',
    path: 'delay',
    label: '延迟答复',
    about: '理由合理、期限内答复不了的，可以确定延迟答复的合理期限并告知申请人（第三十五条）。',
    fields: [day('until', '延迟答复的期限', { optional: false, hint: '' }), long('note', '备注', { optional: true })],
  },
  {
    act: 'fee_notified',
    path: 'fee',
    label: '收费通知',
    about: '一件申请按件或者按量选择一种计收；数额按国办函〔2020〕109号计算，登记后显示在办理过程里。',
    fields: [
      {
        name: 'by',
        label: '计收方式',
        kind: 'choice',
        options: () => [
          { value: 'item', label: '按件' },
          { value: 'page', label: '按量（页）' },
        ],
      },
      { name: 'count', label: '件数或者页数', kind: 'number' },
      day('on', '通知日期'),
      day('received_on', '申请人收到通知的日期', { hint: '还没有收到的不填' }),
    ],
  },
  {
    act: 'fee_paid',
    path: 'fee-paid',
    label: '缴费到账',
    fields: [day('on', '到账日期'), { name: 'receipt', label: '票据号', kind: 'line', optional: true }],
  },
  { act: 'fee_waived', path: 'fee-waiver', label: '免收费用', fields: [long('reason', '理由')] },
  {
    act: 'transferred',
    path: 'transfer',
    label: '转办',
    about: '转给另一单位办理，由其签收；答复期限不因此重新计算。',
    fields: [unit, long('reason', '理由')],
  },
  {
    act: 'redirected',
    path: 'transfer',
    label: '转交登记',
    fields: [unit, long('reason', '理由')],
  },
  {
    act: 'handed_over',
    path: 'hand-over',
    label: '移交承办人',
    fields: [{ name: 'person', label: '承办人', kind: 'person' }],
  },
  {
    act: 'co_handler_asked',
    path: 'helpers',
    label: '请求协办',
    fields: [unit, long('question', '请协办的内容')],
  },
  { act: 'co_handler_answered', path: 'opinion', label: '协办意见', fields: [long('words', '意见')] },
  {
    act: 'noted',
    path: 'notes',
    label: '沟通记录',
    fields: [long('words', '内容', { hint: '与申请人或者有关单位沟通的时间、方式和要点' })],
  },
  { act: 'reminded', path: 'urge', label: '督办', fields: [long('words', '督办意见')] },
  {
    act: 'applicant_kind_changed',
    path: 'applicant-kind',
    label: '更正申请人类型',
    fields: [
      {
        name: 'applicant_kind',
        label: '类型',
        kind: 'choice',
        options: (choices) => asOptions(choices.applicant_kinds),
        initial: (desk) => desk.applicant?.kind ?? '',
      },
      long('reason', '理由'),
    ],
  },
  {
    act: 'decision_taken_back',
    path: 'decision/take-back',
    label: '撤回拟定的答复',
    fields: [long('reason', '理由')],
  },
  {
    act: 'closed',
    path: 'close',
    label: '不经答复办结',
    danger: true,
    about: '只用于由申请人造成的结果：逾期不补正、逾期未缴费和其他原因终结。',
    fields: [
      {
        name: 'outcome',
        label: '结果',
        kind: 'choice',
        options: ({ outcomes }) => asOptions(outcomes.filter((one) => one.by_applicant && one.id !== 'withdrawn')),
      },
      long('reason', '理由'),
    ],
  },
  {
    act: 'finished',
    path: 'finish',
    label: '办结',
    fields: [
      {
        name: 'result',
        label: '结果',
        kind: 'choice',
        options: (choices, desk) => asOptions((choices.results as unknown as Record<string, Named[]>)[desk.kind] ?? []),
      },
      long('words', '告知的内容'),
    ],
  },
  {
    act: 'withdrawn',
    path: 'withdrawal',
    label: '登记申请人撤回',
    danger: true,
    about: '申请人当面、来信或者来电撤回的，在这里登记；登记后案件办结。',
    fields: [long('reason', '撤回的方式和原因', { optional: true })],
  },
  {
    act: 'reopened',
    path: 'reopening',
    label: '重新办理',
    about:
      '答复被复议决定或者判决撤销、被确认违法并责令重新答复，或者本机关自行纠正的，重新办理。原来的答复和文书保留；答复期限从收到决定或者判决的次日起重新计算（第三十三条第二款），决定或者判决写明期限的，以其为准。',
    fields: [
      {
        name: 'ground',
        label: '原因',
        kind: 'choice',
        options: () => [
          { value: 'reconsideration', label: '行政复议决定' },
          { value: 'lawsuit', label: '行政诉讼裁判' },
          { value: 'own_correction', label: '本机关自行纠正' },
        ],
      },
      {
        name: 'document',
        label: '决定书或者裁判文书文号',
        kind: 'line',
        optional: true,
        hint: '复议决定、裁判必填',
      },
      day('on', '收到决定或者裁判的日期'),
      day('until', '决定或者裁判写明的答复期限', { hint: '没有写明的不填' }),
      long('reason', '理由'),
    ],
  },
  {
    act: 'archived',
    path: 'archive',
    label: '归档',
    fields: [{ name: 'shelf', label: '存放位置', kind: 'line', optional: true }],
  },
]

export interface ShownAct extends ActForm {
  allowed: boolean
  reasons: { code: string; message: string }[]
}

/** The acts that this person may do with the case at all: the possible ones, and the others with their reasons. */
export function shownActs(desk: RequestDesk): ShownAct[] {
  const said = new Map<string, RequestAct>(desk.acts.map((act) => [act.id, act]))
  return actForms.flatMap((form) => {
    const act = said.get(form.act)
    return act?.permitted ? [{ ...form, allowed: act.allowed, reasons: act.reasons }] : []
  })
}

/** What the form holds when it opens. */
export function initialValues(form: ActForm, desk: RequestDesk): Record<string, string> {
  return Object.fromEntries(form.fields.map((field) => [field.name, field.initial?.(desk) ?? '']))
}

/** What goes to the server: empty optional fields stay away, numbers are numbers. */
export function bodyOf(
  form: Pick<ActForm, 'fields'>,
  values: Record<string, string>,
  version: number,
): Record<string, unknown> {
  const body: Record<string, unknown> = { version }
  for (const field of form.fields) {
    const value = (values[field.name] ?? '').trim()
    if (value === '' && field.optional) continue
    body[field.name] = field.kind === 'number' ? Number(value) || 0 : value
  }
  return body
}
