import { readJson, writeJson } from '../platform/atomic-json.ts'
import { isRecord } from '../platform/is-record.ts'
import type { Log } from '../platform/logger.ts'

/** Which syncs are watched, per connection; kept on disk so that a restart goes on watching. Holds ids only. */
export interface WatchedSyncs {
  of(connectionId: string): readonly number[]
  add(connectionId: string, id: number): void
  remove(connectionId: string, id: number): void
}

/** More than anybody watches at a time: the oldest make room. */
const MOST_PER_CONNECTION = 50

export function openWatchedSyncs(path: string, log: Log): WatchedSyncs {
  const watched = load(path, log)

  function save(connectionId: string, ids: readonly number[]): void {
    if (ids.length > 0) watched.set(connectionId, ids)
    else watched.delete(connectionId)
    try {
      writeJson(path, Object.fromEntries(watched))
    } catch (error) {
      // Watching goes on without the file; only a restart would forget it.
      log.warn('the list of watched syncs could not be written', { error })
    }
  }

  const of = (connectionId: string): readonly number[] => watched.get(connectionId) ?? []
  return {
    of,
    add(connectionId, id) {
      if (!of(connectionId).includes(id)) save(connectionId, [...of(connectionId), id].slice(-MOST_PER_CONNECTION))
    },
    remove(connectionId, id) {
      if (of(connectionId).includes(id))
        save(
          connectionId,
          of(connectionId).filter((other) => other !== id),
        )
    },
  }
}

function load(path: string, log: Log): Map<string, readonly number[]> {
  const stored = read(path, log)
  if (!isRecord(stored)) return new Map()
  return new Map(
    Object.entries(stored).map(([connectionId, ids]) => [
      connectionId,
      Array.isArray(ids) ? ids.filter((id): id is number => Number.isSafeInteger(id) && id > 0) : [],
    ]),
  )
}

/** A file that the disk refuses to give is no reason not to watch. */
function read(path: string, log: Log): unknown {
  try {
    return readJson(path, (value) => value, log)
  } catch (error) {
    log.warn('the list of watched syncs could not be read', { error })
    return undefined
  }
}
