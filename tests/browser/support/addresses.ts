// Finds public addresses as a reader's program does: from the pages themselves and from the open data.
import type { APIRequestContext } from '@playwright/test'

export interface OpenDocument {
  id: string
  title: string
  type: string
  document_number: string
  validity: string
  attachments: { name: string; address: string }[]
  links: { kind: string; title: string; address: string }[]
}

interface OpenPage {
  items: OpenDocument[]
  next: string | null
}

/** The addresses of this server that a page links to, without what follows a #. */
export async function linksOf(request: APIRequestContext, path: string): Promise<string[]> {
  const html = await (await request.get(path)).text()
  const found = [...html.matchAll(/ (?:href|src)="(\/[^"#]*)/g)].map((match) => match[1]!.replaceAll('&amp;', '&'))
  return [...new Set(found)]
}

/** The first link of a page that looks like the pattern. */
export async function firstLink(request: APIRequestContext, path: string, pattern: RegExp): Promise<string> {
  const found = (await linksOf(request, path)).find((each) => pattern.test(each))
  if (!found) throw new Error(`${path} has no link like ${pattern}`)
  return found
}

/** Every released document, as the open data gives them. */
export async function openDocuments(request: APIRequestContext): Promise<OpenDocument[]> {
  const all: OpenDocument[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = (await (await request.get(`/open/documents?limit=100&after=${after}`)).json()) as OpenPage
    all.push(...page.items)
    after = page.next
  }
  return all
}
