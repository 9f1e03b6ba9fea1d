import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { SyncFigures, SyncReason } from '../../../shared/eloqua/sync.ts'
import type { ListedSync } from '../../../shared/eloqua/sync-index.ts'

/** A sync as the table holds it. `at`: when it was created, in milliseconds; `took`: from its start to its end. */
export interface SyncRow {
  readonly id: number
  readonly definition: string
  readonly status: string
  readonly created: string
  readonly started: string | null
  readonly ended: string | null
  readonly user: string
  readonly at: number
  readonly name: string | null
  readonly parent: string | null
  readonly rows: number | null
  readonly rejected: number | null
  readonly duplicates: number | null
  readonly reasons: string | null
  readonly has_figures: number
  readonly joined: number
}

/** What a definition is called, and how long Eloqua keeps what it exports. */
export interface KnownDefinition {
  readonly uri: string
  readonly name?: string
  readonly parentName?: string
  readonly retention?: string
}

export function toListed(row: SyncRow): ListedSync {
  const ref = parseDefinitionUri(row.definition)
  const figures = figuresOf(row)
  return {
    id: row.id,
    uri: `/syncs/${row.id}`,
    syncedInstanceUri: row.definition,
    status: row.status,
    createdAt: row.created,
    createdBy: row.user,
    ...(row.started === null ? {} : { syncStartedAt: row.started }),
    ...(row.ended === null ? {} : { syncEndedAt: row.ended }),
    ...(ref ? { definition: { ...ref, ...known({ name: row.name, parentName: row.parent }) } } : {}),
    ...(figures ? { figures } : {}),
  }
}

/** Undefined where its figures were never read. */
export function figuresOf(row: SyncRow): SyncFigures | undefined {
  if (row.has_figures !== 1) return undefined
  const { rows, rejected, duplicates, reasons } = row
  return {
    ...known({ rows, rejected, duplicates }),
    ...(reasons === null ? {} : { reasons: JSON.parse(reasons) as readonly SyncReason[] }),
  }
}

function known<T extends Readonly<Record<string, unknown>>>(
  values: T,
): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
