import type { DefinitionRef } from '../../../shared/eloqua/definition.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import type { AlsoSynced, WaitingRows } from '../../../shared/uploads/upload.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { newestSyncs } from '../sending/find-sync.ts'
import { discardedFromThere, type Leaving, takenBySync } from '../staging/leave-definition.ts'
import { alsoTaken, waitingRows, wentThrough } from '../staging/waiting-rows.ts'
import type { ActiveUploads } from './active-uploads.ts'

/** A definition of one connection: what several uploads may lie at. */
export interface Place {
  readonly connectionId: string
  readonly definition: Pick<DefinitionRef, 'uri'>
}

/**
 * What Bulkdesk knows of the rows that lie at definitions which others share. Eloqua lets nobody read them: they can
 * be added to, discarded as a whole, or synced as a whole.
 */
export interface DefinitionStaging {
  waiting(record: UploadRecord): WaitingRows | undefined
  /** The oldest first. */
  at(place: Place): readonly WaitingRows[]
  /** Uploads whose rows this one would be mixed with, though nobody agreed to that. */
  inTheWay(record: UploadRecord): readonly WaitingRows[]
  /** What a sync that is started for this upload takes besides. */
  alsoThere(record: UploadRecord): readonly AlsoSynced[]
  /** True for a sync that another upload of this connection knows as its own. */
  isAnothers(record: UploadRecord, syncUri: string): boolean
  /** Looks whether a sync that we did not start has taken rows meanwhile. A list that cannot be read changes nothing. */
  lookForSyncs(client: EloquaClient, place: Place): Promise<void>
  /** The syncs of this upload have ended: those whose rows they took as well are told. */
  noteTaken(record: UploadRecord): void
  noteDiscarded(record: UploadRecord): void
}

/** Older ones have been dropped by Eloqua, whose longest retention is 14 days, unless they were paused for months. */
const LOOK_BACK_MS = 90 * 86_400_000
const NEWEST = 200

export function createDefinitionStaging(
  parts: { readonly journal: UploadJournal; readonly uploads: ActiveUploads },
  now: () => Date,
  leave: (record: UploadRecord, leaving: Leaving) => void,
): DefinitionStaging {
  const earlier = createEarlier(parts.journal, now)

  function records(place: Place): readonly UploadRecord[] {
    const known = parts.uploads.all().map(({ record }) => record)
    const ids = new Set(known.map(({ uploadId }) => uploadId))
    return [...earlier().filter(({ uploadId }) => !ids.has(uploadId)), ...known]
      .filter((record) => placeKey(record) === placeKey(place) && waitingRows(record, now()))
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  }

  /** Uploads of this run of the app, and those that ended lately. */
  function recent(): readonly UploadRecord[] {
    const since = new Date(now().getTime() - LOOK_BACK_MS).toISOString()
    return [...parts.uploads.all().map(({ record }) => record), ...parts.journal.endedSince(since)]
  }

  const others = (record: UploadRecord) => records(record).filter(({ uploadId }) => uploadId !== record.uploadId)
  const describe = (of: readonly UploadRecord[]) => of.flatMap((record) => waitingRows(record, now()) ?? [])

  /** The file for which one of our uploads started this sync: that upload may not have seen its end yet. */
  function starterOf(syncUri: string): string | undefined {
    const starter = parts.uploads.all().find(({ record }) => record.syncs.some(({ uri }) => uri === syncUri))
    return starter?.record.file.name
  }

  return {
    waiting(record) {
      const isOfThisRun = parts.uploads.find(record.uploadId) !== undefined
      return isOfThisRun || isLasting(record) ? waitingRows(record, now()) : undefined
    },
    at: (place) => describe(records(place)),
    inTheWay: (record) => describe(others(record).filter((other) => !hasAgreed(record, other))),
    alsoThere: (record) => alsoTaken(record, describe(others(record))),
    isAnothers: ({ uploadId, connectionId }, syncUri) =>
      recent().some(
        (other) =>
          other.uploadId !== uploadId &&
          other.connectionId === connectionId &&
          other.syncs.some(({ uri, isForeign }) => uri === syncUri && !isForeign),
      ),
    async lookForSyncs(client, place) {
      const resting = records(place).filter(isAtRest)
      if (resting.length === 0) return
      const syncs = await newestSyncs(client, NEWEST).catch(() => undefined)
      if (!syncs) return
      const newest = Math.max(0, ...syncs.map(({ uri }) => parseSyncUri(uri) ?? 0))
      for (const record of resting) {
        const since = record.restSyncId
        if (since === undefined) leave(record, { change: { restSyncId: newest }, event: '' })
        const taker = syncs.find(
          ({ uri, status, syncedInstanceUri }) =>
            syncedInstanceUri?.toLowerCase() === record.definition.uri.toLowerCase() &&
            wentThrough(status) &&
            (parseSyncUri(uri) ?? 0) > (since ?? Number.POSITIVE_INFINITY),
        )
        if (taker) leave(record, takenBySync(record, taker, now(), starterOf(taker.uri)))
      }
    },
    noteTaken(record) {
      for (const { also = [], uri, askedAt, status = '' } of record.syncs) {
        if (!uri || !wentThrough(status)) continue
        for (const other of others(record).filter(({ uploadId }) => also.some((one) => one.uploadId === uploadId)))
          leave(other, takenBySync(other, { uri, createdAt: askedAt, status }, now(), record.file.name))
      }
    },
    noteDiscarded(record) {
      for (const other of others(record)) leave(other, discardedFromThere(other, now(), record.file.name))
      leave(record, discardedFromThere(record, now()))
    },
  }
}

/** Uploads that ended in an earlier run of the app; read once, as they only change by what happens at their definition. */
function createEarlier(journal: UploadJournal, now: () => Date): () => readonly UploadRecord[] {
  let ids: readonly string[] | undefined
  return () => {
    ids ??= journal
      .endedSince(new Date(now().getTime() - LOOK_BACK_MS).toISOString())
      .filter((record) => isLasting(record) && waitingRows(record, now()))
      .map(({ uploadId }) => uploadId)
    return ids.flatMap((uploadId) => journal.find(uploadId) ?? [])
  }
}

/** The practice instance lives in memory: what waited there went with the run of the app. */
function isLasting({ environment }: UploadRecord): boolean {
  return environment !== 'practice'
}

export function placeKey({ connectionId, definition }: Place): string {
  return `${connectionId} ${definition.uri.toLowerCase()}`
}

function hasAgreed(one: UploadRecord, other: UploadRecord): boolean {
  return one.onTopOf?.includes(other.uploadId) === true || other.onTopOf?.includes(one.uploadId) === true
}

/** What sends or syncs keeps its own books; a sync that may be ours is looked for by the upload itself. */
function isAtRest({ phase, state, syncs }: UploadRecord): boolean {
  if (phase === 'ended' || phase === 'staged' || state === 'paused') return true
  return state === 'needs-you' && syncs.every(({ uri }) => uri !== undefined)
}
