import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAppError } from '../../shared/contract/errors.ts'
import type { Kept } from '../../shared/contract/run.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import { choiceFor, type KeptRules, keptUntil, runsToDrop } from './keep-rules.ts'
import { createLiveRun, type LiveRun } from './live-run.ts'
import { type RunRecord, readRunRecord } from './store/run-record.ts'

/** All runs that lie in our folder: those of this window, kept ones, and what a crash has left. */
export interface RunShelf {
  readonly folder: string
  all(): readonly LiveRun[]
  find(runId: string): LiveRun | undefined
  /** Makes the folder of a new run. Rejects with a `disk-…` code. */
  add(record: RunRecord): LiveRun
  /** Takes a run and its folder away. */
  remove(run: LiveRun): Promise<void>
  keep(run: LiveRun, name: string): Promise<void>
  /** What the rules let go, goes. */
  tidy(spared?: string): Promise<void>
  /** The window closes: what is not kept goes. */
  close(): Promise<void>
}

export interface RunShelfOptions {
  readonly folder: string
  readonly rules: KeptRules
  /** Told before a run's folder goes: whoever has files of it open lets go of them. */
  readonly release: (run: LiveRun) => Promise<void>
  readonly onAdded: (run: LiveRun) => void
  readonly log: Log
}

/** Rows that a crash left are of use for going on; after this time Eloqua has seldom kept its own. */
const MOST_LEFT_MS = 24 * 60 * 60_000

export function openRunShelf({ folder, rules, release, onAdded, log }: RunShelfOptions): RunShelf {
  makePrivateFolder(folder)
  const runs = new Map<string, LiveRun>()
  for (const record of recordsIn(folder, log)) {
    const run = createLiveRun(join(folder, record.facts.runId), record, log)
    runs.set(run.runId, run)
    onAdded(run)
  }

  async function remove(run: LiveRun): Promise<void> {
    runs.delete(run.runId)
    await run.stop()
    await release(run).catch((error: unknown) => toKnownError(error, log, 'letting go of a run'))
    await rm(run.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch((error: unknown) => {
      log.warn('the folder of a run could not be removed', { error })
    })
  }

  function isLeft(run: LiveRun): boolean {
    const { facts, kept } = run.record()
    if (kept || run.isNeeded()) return false
    const isOld = Date.now() - Date.parse(facts.fetchedAt) > MOST_LEFT_MS
    return isOld || choiceFor(rules.now(), facts.connection.id) === 'nothing'
  }

  const shelf: RunShelf = {
    folder,
    all: () => [...runs.values()],
    find: (runId) => runs.get(runId),
    add(record) {
      const path = join(folder, record.facts.runId)
      makePrivateFolder(path)
      const run = createLiveRun(path, record, log)
      runs.set(run.runId, run)
      onAdded(run)
      return run
    },
    remove,
    async keep(run, name) {
      const at = new Date()
      const kept: Kept = { name, at: at.toISOString(), until: keptUntil(rules.now(), at) }
      await run.keep(kept)
      await shelf.tidy(run.runId)
    },
    async tidy(spared) {
      const kept = shelf.all().flatMap((run) => (run.record().kept ? [run.run()] : []))
      const over = new Set(runsToDrop(kept, rules.now(), new Date(), spared))
      for (const run of shelf.all()) if (over.has(run.runId) || isLeft(run)) await remove(run)
    },
    async close() {
      await Promise.all(shelf.all().map((run) => (run.record().kept ? run.stop() : remove(run))))
    },
  }
  return shelf
}

/** A folder whose record cannot be read holds rows that nothing can be said of. */
function recordsIn(folder: string, log: Log): readonly RunRecord[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names.flatMap(({ name }) => {
    try {
      const record = readRunRecord(join(folder, name))
      if (record?.facts.runId === name) return [record]
    } catch (error) {
      if (!isAppError(error)) log.warn('the record of a run could not be read', { error })
    }
    void rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
    return []
  })
}
