import type { Attachment } from '@/api/model'

/** Where the staff fetch a file, whether the public may see it yet or not. */
export function attachmentAddress(document: string, attachment: Attachment): string {
  return `/api/documents/${document}/attachments/${attachment.file}`
}
