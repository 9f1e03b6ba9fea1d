import type { WireDefinition } from './eloqua.ts'

export type DefinitionKind = 'export' | 'import' | 'syncAction'

/** The object families that own definitions, named as in their paths (`opportunities/contacts` is a path of its own). */
export type Family =
  | 'contacts'
  | 'accounts'
  | 'customObjects'
  | 'activities'
  | 'events'
  | 'opportunities'
  | 'opportunities/contacts'
  | 'campaignResponses'
  | 'emailAddresses'
  | 'phoneNumbers'

export interface DefinitionRef {
  readonly uri: string
  readonly kind: DefinitionKind
  readonly family: Family
  readonly id: number
  /** The custom object or event that owns the definition. */
  readonly parentId?: number
}

/** A definition with what Bulkdesk knows besides: its kind, its family, and the name of its custom object or event. */
export interface Definition extends WireDefinition, DefinitionRef {
  readonly parentName?: string
}

const KINDS: Readonly<Record<string, DefinitionKind>> = {
  exports: 'export',
  imports: 'import',
  syncactions: 'syncAction',
}
const FAMILIES: readonly Family[] = [
  'opportunities/contacts',
  'contacts',
  'accounts',
  'customObjects',
  'activities',
  'events',
  'opportunities',
  'campaignResponses',
  'emailAddresses',
  'phoneNumbers',
]
const WITH_PARENT: ReadonlySet<Family> = new Set<Family>(['customObjects', 'events'])

/**
 * Reads a definition uri such as `/contacts/imports/12` or `/customObjects/9/syncActions/6`.
 * Undefined for anything else: a uri from outside is never used before it passed here.
 */
export function parseDefinitionUri(uri: string): DefinitionRef | undefined {
  const lower = uri.toLowerCase()
  for (const family of FAMILIES) {
    const pattern = WITH_PARENT.has(family)
      ? new RegExp(`^/${family.toLowerCase()}/([1-9]\\d{0,14})/(exports|imports|syncactions)/([1-9]\\d{0,14})$`)
      : new RegExp(`^/${family.toLowerCase()}/()(exports|imports|syncactions)/([1-9]\\d{0,14})$`)
    const match = pattern.exec(lower)
    if (!match) continue
    const [, parent, resource, id] = match
    const kind = KINDS[resource ?? '']
    if (!kind) return undefined
    return { uri, kind, family, id: Number(id), ...(parent ? { parentId: Number(parent) } : {}) }
  }
  return undefined
}
