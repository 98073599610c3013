// Requests of the office as its pages send them, for the steps that a story only passes through.
import { expect, type APIResponse, type Page } from '@playwright/test'

export async function ask(page: Page, method: string, path: string, body?: object): Promise<APIResponse> {
  const { csrf } = await (await page.request.get('/api/session')).json()
  return page.request.fetch(path, { method, headers: { 'X-CSRF-Token': csrf }, data: body })
}

/** A request that must succeed. */
export async function call(page: Page, method: string, path: string, body?: object): Promise<any> {
  const answer = await ask(page, method, path, body)
  const text = await answer.text()
  expect(answer.ok(), `${method} ${path}: ${text}`).toBeTruthy()
  return text && answer.headers()['content-type']?.includes('json') ? JSON.parse(text) : undefined
}

export async function upload(page: Page, path: string, name: string, mimeType: string, buffer: Buffer): Promise<APIResponse> {
  const { csrf } = await (await page.request.get('/api/session')).json()
  return page.request.post(path, { headers: { 'X-CSRF-Token': csrf }, multipart: { file: { name, mimeType, buffer } } })
}

export async function columnNamed(page: Page, name: string): Promise<string> {
  const { items } = await call(page, 'GET', '/api/columns')
  return items.find((each: { name: string }) => each.name === name).id
}

export async function versionOf(page: Page, id: string): Promise<number> {
  return (await call(page, 'GET', `/api/documents/${id}`)).version
}
