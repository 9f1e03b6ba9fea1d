import { rmSync } from 'node:fs'
import { z } from 'zod'
import { readJson, writeJson } from './atomic-json.ts'
import type { Log } from './logger.ts'

/** Remembers on disk which unfinished files of ours lie in folders of the user, so that a crash leaves none for good. */
export interface Leftovers {
  /** Before the file is made. */
  note(path: string): void
  /** After it is gone, or has become a file that the user was told of. */
  forget(path: string): void
}

const PATHS = z.array(z.string())

/**
 * Deletes what an earlier run of the app left unfinished: only files that the record names, never by their names alone.
 * A record that cannot be read or written is no reason not to save.
 */
export function openLeftovers(recordPath: string, log: Log): Leftovers {
  const noted = attempt(log, () => readJson(recordPath, (value) => PATHS.parse(value), log)) ?? []
  const paths = new Set(noted.filter((path) => !sweep(path, log)))
  const save = (): void => void attempt(log, () => writeJson(recordPath, [...paths]))
  if (noted.length > 0) save()
  return {
    note(path) {
      paths.add(path)
      save()
    },
    forget(path) {
      if (paths.delete(path)) save()
    },
  }
}

/** False where the file is still there, as when its disk cannot be written: then the next start tries again. */
function sweep(path: string, log: Log): boolean {
  const isGone = attempt(log, () => {
    rmSync(path, { force: true })
    return true
  })
  return isGone === true
}

function attempt<T>(log: Log, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    log.warn('the record of unfinished files failed', { error })
    return undefined
  }
}
