// The form at the counter: which questions fit the channel and the kind of applicant.
export interface IntakeForm {
  channel: string
  unit: string
  arrived_on: string
  confirmed_on: string
  kind: string
  name: string
  document_type: string
  document_number: string
  credit_code: string
  representative: string
  contact: string
  workplace: string
  address: string
  postcode: string
  phone: string
  email: string
  description: string
  form: string
  delivery: string
  note: string
}

export type Channel = 'in_person' | 'signed_mail' | 'plain_mail' | 'fax' | 'oral'

export const emptyIntake = (today: string): IntakeForm => ({
  channel: 'in_person',
  unit: '',
  arrived_on: today,
  confirmed_on: '',
  kind: 'natural',
  name: '',
  document_type: 'resident_id',
  document_number: '',
  credit_code: '',
  representative: '',
  contact: '',
  workplace: '',
  address: '',
  postcode: '',
  phone: '',
  email: '',
  description: '',
  form: 'paper',
  delivery: 'post',
  note: '',
})

/** Plain letters and faxes count from the day on which both sides have confirmed (Art. 31). */
export const needsConfirmation = (channel: string): boolean => channel === 'plain_mail' || channel === 'fax'

const ofPerson = ['document_type', 'document_number', 'workplace'] as const
const ofOrganisation = ['credit_code', 'representative', 'contact'] as const
const common = ['kind', 'name', 'address', 'postcode', 'phone', 'email'] as const

/** What goes to the server: of the applicant only what their kind has, and nothing that is empty. */
export function intakeBody(form: IntakeForm) {
  const own = form.kind === 'natural' ? ofPerson : ofOrganisation
  const given = [...common, ...own].map((name) => [name, form[name].trim()] as const)
  const applicant = Object.fromEntries(given.filter(([name, value]) => value || name === 'kind' || name === 'name'))
  return {
    channel: form.channel as Channel,
    unit: form.unit,
    applicant: applicant as { kind: string; name: string },
    description: form.description.trim(),
    form: form.form,
    delivery: form.delivery,
    arrived_on: form.arrived_on,
    ...(needsConfirmation(form.channel) && form.confirmed_on ? { confirmed_on: form.confirmed_on } : {}),
    ...(form.note.trim() ? { note: form.note.trim() } : {}),
  }
}
