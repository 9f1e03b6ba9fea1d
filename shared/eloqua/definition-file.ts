import { ASSET_KINDS, type Asset, type AssetKind, assetNamedBy } from './asset.ts'
import type { DefinitionKind, Family } from './definition.ts'
import { type DefinitionDraft, draftBody, type Rules } from './definition-draft.ts'
import { type FieldChoice, indexFields, statementKey } from './field-choice.ts'

/** A definition as a file that another instance can use: without ids of its own, every statement with what it means. */
export interface DefinitionFile {
  readonly format: 'bulkdesk-definition'
  readonly version: 1
  readonly kind: DefinitionKind
  readonly family: Family
  /** The name of the custom object or event. */
  readonly parentName?: string
  readonly definition: Readonly<Record<string, unknown>> & {
    readonly name: string
    readonly fields: Readonly<Record<string, string>>
  }
  readonly names: readonly NamedStatement[]
}

/** What a statement of the file means in the instance it came from. */
export interface NamedStatement {
  readonly statement: string
  readonly kind: 'field' | AssetKind
  readonly name: string
  readonly internalName?: string
}

/** What an instance has, for reading a file there. */
export interface Instance {
  readonly parentId?: number
  readonly fields: readonly FieldChoice[]
  readonly assets: Readonly<Partial<Record<AssetKind, readonly Asset[]>>>
}

const STATEMENT = /\{\{[^{}]*\}\}/g

/** The asset kinds a definition names, so that only their lists are read. */
export function assetKindsIn(definition: object): readonly AssetKind[] {
  const kinds = new Set(referencesIn(definition).flatMap((text) => assetNamedBy(text)?.kind ?? []))
  return ASSET_KINDS.filter((kind) => kinds.has(kind))
}

function referencesIn(definition: object): readonly string[] {
  const text = JSON.stringify(definition)
  const priority = (definition as Rules).importPriorityUri
  return [...new Set([...(text.match(STATEMENT) ?? []), ...(priority ? [priority] : [])])]
}

/** The file of a draft, as read in the instance it belongs to. */
export function toDefinitionFile(draft: DefinitionDraft, instance: Instance): DefinitionFile {
  const definition = draftBody(draft)
  return {
    format: 'bulkdesk-definition',
    version: 1,
    kind: draft.kind,
    family: draft.family,
    ...(draft.parentName === undefined ? {} : { parentName: draft.parentName }),
    definition,
    names: referencesIn(definition).flatMap((statement) => nameOf(statement, instance) ?? []),
  }
}

function nameOf(statement: string, { fields, assets }: Instance): NamedStatement | undefined {
  const named = assetNamedBy(statement)
  const asset = named && assets[named.kind]?.find(({ id }) => id === named.id)
  if (named && named.kind !== 'scoringModels') return asset && { statement, kind: named.kind, name: asset.name }
  const field = indexFields(fields).get(statementKey(statement))
  if (!field) return undefined
  const { name, internalName } = field
  return { statement, kind: 'field', name, ...(internalName === undefined ? {} : { internalName }) }
}

/** A file read into a draft for another instance. `missing` is what that instance does not have. */
export interface ReadFile {
  readonly draft: DefinitionDraft
  readonly missing: readonly NamedStatement[]
}

/** Finds fields by internal name, else by name, and lists by name. What is not found stays as it was, and is told. */
export function fromDefinitionFile(file: DefinitionFile, instance: Instance): ReadFile {
  const missing: NamedStatement[] = []
  const found = new Map<string, string>()
  const named = new Map(file.names.map((one) => [one.statement, one]))
  for (const statement of referencesIn(file.definition)) {
    const meant = named.get(statement) ?? unnamed(statement)
    const there = findThere(meant, instance)
    if (there === undefined) missing.push(meant)
    else found.set(statement, there)
  }
  const { name, fields, ...rules } = replaceAll(file.definition, found)
  return { draft: draftFrom(file, instance, { name, fields, rules }), missing }
}

function unnamed(statement: string): NamedStatement {
  return { statement, kind: assetNamedBy(statement)?.kind ?? 'field', name: statement }
}

function draftFrom(
  file: DefinitionFile,
  { parentId }: Instance,
  { name, fields, rules }: Pick<DefinitionFile['definition'], 'name' | 'fields'> & { readonly rules: Rules },
): DefinitionDraft {
  return {
    kind: file.kind,
    family: file.family,
    ...(parentId === undefined ? {} : { parentId }),
    ...(file.parentName === undefined ? {} : { parentName: file.parentName }),
    name,
    fields: Object.entries(fields).map(([field, statement]) => ({ name: field, statement })),
    rules,
  }
}

function findThere(meant: NamedStatement, { fields, assets, parentId }: Instance): string | undefined {
  if (meant.kind === 'field') return findField(meant, fields, parentId)
  const found = findByName(assets[meant.kind] ?? [], meant.name)
  return meant.kind === 'importPriorities' ? found?.uri : found?.statement
}

function findByName<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return (
    items.find((item) => item.name === name) ?? items.find((item) => item.name.toLowerCase() === name.toLowerCase())
  )
}

function findField(
  { statement, name, internalName }: NamedStatement,
  fields: readonly FieldChoice[],
  parentId: number | undefined,
): string | undefined {
  const moved = statement.replace(/^\{\{(CustomObject|Event)\[\d+\]/, `{{$1[${parentId}]`)
  const same = indexFields(fields).get(statementKey(moved))
  // A number of one instance may be another field in the next: the internal name decides.
  if (same && (internalName === undefined || same.internalName === internalName)) return same.statement
  const related = pathOf(moved)
  const alike = fields.filter((field) => pathOf(field.statement) === related)
  const byInternalName = internalName && alike.find((field) => field.internalName === internalName)
  return (byInternalName || findByName(alike, name))?.statement
}

/** What stands before the field: fields are only looked for at the same related record. */
function pathOf(statement: string): string {
  return statement.replace(/\.(?:Field[([][^)\]]*[)\]]|\w+)\}\}$/, '').toLowerCase()
}

function replaceAll(definition: DefinitionFile['definition'], found: ReadonlyMap<string, string>) {
  const text = JSON.stringify(definition, (_key, value: unknown) => {
    if (typeof value !== 'string') return value
    return found.get(value) ?? value.replace(STATEMENT, (statement) => found.get(statement) ?? statement)
  })
  return JSON.parse(text) as DefinitionFile['definition']
}
