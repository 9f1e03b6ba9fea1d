import type { Sync } from '../../../shared/eloqua/sync.ts'
import type { AlsoSynced, WaitingRows } from '../../../shared/uploads/upload.ts'
import { requireKnown } from '../../eloqua/answers/read.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { newestSyncId, readSyncsSince } from '../../eloqua/syncs/find-lost-sync.ts'
import { type UploadRecord, wentThrough } from '../core/upload-record.ts'
import { knownOr } from '../effects/known.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import { openBatches } from '../outcome/tally.ts'
import { type Place, placeKey } from '../staging/place.ts'
import { alsoTaken, waitingRows } from '../staging/staged-rows.ts'
import type { ActiveUploads } from './active-uploads.ts'
import { findTaken, rejectedIn } from './taken-rows.ts'

/**
 * What Bulkdesk knows of the rows that are staged at definitions which others share. Eloqua does not show them: they can
 * be added to, deleted as a whole, or synced as a whole.
 */
export interface DefinitionStaging {
  waiting(record: UploadRecord): WaitingRows | undefined
  /** The oldest first. */
  at(place: Place): readonly WaitingRows[]
  /** Uploads whose rows this one would be mixed with, though the user did not agree to that. */
  inTheWay(record: UploadRecord): readonly WaitingRows[]
  /** What a sync that is started for this upload takes besides. */
  alsoThere(record: UploadRecord): readonly AlsoSynced[]
  /** Syncs that other uploads of this connection know as their own, or that a question of theirs names. */
  spokenFor(record: UploadRecord): readonly string[]
  /** Looks whether a sync that we did not start has taken rows meanwhile. A list that cannot be read changes nothing. */
  lookForSyncs(client: EloquaClient, place: Place): Promise<void>
  /** The syncs of this upload have ended: those whose rows they took as well are told. */
  noteTaken(record: UploadRecord): void
  noteDiscarded(record: UploadRecord): void
  /** The answer to deleting the staged rows was lost. */
  noteUnsettled(record: UploadRecord): void
}

/** Older ones have been dropped by Eloqua, whose longest retention is 14 days, unless they were paused for months. */
const LOOK_BACK_MS = 90 * 86_400_000

export function createDefinitionStaging(parts: StagingParts, now: () => Date): DefinitionStaging {
  const shelf = createShelf(parts, now)
  return { ...createAnswers(parts, shelf, now), ...createNews(parts, shelf) }
}

interface StagingParts {
  readonly journal: UploadJournal
  readonly uploads: ActiveUploads
}

type Shelf = ReturnType<typeof createShelf>

/** The uploads whose rows are staged. */
function createShelf({ journal, uploads }: StagingParts, now: () => Date) {
  const earlier = createEarlier(journal, now)

  function at(place: Place): readonly UploadRecord[] {
    const known = uploads.all().flatMap(({ record }) => uploads.recordOf(record.uploadId) ?? [])
    const ids = new Set(known.map(({ uploadId }) => uploadId))
    return [...earlier().filter(({ uploadId }) => !ids.has(uploadId)), ...known]
      .filter((record) => placeKey(record) === placeKey(place) && waitingRows(record, now()))
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  }

  return {
    at,
    others: (record: UploadRecord) => at(record).filter(({ uploadId }) => uploadId !== record.uploadId),
    /** Uploads of this run of the app, those that another process goes on with, and those that ended lately. */
    recent(): readonly UploadRecord[] {
      const since = new Date(now().getTime() - LOOK_BACK_MS).toISOString()
      return [...uploads.all().map(({ record }) => record), ...journal.unfinished(), ...journal.endedSince(since)]
    },
  }
}

type Answers = Pick<DefinitionStaging, 'waiting' | 'at' | 'inTheWay' | 'alsoThere' | 'spokenFor'>

function createAnswers({ uploads }: StagingParts, shelf: Shelf, now: () => Date): Answers {
  const describe = (of: readonly UploadRecord[]) => of.flatMap((record) => waitingRows(record, now()) ?? [])
  return {
    waiting(record) {
      const isOfThisRun = uploads.find(record.uploadId) !== undefined
      return isOfThisRun || isLasting(record) ? waitingRows(record, now()) : undefined
    },
    at: (place) => describe(shelf.at(place)),
    inTheWay: (record) => describe(shelf.others(record).filter((other) => !hasAgreed(record, other))),
    alsoThere: (record) => alsoTaken(record, describe(shelf.others(record))),
    spokenFor: ({ uploadId, connectionId }) =>
      shelf
        .recent()
        .filter((other) => other.uploadId !== uploadId && other.connectionId === connectionId)
        .flatMap(({ syncs, namedSyncs = [] }) => [
          ...namedSyncs,
          ...syncs.flatMap(({ uri, isForeign }) => (uri && !isForeign ? [uri] : [])),
        ]),
  }
}

