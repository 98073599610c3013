// The one way in which a refusal or a failure reaches the screen: what happened, at which fields, and what to do.

export interface FieldFault {
  field: string
  code: string
  message: string
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    readonly code: string,
    message: string,
    readonly fields: FieldFault[] = [],
    readonly incident?: string,
    readonly current?: unknown,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export interface Presentation {
  message: string
  /** Faults of fields that the form shows, by field; the first of each. */
  byField: Record<string, string>
  /** Every fault as a line of the summary. */
  lines: { field: string; message: string }[]
  incident?: string
}

export const offlineMessage = '连接不上服务器。您填写的内容仍在页面上，请检查网络后重试。'
const unreadable = '服务器的回答无法识别，请稍后重试；多次出现请联系系统管理员。'

const byStatus: Record<number, string> = {
  401: '登录已失效，请重新登录。',
  403: '您没有进行此操作的权限。',
  404: '没有找到所要的内容，它可能已被移除。',
  409: '内容已被他人修改，请核对后再保存。',
  413: '提交的内容太大。',
  429: '操作过于频繁，请稍候再试。',
  503: '系统暂时无法办理，请稍后重试。',
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function fieldFaults(value: unknown): FieldFault[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isRecord)
    .map((fault) => ({ field: text(fault.field), code: text(fault.code), message: text(fault.message) }))
}

/** Makes an ApiError of any answer, also of one that is not in the API's form. */
export function errorFromBody(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const message = text(error.message) || byStatus[status] || unreadable
  return new ApiError(
    status,
    text(error.kind) || 'failure',
    text(error.code),
    message,
    fieldFaults(error.fields),
    text(error.incident) || undefined,
    isRecord(body) ? body.current : undefined,
  )
}

export function present(error: unknown): Presentation {
  if (!(error instanceof ApiError)) {
    const isNetwork = error instanceof TypeError
    return { message: isNetwork ? offlineMessage : unreadable, byField: {}, lines: [] }
  }
  const byField: Record<string, string> = {}
  for (const fault of error.fields) byField[fault.field] ??= fault.message
  const lines = error.fields.map(({ field, message }) => ({ field, message }))
  return { message: error.message, byField, lines, incident: error.incident }
}

export function isConflict(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'version.conflict'
}
