// One event stream a tab: when the server says that something changed, the lists on the screen are asked for again.
import { onBeforeUnmount, onMounted } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'

/** What a change of a topic touches: the first part of the query keys. */
const touched: Record<string, string[]> = {
  document: ['documents', 'document'],
  job: ['jobs'],
  jobs: ['jobs'],
  person: ['people', 'person'],
  unit: ['units'],
  site: ['sites'],
  calendar: ['calendar'],
}

export function useEvents(): void {
  const queries = useQueryClient()
  let stream: EventSource | null = null

  function receive(topic: string): void {
    for (const key of touched[topic] ?? []) void queries.invalidateQueries({ queryKey: [key] })
  }

  onMounted(() => {
    stream = new EventSource('/api/events')
    for (const topic of Object.keys(touched)) stream.addEventListener(topic, () => receive(topic))
  })
  onBeforeUnmount(() => stream?.close())
}
