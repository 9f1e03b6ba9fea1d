import type { Mapping, MappingProposal } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { driftWords } from '../../../shared/words/upload-mapping.ts'
import type { RememberedMapping } from '../journal/upload-journal.ts'
import { REASON_COLUMNS } from '../outcome/row-file.ts'
import { foldName, matchNames } from './match-names.ts'

type Target = Pick<Definition, 'fields' | 'identifierFieldName'>

/**
 * Which column feeds which field: as the user chose for such a file, else by name. A near or ambiguous name is proposed
 * but named in `unsure`, so that nothing is ever matched silently. No column feeds two fields.
 */
export function proposeMapping(
  target: Target,
  headers: readonly string[],
  memories: readonly RememberedMapping[] = [],
): MappingProposal {
  const remembered = memoryOf(target, headers, memories)
  if (remembered) return fromMemory(target, headers, remembered)
  const { mapping, unsure } = matchNames(target.fields, headers, new Set(), new Map())
  return { mapping: loneColumn(target, headers, mapping), from: 'names', drift: [], unsure }
}

/**
 * What was chosen for a file of the same columns, in whatever order; else, where most of the columns that were mapped
 * last are in this file too, that choice, whose differences are told. A file whose columns are the fields themselves,
 * such as one of corrected rows, needs no memory. Columns that Bulkdesk added are nothing of the user's.
 */
function memoryOf(target: Target, headers: readonly string[], memories: readonly RememberedMapping[]) {
  const own = ownNames(headers)
  const same = memories.find((memory) => isSame(ownNames(memory.headers), own))
  if (same || headers.every((header) => Object.hasOwn(target.fields, header))) return same
  const [last] = memories
  return last && isLike(last, own) ? last : undefined
}

function ownNames(headers: readonly string[]): ReadonlySet<string> {
  const reasons: readonly string[] = REASON_COLUMNS
  return new Set(headers.filter((header) => !reasons.includes(header)).map(foldName))
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name))
}

function isLike({ mapping, headers }: RememberedMapping, own: ReadonlySet<string>): boolean {
  const mapped = mapping.fields.flatMap(({ source }) =>
    source.from === 'column' ? foldName(headers[source.column] ?? '') : [],
  )
  return mapped.filter((name) => own.has(name)).length * 2 > mapped.length
}

/** A sync action takes one field: a file of one column feeds it whatever its name, but is worth a look. */
function loneColumn(target: Target, headers: readonly string[], mapping: Mapping): Mapping {
  const [field, ...more] = Object.keys(target.fields)
  if (!field || more.length > 0 || mapping.fields.length > 0 || headers.length !== 1) return mapping
  return { fields: [{ field, source: { from: 'column', column: 0 } }] }
}

function fromMemory(target: Target, headers: readonly string[], remembered: RememberedMapping): MappingProposal {
  const fieldNames = Object.keys(target.fields)
  const columnOf = new Map(headers.map((header, column) => [foldName(header), column]))
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
      const column = columnOf.get(foldName(header))
      if (column === undefined) drift.push(driftWords.columnGone(header, entry.field))
      else {
        used.add(column)
        kept.set(entry.field, { field: entry.field, source: { from: 'column', column } })
      }
    }
  }
  const known = new Set(remembered.headers.map(foldName))
  const own = ownNames(headers)
  const added = headers.filter((header) => own.has(foldName(header)) && !known.has(foldName(header)))
  if (added.length > 0) drift.push(driftWords.added(added))
  for (const [column, header] of headers.entries()) if (known.has(foldName(header))) used.add(column)
  const { mapping, unsure } = matchNames(target.fields, headers, used, kept)
  return { mapping, from: 'remembered', drift, unsure }
}
