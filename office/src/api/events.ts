// One event stream a tab: when the server says that something changed, the lists on the screen are asked for again.
import { onBeforeUnmount, onMounted } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'

/** What a change of a topic touches: the first part of the query keys. */
const touched: Record<string, string[]> = {
  document: ['documents', 'document'],
  person: ['people', 'person'],
  unit: ['units'],
  site: ['sites'],
  column: ['columns'],
  calendar: ['calendar', 'requests', 'request'],
  case: ['requests', 'request', 'remedies', 'annual-reports', 'annual-report'],
  annual_report: ['annual-reports', 'annual-report'],
  report_batch: ['report-batches', 'report-batch'],
  case_notice: ['request-notices'],
  letter: ['letters', 'letter'],
  redaction: ['redactions'],
}

function topicOf(event: MessageEvent<string>): string {
  try {
    return String((JSON.parse(event.data) as { topic?: unknown }).topic)
  } catch {
    return ''
  }
}

export function useEvents(): void {
  const queries = useQueryClient()
  let stream: EventSource | null = null

  const refresh = (key: string): void => void queries.invalidateQueries({ queryKey: [key] })

  onMounted(() => {
    stream = new EventSource('/api/events')
    stream.addEventListener('changed', (event) => (touched[topicOf(event)] ?? []).forEach(refresh))
    stream.addEventListener('job', () => refresh('jobs'))
    // The stream ran so far ahead that it dropped events: everything on the screen may be old.
    stream.addEventListener('reload', () => void queries.invalidateQueries())
  })
  onBeforeUnmount(() => stream?.close())
}
