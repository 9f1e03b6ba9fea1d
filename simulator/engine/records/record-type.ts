import type { UpdateRule } from '../../../shared/eloqua/eloqua.ts'

/** Eloqua's five data types, as catalogues name them. */
export type DataType = 'number' | 'string' | 'boolean' | 'date' | 'emailAddress'

/**
 * How a value is kept and shown. `id` and `timestamp` are integers (a timestamp: milliseconds since 1970), `flag`
 * is 0 or 1; everything else is text in canonical form, '' meaning empty.
 */
export type Storage = 'text' | 'email' | 'number' | 'date' | 'boolean' | 'flag' | 'id' | 'timestamp'

/** What one EML path of an entity reads and writes. */
export interface Attribute {
  /** The path behind the entity, as it stands in statements: `Id`, `Field(C_City)`, `Asset.Name`. */
  readonly path: string
  readonly storage: Storage
  /** The column that holds it, or '' when it is only computed. */
  readonly column: string
  /** SQL computing it instead of a column; `$t` stands for the table's alias. */
  readonly sql?: string
  readonly isReadOnly: boolean
  /** What `updateRule: useFieldRule` means for this field. */
  readonly updateRule: UpdateRule
  /** Large text may not identify a record. */
  readonly isLargeText?: boolean
  /** Characters that text may have: a longer one is a bad value. */
  readonly longest?: number
  /** A new record needs it, and it cannot be emptied. */
  readonly isNotNull?: boolean
}

/** A field as the catalogue lists it. */
export interface Field {
  readonly id: number
  readonly name: string
  readonly internalName: string
  readonly dataType: DataType
  readonly defaultValue?: string
  readonly isReadOnly?: boolean
  readonly isNotNull?: boolean
  readonly isUnique?: boolean
  readonly isLargeText?: boolean
  readonly updateRule?: UpdateRule
  /** Derived fields: SQL over the table alias `$t`. */
  readonly sql?: string
  /** Kept as a system timestamp in this column. */
  readonly timestampColumn?: string
}

export interface Relation {
  readonly type: RecordType
  /** Integer column of this table that holds the related record's id. */
  readonly column: string
}

/** One kind of record: contacts, the records of one custom object, … */
export interface RecordType {
  /** `contacts`, `customObjects/9`. */
  readonly key: string
  /** How statements begin: `Contact`, `CustomObject[9]`. */
  readonly entity: string
  readonly table: string
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly relations: ReadonlyMap<string, Relation>
  readonly fields: readonly Field[]
  /** Rows follow from their index; nothing is stored, nothing can be written. */
  readonly isDerived?: boolean
}

const STORAGE: Readonly<Record<DataType, Storage>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  emailAddress: 'email',
}

/** The column of a catalogue field. */
function fieldColumn(id: number): string {
  return `f${id}`
}

/** Characters that large text holds, whatever the object (Oracle: "Bulk API data types"). */
const LARGE_TEXT = 32_000

/** The attribute behind a catalogue field, under the given EML path. `smallText`: characters that small text holds. */
export function fieldAttribute(field: Field, path: string, smallText?: number): Attribute {
  const longest = field.isLargeText ? LARGE_TEXT : field.dataType === 'string' ? smallText : undefined
  const computed = field.sql !== undefined || field.timestampColumn !== undefined
  return {
    path,
    storage: field.timestampColumn ? 'timestamp' : STORAGE[field.dataType],
    column: field.timestampColumn ?? (computed ? '' : fieldColumn(field.id)),
    ...(field.sql ? { sql: field.sql } : {}),
    isReadOnly: field.isReadOnly ?? false,
    updateRule: field.updateRule ?? 'always',
    ...(field.isLargeText ? { isLargeText: true } : {}),
    ...(longest === undefined ? {} : { longest }),
    ...(field.isNotNull ? { isNotNull: true } : {}),
  }
}

/** A system attribute that imports cannot write. */
export function systemAttribute(path: string, storage: Storage, column: string, sql?: string): Attribute {
  return { path, storage, column, ...(sql ? { sql } : {}), isReadOnly: true, updateRule: 'always' }
}

/** Attributes keyed by path, in the order given. */
export function attributeMap(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.map((attribute) => [attribute.path, attribute]))
}

/** SQL that reads an attribute from the table known by `alias`. */
export function readSql(attribute: Attribute, alias: string): string {
  return attribute.sql ? attribute.sql.replaceAll('$t', alias) : `${alias}.${attribute.column}`
}
