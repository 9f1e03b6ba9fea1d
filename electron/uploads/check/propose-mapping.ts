import type { Mapping, MappingProposal } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { driftWords } from '../../../shared/words/upload-mapping.ts'
import type { RememberedMapping } from '../journal/upload-journal.ts'

type Target = Pick<Definition, 'fields' | 'identifierFieldName'>

/**
 * Which column feeds which field: as the user chose last time where the columns still fit, else by name. A near
 * name is proposed but named in `unsure`, so that nothing is ever matched silently. No column feeds two fields.
 */
export function proposeMapping(
  target: Target,
  headers: readonly string[],
  remembered?: RememberedMapping,
): MappingProposal {
  if (remembered) return fromMemory(target, headers, remembered)
  const { mapping, unsure } = byName(Object.keys(target.fields), headers, new Set(), new Map())
  return { mapping: loneColumn(target, headers, mapping), from: 'names', drift: [], unsure }
}

/** A sync action takes one field: a file of one column feeds it whatever its name, but is worth a look. */
function loneColumn(target: Target, headers: readonly string[], mapping: Mapping): Mapping {
  const [field, ...more] = Object.keys(target.fields)
  if (!field || more.length > 0 || mapping.fields.length > 0 || headers.length !== 1) return mapping
  return { fields: [{ field, source: { from: 'column', column: 0 } }] }
}

function fromMemory(target: Target, headers: readonly string[], remembered: RememberedMapping): MappingProposal {
  const fieldNames = Object.keys(target.fields)
  const columnOf = new Map(headers.map((header, column) => [fold(header), column]))
  const used = new Set<number>()
  const kept = new Map<string, Mapping['fields'][number]>()
  const drift: string[] = []
  for (const entry of remembered.mapping.fields) {
    if (!fieldNames.includes(entry.field)) {
      drift.push(driftWords.fieldGone(entry.field))
    } else if (entry.source.from === 'constant') {
      kept.set(entry.field, entry)
    } else {
      const header = remembered.headers[entry.source.column] ?? ''
      const column = columnOf.get(fold(header))
      if (column === undefined) drift.push(driftWords.columnGone(header, entry.field))
      else {
        used.add(column)
        kept.set(entry.field, { field: entry.field, source: { from: 'column', column } })
      }
    }
  }
  const known = new Set(remembered.headers.map(fold))
  const added = headers.filter((header) => !known.has(fold(header)))
  if (added.length > 0) drift.push(driftWords.added(added))
  for (const [column, header] of headers.entries()) if (known.has(fold(header))) used.add(column)
  const { mapping, unsure } = byName(fieldNames, headers, used, kept)
  return { mapping, from: 'remembered', drift, unsure }
}

function byName(
  fieldNames: readonly string[],
  headers: readonly string[],
  used: Set<number>,
  kept: Map<string, Mapping['fields'][number]>,
): { mapping: Mapping; unsure: readonly string[] } {
  const unsure: string[] = []
  const match = (likeness: (field: string, header: string) => boolean, sure: boolean) => {
    for (const field of fieldNames) {
      if (kept.has(field)) continue
      const column = headers.findIndex((header, index) => !used.has(index) && likeness(field, header))
      if (column === -1) continue
      used.add(column)
      kept.set(field, { field, source: { from: 'column', column } })
      if (!sure) unsure.push(field)
    }
  }
  match((field, header) => field === header, true)
  match((field, header) => fold(field) === fold(header), true)
  match((field, header) => squeeze(field) === squeeze(header) && squeeze(field) !== '', true)
  match(isNear, false)
  return { mapping: { fields: fieldNames.flatMap((field) => kept.get(field) ?? []) }, unsure }
}

function fold(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}

/** Letters and digits only: `E-mail`, `e_mail` and `Email` are one name. */
function squeeze(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '')
}

const SAME_IDEA: readonly ReadonlySet<string>[] = [
  new Set(['email', 'emailaddress', 'mail', 'contactemail', 'workemail', 'emailadresse']),
  new Set(['firstname', 'givenname', 'forename', 'vorname', 'prenom']),
  new Set(['lastname', 'surname', 'familyname', 'nachname', 'nom']),
  new Set(['company', 'companyname', 'account', 'accountname', 'organisation', 'organization']),
  new Set(['phone', 'telephone', 'businessphone', 'phonenumber']),
  new Set(['mobile', 'mobilephone', 'cell', 'cellphone']),
  new Set(['zip', 'zipcode', 'postalcode', 'postcode', 'ziporpostalcode']),
  new Set(['state', 'province', 'stateorprovince', 'region']),
  new Set(['id', 'contactid', 'externalid', 'recordid', 'uniqueid']),
]

function isNear(field: string, header: string): boolean {
  const [a, b] = [squeeze(field), squeeze(header)]
  if (SAME_IDEA.some((names) => names.has(a) && names.has(b))) return true
  return Math.min(a.length, b.length) >= 5 && differsByOne(a, b)
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
