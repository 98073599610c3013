// The files in what was dropped on a page, folders with everything below them.
interface Entry {
  isFile: boolean
  isDirectory: boolean
  fullPath: string
  file?: (done: (file: File) => void, failed: (error: unknown) => void) => void
  createReader?: () => { readEntries: (done: (entries: Entry[]) => void, failed: (error: unknown) => void) => void }
}

async function childrenOf(folder: Entry): Promise<Entry[]> {
  const reader = folder.createReader!()
  const all: Entry[] = []
  // A reader hands out a hundred at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<Entry[]>((done, failed) => reader.readEntries(done, failed))
    if (some.length === 0) return all
    all.push(...some)
  }
}

async function filesIn(entry: Entry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((done, failed) => entry.file!(done, failed))]
  if (!entry.isDirectory) return []
  const files: File[] = []
  for (const child of await childrenOf(entry)) files.push(...(await filesIn(child)))
  return files
}

export async function filesOf(data: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first wait: the browser empties the list afterwards.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() as Entry | null).filter((entry) => !!entry)
  if (entries.length === 0) return [...data.files]
  const files: File[] = []
  for (const entry of entries) files.push(...(await filesIn(entry)))
  return files.filter((file) => !file.name.startsWith('.'))
}
