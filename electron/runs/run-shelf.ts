import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAppError } from '../../shared/contract/errors.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import { choiceFor, type KeptRules, keptUntil, runsToDrop } from './keep-rules.ts'
import { LiveRun } from './live-run.ts'
import { type RunRecord, readRunRecord } from './store/run-record.ts'

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

/** All runs that lie in our folder: those of this window, kept ones, and what a crash has left. */
export class RunShelf {
  readonly folder: string
  readonly #options: RunShelfOptions
  readonly #runs = new Map<string, LiveRun>()

  constructor(options: RunShelfOptions) {
    this.#options = options
    this.folder = options.folder
    makePrivateFolder(this.folder)
    for (const record of recordsIn(this.folder, options.log)) this.#hold(record)
  }

  all(): readonly LiveRun[] {
    return [...this.#runs.values()]
  }

  find(runId: string): LiveRun | undefined {
    return this.#runs.get(runId)
  }

  /** Makes the folder of a new run. Throws what the disk says. */
  add(record: RunRecord): LiveRun {
    makePrivateFolder(join(this.folder, record.facts.runId))
    return this.#hold(record)
  }

  /** Takes a run and its folder away. */
  async remove(run: LiveRun): Promise<void> {
    const { log, release } = this.#options
    this.#runs.delete(run.runId)
    await run.stop()
    await release(run).catch((error: unknown) => toKnownError(error, log, 'letting go of a run'))
    await rm(run.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch((error: unknown) => {
      log.warn('the folder of a run could not be removed', { error })
    })
  }

  async keep(run: LiveRun, name: string): Promise<void> {
    const at = new Date()
    const until = keptUntil(this.#options.rules.now(), at)
    await run.keep({ name, at: at.toISOString(), until })
    await this.tidy(run.runId)
  }

  /** What the rules let go, goes; `spared` does not. */
  async tidy(spared?: string): Promise<void> {
    const kept = this.all().flatMap((run) => (run.record().kept ? [run.run()] : []))
    const over = new Set(runsToDrop(kept, this.#options.rules.now(), new Date(), spared))
    for (const run of this.all()) if (over.has(run.runId) || this.#isLeft(run)) await this.remove(run)
  }

  /** The window closes: what is not kept goes. */
  async close(): Promise<void> {
    await Promise.all(this.all().map((run) => (run.record().kept ? run.stop() : this.remove(run))))
  }

  #hold(record: RunRecord): LiveRun {
    const run = new LiveRun(join(this.folder, record.facts.runId), record, this.#options.log)
    this.#runs.set(run.runId, run)
    this.#options.onAdded(run)
    return run
  }

  #isLeft(run: LiveRun): boolean {
    const { facts, kept } = run.record()
    if (kept || run.isNeeded()) return false
    const isOld = Date.now() - Date.parse(facts.fetchedAt) > MOST_LEFT_MS
    return isOld || choiceFor(this.#options.rules.now(), facts.connection.id) === 'nothing'
  }
}

/** A folder whose record cannot be read holds rows that nothing can be said of. */
function recordsIn(folder: string, log: Log): readonly RunRecord[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names.flatMap(({ name }) => {
    try {
      const record = readRunRecord(join(folder, name), log)
      if (record?.facts.runId === name) return [record]
    } catch (error) {
      if (!isAppError(error)) log.warn('the record of a run could not be read', { error })
    }
    void rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
    return []
  })
}
