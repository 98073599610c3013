// The shapes that the pages speak of, by their short names.
export type SessionState = 'none' | 'second_factor' | 'enrol_second_factor' | 'new_password' | 'ready'

export type Permission =
  | 'search.manage'
  | 'readers.answer'
  | 'directory.read'
  | 'directory.manage_units'
  | 'directory.manage_people'
  | 'security.manage_roles'
  | 'security.manage_sessions'
  | 'security.reveal'
  | 'audit.read'
  | 'system.read'
  | 'system.manage'
  | 'sites.manage'
  | 'content.read'
  | 'content.write'
  | 'content.review'
  | 'content.release'
  | 'content.withdraw'
  | 'content.release_urgent'
  | 'content.types'
  | 'sites.content'
  | 'review.proofread'
  | 'review.first'
  | 'review.second'
  | 'review.final'
  | 'review.secrecy'
  | 'review.override'
  | 'review.recheck'
  | 'review.settings'
  | 'review.contribute'
  | 'review.adopt'
  | 'policy.ledger'
  | 'catalogue.manage'
  | 'checks.lists'
  | 'imports.manage'
  | 'letters.templates'
  | 'oversight.draw'
  | 'oversight.score'
  | 'oversight.appeal'
  | 'requests.supervise'
  | 'requests.reveal'
  | 'requests.approve'
  | 'requests.handle'
  | 'requests.register'
  | 'requests.read'
  | 'reports.read'
  | 'reports.write'
  | 'reports.sign'
  | 'reports.collect'

export interface Staff {
  id: string
  name: string
  unit?: { id: string; name: string }
  roles?: unknown[]
}

export interface TotpEnrolment {
  secret: string
  uri: string
  qr_svg: string
}

export interface DeclaredField {
  name: string
  label: string
  hint?: string
  kind: string
  required?: boolean
  group?: string
  initial?: string
  max?: number
  shown?: boolean
  /** Of money and numbers. */
  unit?: string
  options?: { value: string; label: string }[]
  /** Of a table. */
  columns?: DeclaredField[]
}

export interface LinkRule {
  kind: string
  required?: boolean
}

export interface DocumentType {
  id: string
  name: string
  about: string
  title_max: number
  summary_max: number
  body_required: boolean
  attachments_max: number
  fields: DeclaredField[]
  checks: { check: string; field: string; other: string; value: string }[]
  links?: LinkRule[]
  category?: string
  /** In the policy library. */
  library?: boolean
  version?: number
}

export interface Named {
  id: string
  name: string
}

export interface Column {
  id: string
  site: string
  parent: string | null
  slug: string
  name: string
  about: string
}

export interface DocumentQuery {
  state?: string
  column?: string
  q?: string
  after?: string
}

export interface DocumentSummary {
  id: string
  title: string
  state: string
  column: Named
  unit: Named
  changed_at: string
}

export interface Attachment {
  file: string
  name: string
  media_type: string
  size: number
}

export interface Reason {
  code: string
  field?: string
  message: string
}

export interface ActionState {
  permitted: boolean
  allowed: boolean
  reasons: Reason[]
}

export type WithdrawalKind = 'retracted' | 'moved' | 'corrected'

export interface Edition {
  number: number
  state: string
  column: string
  title: string
  summary: string
  body: string
  fields: Record<string, string>
  writer: { id: string | null; name: string }
  remark: string
  changed_at: string
  submitted_at: string | null
  released_at: string | null
  disclosure: 'undecided' | 'proactive' | 'on_request' | 'withheld'
  ground: string
  ground_note: string
  emergency_reason: string
  release_at: string | null
  expires_at: string | null
}

/** The other document of a link, as the desk shows it. */
export interface DocumentLink {
  kind: string
  target: string
  title: string
  note: string
}
export interface LinkedFrom {
  kind: string
  document: string
  title: string
  type: string
  state: string
}

export interface DocumentRecord {
  links: DocumentLink[]
  linked_from: LinkedFrom[]
  id: string
  type: string
  site: string
  unit: Named
  index_number: string
  created_at: string
  published_at: string | null
  address: string | null
  version: number
  edition: Edition
  attachments: Attachment[]
  readers: Named[]
  placements: { column: Named; site: string; placed_at: string }[]
  take_downs: { reason: string; taken_by: string; taken_at: string; ended_at: string | null; outcome: string }[]
  withdrawal: { kind: WithdrawalKind; reason: string; moved_to: string | null; withdrawn_at: string } | null
  actions: Record<string, ActionState>
}

export type UnitKind = 'city' | 'county' | 'department' | 'subdistrict' | 'town' | 'other'

export interface Unit {
  id: string
  parent: string | null
  kind: UnitKind
  code: string
  name: string
  short_name: string
  contact: string
  phone: string
  address: string
  office_hours: string
  sort_order: number
  closed_on: string | null
  version: number
}

export interface Grant {
  role: string
  name: string
  unit: string
  unit_name: string
  with_subtree: boolean
}

export interface Person {
  id: string
  login: string
  name: string
  unit: Named
  post: string
  phone: string
  id_number: string
  state: string
  disabled_reason: string
  last_login_at: string | null
  created_at: string
  version: number
  roles?: Grant[]
  duties?: { kind: string; id: string; title: string }[]
}

export interface Site {
  id: string
  slug: string
  host: string
  name: string
  unit: string
  theme: Record<string, string>
  identity_code: string
  icp_number: string
  police_number: string
  sponsor: string
  undertaker: string
  contact: string
  sort_order: number
  version: number
}

export interface ExplainedTerm {
  start: string
  last: string
  provisional: boolean
  days: { day: string; weekday: string; kind: string; name: string; counted: number | null; provisional: boolean }[]
}
