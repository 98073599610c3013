import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type GazetteIssueLine = Schemas['GazetteIssueLine']
export type GazetteIssue = Schemas['GazetteIssue']
export type GazettePage = Schemas['GazettePage']
export type GazettePageLine = Schemas['GazettePageLine']
export type GazetteCorrection = Schemas['GazetteCorrections']['items'][number]

/** A line of the contents while it is edited. */
export interface ContentsLine {
  section: string
  document: string | null
  title: string
  page: number
}
