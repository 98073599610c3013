// The rows of a table field. The server keeps them as one text: a JSON list of objects of texts.
export type Row = Record<string, string>

export function rowsOf(text: string): Row[] {
  try {
    const parsed: unknown = JSON.parse(text || '[]')
    return Array.isArray(parsed) ? parsed.filter((row): row is Row => typeof row === 'object' && row !== null) : []
  } catch {
    return []
  }
}

/** Cells without blanks around them, rows without a word left out; "" for an empty table. */
export function tableText(rows: readonly Row[]): string {
  const kept = rows
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, (cell ?? '').trim()])))
    .filter((row) => Object.values(row).some((cell) => cell !== ''))
  return kept.length ? JSON.stringify(kept) : ''
}

/** What was copied from a spreadsheet: lines of cells apart by tabs, in the order of the columns. */
export function pastedRows(text: string, names: readonly string[]): Row[] {
  return text
    .replace(/\r/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t')
      return Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()]))
    })
}
