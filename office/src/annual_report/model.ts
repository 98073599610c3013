import type { components, operations } from '@/api/schema'

type Schemas = components['schemas']
export type AnnualReport = Schemas['AnnualReport']
export type ReportLine = Schemas['AnnualReportLine']
export type ReportCell = AnnualReport['cells'][number]
export type ReportSheet = AnnualReport['sheets'][number]
export type ReportPart = AnnualReport['parts'][number]
export type ReportAct = AnnualReport['acts'][number]
export type ReportEvent = AnnualReport['events'][number]
export type ReportChild = AnnualReport['children'][number]
export type Piece = ReportPart['pieces'][number]
export type Board = operations['annualReports']['responses']['200']['content']['application/json']
export type Finding =
  operations['annualReportFindings']['responses']['200']['content']['application/json']['findings'][number]