type News = Pick<DefinitionStaging, 'lookForSyncs' | 'noteTaken' | 'noteDiscarded' | 'noteUnsettled'>

function createNews({ uploads }: StagingParts, shelf: Shelf): News {
  const tell: ActiveUploads['keepOf'] = (record, event) => uploads.keepOf(record, event)
  return {
    async lookForSyncs(client, place) {
      const resting = shelf.at(place).filter(isAtRest)
      const seen = resting.length > 0 ? await seeSyncs(client, resting) : undefined
      if (!seen) return
      const taken = await findTaken(client, resting, seen.syncs, shelf.recent)
      for (const record of resting) {
        if (record.restSyncId === undefined) tell(record, { kind: 'rest-noted', newest: seen.newest })
      }
      for (const { record, ...event } of taken) tell(record, { kind: 'rows-taken', ...event })
    },
    noteTaken(record) {
      const counted = openBatches(record).length > 0 ? 'no-proof' : 'all'
      for (const { also = [], uri, askedAt, logs, status = '' } of record.syncs) {
        if (!uri || !wentThrough(status)) continue
        const taken = shelf
          .others(record)
          .filter(({ uploadId }) => also.some((one) => one.uploadId === uploadId && one.rows > 0))
        const sync = { uri, createdAt: askedAt, status }
        const starter = record.file.name
        for (const other of taken) tell(other, { kind: 'rows-taken', sync, starter, counted, ...rejectedIn(logs) })
      }
    },
    noteDiscarded(record) {
      for (const other of shelf.others(record)) tell(other, { kind: 'rows-discarded', with: record.file.name })
      tell(record, { kind: 'rows-discarded' })
    },
    noteUnsettled(record) {
      for (const other of [...shelf.others(record), record]) tell(other, { kind: 'discard-unsettled' })
    },
  }
}

interface SeenSyncs {
  readonly newest: number
  readonly syncs: readonly Sync[]
}

/** All syncs since the oldest that one of these came to rest at. Undefined where they cannot be read: unknown is not none. */
async function seeSyncs(client: EloquaClient, resting: readonly UploadRecord[]): Promise<SeenSyncs | undefined> {
  const noted = resting.flatMap(({ restSyncId }) => restSyncId ?? [])
  const seen = await knownOr(async () => {
    const oldest = Math.min(...noted)
    const syncs = noted.length > 0 ? requireKnown(await readSyncsSince(client, oldest), 'a list of syncs') : []
    const newest = Math.max(0, ...syncs.map(({ id }) => id))
    return { syncs, newest: noted.length < resting.length ? await newestSyncId(client, newest) : newest }
  })
  return 'known' in seen ? seen.known : undefined
}

/**
 * Uploads of earlier runs of the app and of other processes. Read once, and again when another process has written: else
 * they only change by what happens at their definition.
 */
function createEarlier(journal: UploadJournal, now: () => Date): () => readonly UploadRecord[] {
  let read: { readonly at: number; readonly ids: readonly string[] } | undefined
  return () => {
    const at = journal.changesElsewhere()
    if (read?.at !== at) {
      const since = new Date(now().getTime() - LOOK_BACK_MS).toISOString()
      const ids = [...journal.unfinished(), ...journal.endedSince(since)]
        .filter((record) => isLasting(record) && waitingRows(record, now()))
        .map(({ uploadId }) => uploadId)
      read = { at, ids }
    }
    return read.ids.flatMap((uploadId) => journal.find(uploadId) ?? [])
  }
}

/** The practice instance lives in memory: what was staged there went with the run of the app. */
function isLasting({ environment }: UploadRecord): boolean {
  return environment !== 'practice'
}

function hasAgreed(one: UploadRecord, other: UploadRecord): boolean {
  return one.onTopOf?.includes(other.uploadId) === true || other.onTopOf?.includes(one.uploadId) === true
}

/** What sends or syncs keeps its own books; a sync that may be ours is looked for by the upload itself. */
function isAtRest({ phase, state, syncs }: UploadRecord): boolean {
  if (phase === 'ended' || phase === 'staged' || state === 'paused') return true
  return state === 'needs-you' && syncs.every(({ uri }) => uri !== undefined)
}
