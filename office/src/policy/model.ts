import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type PolicyDesk = Schemas['PolicyDesk']
export type PlannedItem = Schemas['InterpretationPlan']['items'][number]
export type PolicyQuestion = Schemas['PolicyQuestion']
export type PolicyEvaluation = Schemas['PolicyEvaluation']
export type LedgerEntry = Schemas['LedgerEntry']
export type InterpretationCase = Schemas['InterpretationCase']
