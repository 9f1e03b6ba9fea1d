import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import type { RecentFile } from '../../shared/csv/sources.ts'
import { fileReasons } from '../../shared/words/reasons.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'

/** The files that the user opened last. Their paths stay in main: the window holds ids. */
export interface RecentFiles {
  /** The file was opened to be sent. Bulkdesk's own files are not noted. */
  note(path: string): void
  /** The newest first, with whether each is still there. */
  list(): Promise<readonly RecentFile[]>
  /** Throws `file-missing` for an id that is not on the list. */
  pathOf(recentId: string): string
  forget(): void
}

const KEPT = 8
/** A drive of the network that is gone may take a minute to say so. */
const LONGEST_LOOK_MS = 1_000
const STORED = z.array(z.object({ recentId: z.string(), path: z.string(), openedAt: z.string() }))
type Stored = z.infer<typeof STORED>

/** Keeps the list in `recent-files.json` of the user-data folder. A list that cannot be read or written costs a click. */
export function keepRecentFiles(userData: string, log: Log, now: () => Date): RecentFiles {
  const file = join(userData, 'recent-files.json')
  let recent = attempt(log, () => readJson(file, (value) => STORED.parse(value), log)) ?? []

  function keep(next: Stored): void {
    recent = next
    attempt(log, () => writeJson(file, recent))
  }

  return {
    note(path) {
      if (!relative(userData, path).startsWith('..')) return
      const known = recent.find((one) => one.path === path)
      const entry = { recentId: known?.recentId ?? randomUUID(), path, openedAt: now().toISOString() }
      keep([entry, ...recent.filter((one) => one.path !== path)].slice(0, KEPT))
    },
    list: () =>
      Promise.all(
        recent.map(async ({ recentId, path, openedAt }) => ({
          ...{ recentId, name: basename(path), openedAt },
          isMissing: await isMissing(path),
        })),
      ),
    pathOf(recentId) {
      const found = recent.find((one) => one.recentId === recentId)
      if (found) return found.path
      throw new AppError({ code: 'file-missing', message: fileReasons.notRecent })
    },
    forget: () => keep([]),
  }
}

/** Only what the file system says at once: a file that nobody can tell of is offered. */
async function isMissing(path: string): Promise<boolean> {
  const look = stat(path).then(
    (facts) => !facts.isFile(),
    () => true,
  )
  return Promise.race([look, wait(LONGEST_LOOK_MS, false, { ref: false })])
}

function attempt<T>(log: Log, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    log.warn('the list of recent files failed', { error })
    return undefined
  }
}
