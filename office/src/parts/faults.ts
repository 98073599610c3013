// Keeps what the server found wrong with a form: the summary above it and the fault at each field.
import { reactive } from 'vue'
import { present, type Presentation } from '@/api/errors'

export interface Faults extends Presentation {
  of: (field: string) => string | undefined
  show: (error: unknown) => void
  clear: () => void
  busy: boolean
  /** What was thrown, for pages that treat some refusals in their own way. */
  error: unknown
}

export function useFaults(): Faults {
  const faults: Faults = reactive<Faults>({
    message: '',
    byField: {},
    lines: [],
    incident: undefined,
    busy: false,
    error: undefined,
    of: (field) => faults.byField[field],
    show: (error) => Object.assign(faults, { incident: undefined, error }, present(error)),
    clear: () => Object.assign(faults, { message: '', byField: {}, lines: [], incident: undefined, error: undefined }),
  })
  return faults
}

/** Runs one act of a form: no second click while it runs, old faults away, new ones shown. True when it went well. */
export async function attempt(faults: Faults, act: () => Promise<unknown>): Promise<boolean> {
  if (faults.busy) return false
  faults.busy = true
  faults.clear()
  try {
    await act()
    return true
  } catch (error) {
    faults.show(error)
    return false
  } finally {
    faults.busy = false
  }
}
