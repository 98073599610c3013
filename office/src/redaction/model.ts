import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Redaction = Schemas['Redaction']
export type RedactionLine = Schemas['RedactionLine']
export type Mark = Schemas['RedactionMark']
export type Ground = Schemas['RedactionGround']
export type SourcePage = Schemas['RedactionPage']
export type SourceLine = SourcePage['lines'][number]
export type Word = SourceLine['words'][number]
export type Suggestion = Schemas['RedactionSuggestion']
export type Examination = Schemas['RedactionExamination']
export type Proof = Schemas['RedactionProof']

export interface Box {
  x: number
  y: number
  width: number
  height: number
}
/** Whose file it is. */
export interface Owner {
  kind: 'document' | 'case'
  id: string
}
