import type { Mapping } from '../../../shared/csv/csv.ts'
import { type Alias, aliasOf, aliasOfField } from './field-aliases.ts'

type Kept = Map<string, Mapping['fields'][number]>

interface Names {
  readonly mapping: Mapping
  /** Fields whose column has a near or an ambiguous name. */
  readonly unsure: readonly string[]
}

/**
 * Gives each field without a column the one whose name fits: first its own name, then an alias, then a name that is one
 * letter off. Where two columns or two fields fit equally, nothing is chosen. `used` and `kept` are taken already; both grow.
 */
export function matchNames(
  fields: Readonly<Record<string, string>>,
  headers: readonly string[],
  used: Set<number>,
  kept: Kept,
): Names {
  const fieldNames = Object.keys(fields)
  const spelled = spellAll(fieldNames, headers)
  const unsure: string[] = []
  const give = (field: string, column: number, isSure: boolean) => {
    used.add(column)
    kept.set(field, { field, source: { from: 'column', column } })
    if (!isSure) unsure.push(field)
  }
  const free = () => ({
    fields: fieldNames.filter((field) => !kept.has(field)),
    columns: [...headers.keys()].filter((column) => !used.has(column)),
  })
  for (const isOwn of [isExact, isFolded, isSqueezed]) {
    for (const field of free().fields) {
      const column = free().columns.find((candidate) => isOwn(spelled.ofField(field), spelled.ofColumn(candidate)))
      if (column !== undefined) give(field, column, true)
    }
  }
  const names = aliasesOf(fields, headers, spelled)
  for (const [fits, isSure] of [
    [names.sure, true],
    [names.perhaps, false],
    [names.near, false],
  ] as const) {
    for (const [field, column] of onlyPairs(free(), fits)) give(field, column, isSure)
  }
  return { mapping: { fields: fieldNames.flatMap((field) => kept.get(field) ?? []) }, unsure }
}

/** A name in the three ways in which names are compared. */
interface Spelling {
  readonly name: string
  readonly folded: string
  readonly squeezed: string
}

/** Each name is folded once: a file may have a thousand columns, each of which is held against every field. */
function spellAll(fieldNames: readonly string[], headers: readonly string[]) {
  const spell = (name: string): Spelling => ({ name, folded: foldName(name), squeezed: squeeze(name) })
  const fields = new Map(fieldNames.map((field) => [field, spell(field)]))
  const columns = headers.map(spell)
  const nothing = spell('')
  return {
    ofField: (field: string) => fields.get(field) ?? nothing,
    ofColumn: (column: number) => columns[column] ?? nothing,
  }
}

type Fits = (field: string, column: number) => boolean

/** Three ways in which a column may fit a field. An ambiguous name that fits stands in the way of a sure one only where both are ambiguous. */
function aliasesOf(
  fields: Readonly<Record<string, string>>,
  headers: readonly string[],
  spelled: ReturnType<typeof spellAll>,
): Readonly<Record<'sure' | 'perhaps' | 'near', Fits>> {
  const ofField = new Map(Object.entries(fields).map(([field, statement]) => [field, aliasOfField(field, statement)]))
  const ofColumn = headers.map(aliasOf)
  const shares = (field: string, column: number) => sharesMeaning(ofField.get(field), ofColumn[column])
  return {
    sure: (field, column) =>
      shares(field, column) && ofField.get(field)?.isSure === true && ofColumn[column]?.isSure === true,
    perhaps: shares,
    near(field, column) {
      if (ofField.get(field) && ofColumn[column]) return false
      const [a, b] = [spelled.ofField(field).squeezed, spelled.ofColumn(column).squeezed]
      return Math.min(a.length, b.length) >= 5 && differsByOne(a, b)
    },
  }
}

function sharesMeaning(a: Alias | undefined, b: Alias | undefined): boolean {
  return a !== undefined && b !== undefined && a.meanings.some((meaning) => b.meanings.includes(meaning))
}

/** The pairs that fit, of a field and a column that each fit nothing else. */
function onlyPairs(
  { fields, columns }: { readonly fields: readonly string[]; readonly columns: readonly number[] },
  fits: Fits,
): readonly (readonly [string, number])[] {
  return fields.flatMap((field) => {
    const [column, ...more] = columns.filter((candidate) => fits(field, candidate))
    if (column === undefined || more.length > 0) return []
    return fields.filter((other) => fits(other, column)).length === 1 ? [[field, column] as const] : []
  })
}

function isExact(field: Spelling, column: Spelling): boolean {
  return field.name === column.name
}

function isFolded(field: Spelling, column: Spelling): boolean {
  return field.folded === column.folded
}

function isSqueezed(field: Spelling, column: Spelling): boolean {
  return field.squeezed === column.squeezed && field.squeezed !== ''
}

/** A name without the difference of case, outer spaces and ways of writing an accent. */
export function foldName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}

/** Letters and digits only: `E-mail`, `e_mail` and `Email` are one name. */
function squeeze(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]/gu, '')
}

/** True when one insertion, deletion, replacement or swap of neighbours turns one name into the other. */
function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  const rest = (text: string, skip: number) => text.slice(start + skip)
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2))
  )
}
