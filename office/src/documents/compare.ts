// Two versions side by side. Chinese has no spaces between words, so texts are compared by character.
import { diffChars } from 'diff'
import { display, type FieldDeclaration, type FormValues } from './form'

export interface Piece {
  text: string
  kind: 'same' | 'removed' | 'added'
}

export interface FieldDifference {
  field: FieldDeclaration
  mine: Piece[]
  theirs: Piece[]
}

/** Above this the comparison by character would hold up the page; then whole texts stand side by side. */
const longest = 60_000

export function pieces(from: string, to: string): Piece[] {
  if (from.length + to.length > longest) {
    return [
      { text: from, kind: 'removed' },
      { text: to, kind: 'added' },
    ]
  }
  return diffChars(from, to).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }))
}

export function differences(
  fields: readonly FieldDeclaration[],
  mine: FormValues,
  theirs: FormValues,
): FieldDifference[] {
  const found: FieldDifference[] = []
  for (const field of fields) {
    const left = display(field, theirs[field.name])
    const right = display(field, mine[field.name])
    if (left === right) continue
    const all = pieces(left, right)
    found.push({
      field,
      theirs: all.filter((piece) => piece.kind !== 'added'),
      mine: all.filter((piece) => piece.kind !== 'removed'),
    })
  }
  return found
}

/** Where each differing part is taken from. */
export type Side = 'mine' | 'theirs'

export function merged(mine: FormValues, theirs: FormValues, sides: Readonly<Record<string, Side>>): FormValues {
  const taken = Object.entries(sides).filter(([, side]) => side === 'theirs')
  return { ...mine, ...Object.fromEntries(taken.map(([name]) => [name, theirs[name] ?? ''])) }
}
