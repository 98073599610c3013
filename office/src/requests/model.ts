import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type RequestDesk = Schemas['RequestDesk']
export type RequestEntry = Schemas['RequestEntry']
export type RequestEvent = Schemas['RequestEvent']
export type RequestAct = Schemas['RequestAct']
export type RequestApplicant = Schemas['RequestApplicant']
export type RequestChoices = Schemas['RequestChoices']
export type RequestConsultation = Schemas['RequestConsultation']
export type RequestNotice = Schemas['RequestNotice']
export type Outcome = RequestChoices['outcomes'][number]

/** What the clock says, the same as `gongkai request clock --json`. */
export interface Reading {
  state: 'running' | 'waiting_correction' | 'paused' | 'waiting_fee' | 'closed'
  received_on: string
  counted_from: string
  term_working_days: number
  counted_working_days: number
  reply_due: string | null
  remaining_working_days: number
  provisional: boolean
  deadlines: { clock: string; name: string; due: string; provisional: boolean; met_on: string | null }[]
  explanation: { day: string; counted: number | null; why: string }[]
}
