import type { Connection } from '../../shared/contract/connection.ts'
import type { Definition } from '../../shared/eloqua/definition.ts'
import type { ListPage, Sync } from '../../shared/eloqua/sync.ts'
import type { FoundSyncs, ListedSync, SyncIndexState } from '../../shared/eloqua/sync-index.ts'

/** An export of contacts, as `getDefinition` gives it. */
export const belgianContacts: Definition = {
  kind: 'export',
  family: 'contacts',
  id: 7,
  uri: '/contacts/exports/7',
  name: 'Belgian contacts',
  fields: { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' },
  filter: "'{{Contact.Field(C_Country)}}' = 'Belgium'",
  dataRetentionDuration: 'PT12H',
}

export const webinarAttendees: Definition = {
  kind: 'import',
  family: 'customObjects',
  parentId: 9,
  parentName: 'Webinars',
  id: 4,
  uri: '/customObjects/9/imports/4',
  name: 'Webinar attendees',
  fields: { email: '{{CustomObject[9].Field[1]}}', type: '{{CustomObject[9].Field[2]}}' },
  identifierFieldName: 'email',
  updateRule: 'ifNewIsNotNull',
}

/** A sync of one of them that has ended well, an hour ago, but for what is said. */
export function aSync(id: number, of: Definition, facts: Partial<Sync> = {}): Sync {
  const created = Date.now() - 3_600_000
  const { uri, kind, family, id: definitionId, parentId, parentName, name } = of
  return {
    id,
    uri: `/syncs/${id}`,
    syncedInstanceUri: uri,
    status: 'success',
    createdAt: new Date(created).toISOString(),
    syncStartedAt: new Date(created + 1_000).toISOString(),
    syncEndedAt: new Date(created + 10_000).toISOString(),
    createdBy: 'jane',
    definition: { uri, kind, family, id: definitionId, parentId, parentName, name },
    ...facts,
  }
}

/** A sync that still runs. */
export function aRunningSync(id: number, of: Definition): Sync {
  return aSync(id, of, { status: 'active', createdAt: new Date().toISOString(), syncEndedAt: undefined })
}

/** Everything on one page. */
export function onePage<T>(items: readonly T[]): ListPage<T> {
  return { items, offset: 0, limit: 100, totalResults: items.length, hasMore: false }
}

export const janesConnection: Connection = {
  id: 'c1',
  label: 'ACME',
  company: 'ACME',
  user: 'jane',
  environment: 'sandbox',
  kept: 'keychain',
}

export const WHOLE_INDEX: SyncIndexState = { connectionId: 'c1', count: 3, isWhole: true, reading: 'resting' }

/** What a search of the index finds, all of it one day's. */
export function foundSyncs(items: readonly ListedSync[], changes: Partial<FoundSyncs> = {}): FoundSyncs {
  const of = (...statuses: readonly string[]) => items.filter(({ status }) => statuses.includes(status)).length
  return {
    items,
    offset: 0,
    total: items.length,
    counts: { all: items.length, failed: of('error'), warnings: of('warning'), running: of('active', 'pending') },
    days: items.length > 0 ? [{ day: '2025-11-29', count: items.length }] : [],
    strip: [
      { day: '2025-11-28', success: 0, warning: 0, error: 0, other: 0 },
      { day: '2025-11-29', success: of('success'), warning: of('warning'), error: of('error'), other: of('active') },
    ],
    unknownRejected: 0,
    unknownRows: 0,
    index: { ...WHOLE_INDEX, count: items.length },
    ...changes,
  }
}
