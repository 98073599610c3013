// The door to the server: one typed client. It adds the CSRF token and the Idempotency-Key to writes, asks for the
// password again when an act needs it, and tells the session when the login has ended.
import createClient from 'openapi-fetch'
import { errorFromBody } from './errors'
import type { paths } from './schema'

interface Doorkeeper {
  csrf: () => string
  refresh: () => Promise<void>
  ended: () => void
  /** Resolves true when the person has given the password again. */
  reauthenticate: () => Promise<boolean>
}

let keeper: Doorkeeper = {
  csrf: () => '',
  refresh: () => Promise.resolve(),
  ended: () => undefined,
  reauthenticate: () => Promise.resolve(false),
}

export function setDoorkeeper(doorkeeper: Doorkeeper): void {
  keeper = doorkeeper
}

const reads = new Set(['GET', 'HEAD'])
const endings = new Set([
  'auth.login_needed',
  'auth.second_factor_needed',
  'auth.enrolment_needed',
  'auth.new_password_needed',
])

/** crypto.randomUUID exists on secure origins only; the office may run on a plain intranet address. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function codeOf(response: Response): Promise<string> {
  try {
    return errorFromBody(response.status, await response.clone().json()).code
  } catch {
    return ''
  }
}

function prepared(request: Request, key: string): Request {
  const copy = request.clone()
  copy.headers.set('Accept', 'application/json')
  if (reads.has(copy.method)) return copy
  copy.headers.set('X-CSRF-Token', keeper.csrf())
  copy.headers.set('Idempotency-Key', key)
  return copy
}

async function answered(request: Request, response: Response, key: string): Promise<Response> {
  if (response.status !== 401 && response.status !== 403) return response
  const code = await codeOf(response)
  if (code === 'auth.reauthentication_needed' && (await keeper.reauthenticate())) return fetch(prepared(request, key))
  if (code === 'auth.foreign_request') {
    // The token belongs to an older login in another tab; the key keeps the act from happening twice.
    await keeper.refresh()
    return keeper.csrf() ? fetch(prepared(request, key)) : response
  }
  if (endings.has(code)) keeper.ended()
  return response
}

/** Used by the client below and by whatever sends forms with files. */
export async function officeFetch(request: Request): Promise<Response> {
  const key = newKey()
  return answered(request, await fetch(prepared(request, key)), key)
}

export const api = createClient<paths>({ baseUrl: '', fetch: officeFetch })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a good answer; every other becomes an ApiError. */
export async function unwrap<T>(promise: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await promise
  if (!response.ok) throw errorFromBody(response.status, error)
  return (data ?? {}) as NonNullable<T>
}
