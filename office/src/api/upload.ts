// Sends a file with progress, which fetch cannot report.
import { errorFromBody, type ApiError } from './errors'
import { newKey } from './client'

export interface UploadProgress {
  sent: number
  total: number
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function uploadFile<T>(
  address: string,
  file: File,
  csrf: string,
  onProgress: (progress: UploadProgress) => void,
  signal?: AbortSignal,
  fields: Record<string, string> = {},
): Promise<T> {
  return new Promise((resolve, reject: (reason: ApiError | Error) => void) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('X-CSRF-Token', csrf)
    request.setRequestHeader('Idempotency-Key', newKey())
    request.upload.addEventListener('progress', (event) => onProgress({ sent: event.loaded, total: event.total }))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as T)
      else reject(errorFromBody(request.status, body))
    })
    request.addEventListener('error', () => reject(new TypeError('network')))
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file, file.name)
    request.send(form)
  })
}
