// News about a report while somebody writes in it. A press that was aimed at what stood there before the news does not
// save over them: it is spent on having seen them.
import { onBeforeUnmount, ref, type Ref } from 'vue'
import type { AnnualReport } from './model'

const moment = 2000

export interface News {
  newer: Ref<AnnualReport | null>
  /** How many events had been seen before. */
  seen: Ref<number>
  /** News by themselves, or as the answer to a press: then the person knows. */
  tell: (report: AnnualReport, isAnswer?: boolean) => void
  /** Whether the press may go on. */
  isAimed: () => boolean
  forget: (report: AnnualReport) => void
}

export function useNews(report: AnnualReport): News {
  const newer = ref<AnnualReport | null>(null)
  const seen = ref(report.events.length)
  let timer: ReturnType<typeof setTimeout> | undefined
  const know = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  onBeforeUnmount(know)
  return {
    newer,
    seen,
    tell: (now, isAnswer = false) => {
      newer.value = now
      know()
      if (!isAnswer) timer = setTimeout(know, moment)
    },
    isAimed: () => {
      const aimed = timer === undefined
      know()
      return aimed
    },
    forget: (now) => {
      know()
      newer.value = null
      seen.value = now.events.length
    },
  }
}
