import type { Definition, DefinitionKind, Family } from './definition.ts'
import type { WireDefinition } from './eloqua.ts'

/** One field of a draft: the name of its column and the statement behind it. Order is that of the columns. */
export interface DraftField {
  readonly name: string
  readonly statement: string
}

/** What a definition says of itself, which no request sends. */
type ReadOnly = 'uri' | 'kbUsed' | 'createdBy' | 'createdAt' | 'updatedBy' | 'updatedAt'
/** Everything of a definition but its name, its fields and what it says of itself. */
export type Rules = Partial<Omit<WireDefinition, ReadOnly | 'name' | 'fields'>> & {
  /** Of account imports. */
  readonly linkUsers?: boolean
  /** Of opportunity imports, and of those that link contacts to them. */
  readonly isIdentifierFieldCaseSensitive?: boolean
  readonly linkOpportunitiesEntityType?: string
  readonly linkOpportunitiesMatchFieldName?: string
  readonly linkOpportunitiesSourceField?: string
  readonly linkOpportunitiesMultipleSourceMatches?: boolean
  readonly linkOpportunitiesCaseSensitiveMatchField?: boolean
  readonly linkOpportunitiesCaseSensitiveSourceField?: boolean
}

/** A definition that is being made or changed. Fields are a list, as their order is chosen and names may clash meanwhile. */
export interface DefinitionDraft {
  readonly kind: DefinitionKind
  readonly family: Family
  readonly parentId?: number
  readonly parentName?: string
  readonly name: string
  readonly fields: readonly DraftField[]
  readonly rules: Rules
  /** The definition that is changed, as it was read; without one, a new definition is made. */
  readonly of?: { readonly uri: string; readonly base: WireDefinition }
}

/** The kinds each object has (fact sheet 2.2). */
export const KINDS_OF: Readonly<Record<Family, readonly DefinitionKind[]>> = {
  contacts: ['export', 'import', 'syncAction'],
  accounts: ['export', 'import', 'syncAction'],
  customObjects: ['export', 'import', 'syncAction'],
  activities: ['export', 'import'],
  events: ['export', 'import'],
  opportunities: ['import'],
  'opportunities/contacts': ['import'],
  campaignResponses: ['export', 'import'],
  emailAddresses: ['import'],
  phoneNumbers: ['import'],
}

const READ_ONLY: ReadonlySet<string> = new Set<ReadOnly>([
  'uri',
  'kbUsed',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
])
const OURS: ReadonlySet<string> = new Set(['kind', 'family', 'id', 'parentId', 'parentName'])

/** What is sent to make or change the definition. A rule that is not set is absent. */
export type DefinitionBody = Readonly<Record<string, unknown>> & {
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
}

/** The request body of a draft: properties Bulkdesk does not know stay as they were read. */
export function draftBody(draft: DefinitionDraft): DefinitionBody {
  return {
    name: draft.name.trim(),
    fields: Object.fromEntries(draft.fields.map(({ name, statement }) => [name, statement])),
    ...Object.fromEntries(Object.entries(draft.rules).filter(([, value]) => isSet(value))),
  }
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.keys(value ?? {}).length > 0
}

/** The writable properties of a definition, known to Bulkdesk or not. */
export function writableOf(definition: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(definition)
  return Object.fromEntries(
    entries.filter(([key, value]) => !READ_ONLY.has(key) && !OURS.has(key) && value !== undefined),
  )
}

/** A draft that changes this definition. */
export function draftOf(definition: Definition): DefinitionDraft {
  const { kind: _kind, family: _family, id: _id, parentId: _parentId, parentName: _parentName, ...base } = definition
  return { ...copyOf(definition, definition.name), of: { uri: definition.uri, base } }
}

/** A draft of a new definition with everything this one has, under another name. */
export function copyOf(definition: Definition, name: string): DefinitionDraft {
  const { name: _name, fields, ...rules } = writableOf(definition) as Rules & Pick<WireDefinition, 'name' | 'fields'>
  const { kind, family, parentId, parentName } = definition
  return {
    kind,
    family,
    ...(parentId === undefined ? {} : { parentId }),
    ...(parentName === undefined ? {} : { parentName }),
    name,
    fields: Object.entries(fields).map(([field, statement]) => ({ name: field, statement })),
    rules,
  }
}

const KIND_FOLDERS: Readonly<Record<DefinitionKind, string>> = {
  export: 'exports',
  import: 'imports',
  syncAction: 'syncActions',
}

/** Where definitions of this kind are made: `/customObjects/9/imports`. */
export function collectionOf({
  kind,
  family,
  parentId,
}: Pick<DefinitionDraft, 'kind' | 'family' | 'parentId'>): string {
  const hasParent = family === 'customObjects' || family === 'events'
  return `/${family}${hasParent ? `/${parentId}` : ''}/${KIND_FOLDERS[kind]}`
}

/** `Copy of X`, within the 100 characters that a name may have. */
export function copyName(name: string): string {
  return `Copy of ${name}`.slice(0, MAX_NAME)
}

export const MAX_NAME = 100

/** A column name for a field: its own name, made different from the names that are taken. */
export function freshName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const base = wanted.trim().slice(0, MAX_NAME) || 'Field'
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base.slice(0, MAX_NAME - 4)} ${count}`
    if (!used.has(name.toLowerCase())) return name
  }
}
