import type { DefinitionKind } from '../eloqua/definition.ts'
import type { Connection } from './connection.ts'
import type { ErrorCode } from './errors.ts'

/** What a request was made for. */
export type RequestFeature = 'sign-in' | 'syncs' | 'definitions' | 'results' | 'uploads' | 'jobs' | 'other'

/** One request as it is remembered: never a header, never a body, and a path in which nothing personal is left. */
export interface RequestEntry {
  /** Counts up from 1 since Bulkdesk started. */
  readonly id: number
  /** ISO time. */
  readonly startedAt: string
  readonly method: string
  /** `https://secure.p03.eloqua.com` */
  readonly origin: string
  /** From the host on, with its query. What may be personal or secret is `••••` (electron/requests/mask-path.ts). */
  readonly path: string
  readonly feature: RequestFeature
  /** Whose sign-in the request used; absent while a new one is tried. */
  readonly connection?: RequestConnection
  /** 1, or more for a read that was repeated. */
  readonly attempt: number
  /** Bytes of the body. */
  readonly bytesOut: number
  /** Bytes of the answer's body, unpacked. Absent while the request runs. */
  readonly bytesIn?: number
  /** Absent while the request runs, and where no answer came. */
  readonly status?: number
  /** Why no whole answer came. */
  readonly failure?: ErrorCode
  /** From the start to the answer's last byte. Absent while the request runs. */
  readonly milliseconds?: number
  /** The request made Eloqua start a sync of this kind, or may have. */
  readonly started?: DefinitionKind
}

export type RequestConnection = Pick<Connection, 'id' | 'label' | 'company' | 'user' | 'environment'>

/** What changed in the list of requests. */
export interface RequestChanges {
  /** New ones, and those that ended meanwhile; the oldest first. */
  readonly entries: readonly RequestEntry[]
  /** Ask with it next time. */
  readonly revision: number
  /** Requests with smaller ids are no longer kept. */
  readonly oldestId: number
  /** How many made room for newer ones since the list was last cleared. */
  readonly dropped: number
}

/** Syncs that Bulkdesk itself started in the last 60 minutes at the company in use. */
export type HourlyCounts = Readonly<Record<DefinitionKind, number>>

/**
 * How many syncs of each kind Eloqua wants at most in an hour, for the whole company. Soft: Eloqua slows down, and Oracle
 * may get in touch. https://docs.oracle.com/cloud/latest/marketingcs_gs/OMCAB/Developers/BulkAPI/Reference/bulk-limits.htm
 */
export const HOURLY_LIMITS: HourlyCounts = { export: 2_000, import: 2_000, syncAction: 4_000 }

/** From this share of a limit on the user is warned. */
const NEAR = 0.9

/** The kinds whose count is near their limit, or over it. */
export function kindsNearLimit(counts: HourlyCounts): readonly DefinitionKind[] {
  return KINDS.filter((kind) => counts[kind] >= HOURLY_LIMITS[kind] * NEAR)
}

const KINDS: readonly DefinitionKind[] = ['export', 'import', 'syncAction']
