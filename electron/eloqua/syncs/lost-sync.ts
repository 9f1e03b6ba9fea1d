import type { Sync } from '../../../shared/eloqua/sync.ts'
import { isKnown, type Read } from '../answers/read.ts'

/** A request that starts a sync and whose answer was lost: what is known of the sync it may have started. */
export interface LostRequest {
  /** The definition that the sync is of. */
  readonly definitionUri: string
  /** Who asked. Only a sync of this user can be ours. */
  readonly user: string
  /** The number of the newest sync before the request, from `newestSyncId`. Undefined where it could not be read. */
  readonly newestBefore: number | undefined
  /** The fewest rows the sync must have taken; undefined where nothing is known of them. */
  readonly rows: number | undefined
  /**
   * True where nothing but this request can have started a sync of this definition since: a private copy. Elsewhere an
   * integration may use the same sign-in and send as many rows, so that no sync is proved to be ours.
   */
  readonly isOursAlone: boolean
  /** Syncs that are known for something else, or that an open question names: never taken for this request's. */
  readonly spokenFor: ReadonlySet<number>
}

/**
 * What the list of syncs says. `none`: the list was read whole back to `newestBefore`, and none of its syncs can be
 * ours. `unclear`: each candidate may be ours or another's, the likeliest first; ask the user. `mayClear`: a candidate
 * has not said yet how many rows it took, so looking again may help. `unknown`: the list or a part of it cannot be
 * read; look again or ask, and conclude nothing.
 */
export type LostSync =
  | { readonly kind: 'ours'; readonly sync: Sync }
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear'; readonly candidates: readonly Sync[]; readonly mayClear: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }

/** Rows that a sync took, as its log says. Known to be undefined: its log does not say yet. */
export type RowsTaken = ReadonlyMap<number, Read<number | undefined>>

/** The syncs that the lost request may have started, whatever their rows, the newest first. */
export function candidatesFor(request: LostRequest, syncs: readonly Sync[]): readonly Sync[] {
  const byId = new Map(syncs.filter((sync) => mayBeOurs(request, sync)).map((sync) => [sync.id, sync]))
  return [...byId.values()].sort((a, b) => b.id - a.id)
}

/** True where the rows of the candidates are needed for deciding. */
export function needsRows(request: LostRequest, candidates: readonly Sync[]): boolean {
  return request.rows !== undefined && candidates.length > (request.isOursAlone ? 1 : 0)
}

/** Decides over what was read. `syncs`: all syncs since `newestBefore`, known only if the list was read whole. */
export function decideLostSync(request: LostRequest, syncs: Read<readonly Sync[]>, rows: RowsTaken): LostSync {
  if (!isKnown(syncs)) return { kind: 'unknown', reason: syncs.unknown }
  const candidates = candidatesFor(request, syncs.known).filter((sync) => mayHaveTaken(request, rows.get(sync.id)))
  const [sync] = candidates
  if (!sync) return { kind: 'none' }
  if (request.isOursAlone && candidates.length === 1) return { kind: 'ours', sync }
  const tookAsMany = (one: Sync): boolean => request.rows !== undefined && countOf(rows.get(one.id)) === request.rows
  return {
    kind: 'unclear',
    candidates: [...candidates.filter(tookAsMany), ...candidates.filter((one) => !tookAsMany(one))],
    mayClear: request.rows !== undefined && candidates.some((one) => countOf(rows.get(one.id)) === undefined),
  }
}

/** What an answer leaves out rules nothing out. */
function mayBeOurs(request: LostRequest, sync: Sync): boolean {
  const isOfDefinition = isSameOrMissing(sync.syncedInstanceUri, request.definitionUri)
  const isOfUser = request.isOursAlone || isSameOrMissing(sync.createdBy, request.user)
  const isNewer = sync.id > (request.newestBefore ?? 0)
  return isOfDefinition && isOfUser && isNewer && !request.spokenFor.has(sync.id)
}

/** A sync that took fewer rows cannot have taken all of ours; one that took more may have taken another's as well. */
function mayHaveTaken(request: LostRequest, taken: Read<number | undefined> | undefined): boolean {
  const count = countOf(taken)
  return request.rows === undefined || count === undefined || count >= request.rows
}

function countOf(taken: Read<number | undefined> | undefined): number | undefined {
  return taken && isKnown(taken) ? taken.known : undefined
}

function isSameOrMissing(text: string, expected: string): boolean {
  return text === '' || text.toLowerCase() === expected.toLowerCase()
}
