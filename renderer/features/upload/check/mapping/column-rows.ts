import type {
  CheckReport,
  ColumnProfile,
  FieldSource,
  Mapping,
  MappingProposal,
} from '../../../../../shared/csv/csv.ts'
import { mappingWords } from '../../../../../shared/words/upload-mapping.ts'

/** A column of the file and, where it is sent, the field it feeds. A column that feeds two fields makes two rows. */
export interface ColumnRow {
  /** 0-based. */
  readonly column: number
  readonly name: string
  readonly field?: string
}

/** A field of the definition that no column feeds: it gets the same text in every row, or nothing. */
export interface FieldRow {
  readonly field: string
  /** Absent: the field gets nothing. */
  readonly constant?: string
}

/** The columns in the order of the file. */
export function columnRows(headers: readonly string[], mapping: Mapping): readonly ColumnRow[] {
  return headers.flatMap((header, column): readonly ColumnRow[] => {
    const name = header || mappingWords.unnamed(column + 1)
    const fields = mapping.fields.filter(({ source }) => source.from === 'column' && source.column === column)
    return fields.length === 0 ? [{ column, name }] : fields.map(({ field }) => ({ column, name, field }))
  })
}

/**
 * The rows that are sent, and those that are not, each in the order of the file. Columns in `moved` went from one list to
 * the other, in that order: they stand beside the divider, the last one nearest.
 */
export function placeRows(
  rows: readonly ColumnRow[],
  moved: readonly number[],
): { readonly sent: readonly ColumnRow[]; readonly unsent: readonly ColumnRow[] } {
  const sent = rows.filter(({ field }) => field !== undefined)
  const unsent = rows.filter(({ field }) => field === undefined)
  const place = ({ column }: ColumnRow) => moved.indexOf(column)
  return {
    sent: sent.toSorted((a, b) => place(a) - place(b)),
    unsent: unsent.toSorted((a, b) => place(b) - place(a)),
  }
}

/** The named columns that feed no field. */
export function unfedColumns(headers: readonly string[], mapping: Mapping): readonly string[] {
  const fed = new Set(mapping.fields.map(({ source }) => (source.from === 'column' ? source.column : -1)))
  return headers.filter((header, column) => header.trim() !== '' && !fed.has(column))
}

/** The fields without a column: those with a text first, then in the order of the definition. */
export function fieldRows(fields: readonly string[], mapping: Mapping): readonly FieldRow[] {
  const sources = new Map(mapping.fields.map(({ field, source }) => [field, source]))
  const rows = fields.flatMap((field): readonly FieldRow[] => {
    const source = sources.get(field)
    if (source?.from === 'column') return []
    return [{ field, ...(source ? { constant: source.value } : {}) }]
  })
  return rows.toSorted((a, b) => Number(b.constant !== undefined) - Number(a.constant !== undefined))
}

/** The mapping after a field got another source, or none. In the order of the definition. */
export function feedField(
  fields: readonly string[],
  mapping: Mapping,
  field: string,
  source: FieldSource | undefined,
): Mapping {
  const sources = new Map(mapping.fields.map((entry) => [entry.field, entry.source]))
  if (source) sources.set(field, source)
  else sources.delete(field)
  return {
    fields: fields.flatMap((name) => {
      const chosen = sources.get(name)
      return chosen ? [{ field: name, source: chosen }] : []
    }),
  }
}

/** The mapping after a column was given to another field, which it takes from whatever fed it; undefined: not sent. */
export function sendColumn(
  fields: readonly string[],
  mapping: Mapping,
  row: ColumnRow,
  field: string | undefined,
): Mapping {
  const without = row.field === undefined ? mapping : feedField(fields, mapping, row.field, undefined)
  if (field === undefined) return without
  return feedField(fields, without, field, { from: 'column', column: row.column })
}

/** What feeds a field now, in words: for whoever is about to take it over. */
export function sourceWords(headers: readonly string[], mapping: Mapping, field: string): string | undefined {
  const source = mapping.fields.find((entry) => entry.field === field)?.source
  if (!source) return undefined
  return source.from === 'constant'
    ? mappingWords.yourValue
    : headers[source.column] || mappingWords.unnamed(source.column + 1)
}

/** Share of filled cells: of the rows that are sent, where the column is sent; else of all rows. */
export function filledShare({ field }: ColumnRow, { filled }: ColumnProfile, report: CheckReport): number {
  const blanks = field !== undefined && Object.hasOwn(report.blanks, field) ? report.blanks[field] : undefined
  if (blanks !== undefined && report.goodRows > 0) return (report.goodRows - blanks) / report.goodRows
  return report.rows === 0 ? 0 : Math.min(1, filled / report.rows)
}

/** Fields matched by a near name only that still have that match: choosing for one field says nothing of the others. */
export function stillUnsure({ unsure, mapping: proposed }: MappingProposal, mapping: Mapping): readonly string[] {
  const columnOf = ({ fields }: Mapping, field: string) => {
    const source = fields.find((entry) => entry.field === field)?.source
    return source?.from === 'column' ? source.column : undefined
  }
  return unsure.filter((field) => {
    const column = columnOf(mapping, field)
    return column !== undefined && column === columnOf(proposed, field)
  })
}

/** Fields that are to get the same text in every row, and have none yet: sent so, they would be blank in every row. */
export function emptyConstants({ fields }: Mapping): readonly string[] {
  return fields.flatMap(({ field, source }) => (source.from === 'constant' && source.value === '' ? [field] : []))
}
