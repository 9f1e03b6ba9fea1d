import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Sync, SyncFigures } from '../../../shared/eloqua/sync.ts'
import type { FoundSyncs, ListedSync, SyncIndexState } from '../../../shared/eloqua/sync-index.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { needsSignIn } from '../../eloqua/http/sign-in-gate.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import { expiringExports, troubledSyncs } from './attention.ts'
import { readNames } from './definition-names.ts'
import { closeIndexFile } from './index-file.ts'
import { compareWithTotal, type Reading, readNewest, readOlder } from './read-year.ts'
import { type CountedSyncs, countSyncs, pageOfSyncs, type SyncSearch } from './search-syncs.ts'
import { figuresOf } from './sync-row.ts'
import { createSyncStore, type StoreCounts, type SyncStore } from './sync-store.ts'

export interface SyncIndexOptions {
  readonly connectionId: string
  readonly database: DatabaseSync
  readonly log: Log
  readonly onChange: (state: SyncIndexState) => void
  readonly now?: () => number
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
  readonly pageSizes?: Reading['pageSizes']
}

const BETWEEN_PAGES_MS = 100
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000

/** All syncs that Eloqua keeps of one connection, as far as they were read. Read ahead in the background, one page at a time. */
export class SyncIndex {
  readonly #options: SyncIndexOptions
  readonly #store: SyncStore
  readonly #ended = new AbortController()
  #client: EloquaClient | undefined
  #head: Promise<number | undefined> | undefined
  #background: { readonly ended: AbortController } | undefined
  #trouble: AppErrorData | undefined
  #counted: { readonly key: string; readonly answer: CountedSyncs } | undefined
  #reach: { readonly version: number; readonly counts: StoreCounts } | undefined

  constructor(options: SyncIndexOptions) {
    this.#options = options
    this.#store = createSyncStore(options.database)
  }

  state(): SyncIndexState {
    const version = this.#store.version()
    if (this.#reach?.version !== version) this.#reach = { version, counts: this.#store.counts() }
    const { all, reach } = this.#reach.counts
    const isWhole = this.#store.fact('whole') === 'yes'
    return {
      connectionId: this.#options.connectionId,
      count: all,
      isWhole,
      ...(reach === undefined ? {} : { reachesBackTo: reach }),
      ...(this.#trouble ? { error: this.#trouble } : {}),
      reading:
        this.#isStopped() && !isWhole
          ? 'stopped'
          : this.#trouble
            ? 'waiting'
            : this.#background
              ? 'reading'
              : 'resting',
    }
  }

  search(search: SyncSearch): FoundSyncs {
    const { database } = this.#options
    const now = this.#now()
    const { offset, limit: _limit, ...what } = search
    const key = JSON.stringify([this.#store.version(), what, new Date(now).toDateString()])
    if (this.#counted?.key !== key) this.#counted = { key, answer: countSyncs(database, search, now) }
    const { figures, few } = this.#counted.answer
    return { ...figures, items: pageOfSyncs(database, search, now, few), offset, index: this.state() }
  }

  troubled(): { readonly troubled: readonly ListedSync[]; readonly troubledTotal: number } {
    return troubledSyncs(this.#options.database, this.#now())
  }

  expiring(user: string): readonly { readonly sync: ListedSync; readonly until: string }[] {
    return expiringExports(this.#options.database, user, this.#now())
  }

  /** Reads what is new. Rejects as the list of syncs does. What is older follows by itself. */
  async refresh(client: EloquaClient): Promise<SyncIndexState> {
    this.#client = client
    this.#head ??= readNewest(this.#reading(client, this.#ended.signal)).finally(() => {
      this.#head = undefined
    })
    const total = await this.#head
    // Eloqua answers again: what waits for that need not wait longer.
    if (this.#trouble) this.rest()
    this.#trouble = undefined
    this.#readAhead(total)
    return this.#tell()
  }

  /** By the user: stops reading older syncs, also after a restart, or goes on. */
  setReading(isOn: boolean): SyncIndexState {
    this.#store.setFact('stopped', isOn ? 'no' : 'yes')
    this.#trouble = undefined
    if (isOn) this.#readAhead(undefined)
    else this.rest()
    return this.#tell()
  }

  /** Another connection is in use: nothing more is asked for this one until it is refreshed again. */
  rest(): void {
    this.#background?.ended.abort()
    this.#background = undefined
  }

  /** A sync as it was just seen elsewhere. */
  see(sync: Sync): void {
    const { name, parentName } = sync.definition ?? {}
    this.#note(() => {
      if (name !== undefined)
        this.#store.name([{ uri: sync.syncedInstanceUri, name, ...(parentName ? { parentName } : {}) }])
      this.#store.update(sync)
    })
  }

  figures(id: number): SyncFigures | undefined {
    const row = this.#store.find(id)
    return row && figuresOf(row)
  }

  keepFigures(sync: Sync, figures: SyncFigures): void {
    this.#note(() => this.#store.keepFigures(sync, figures))
  }

  close(): void {
    this.#ended.abort()
    this.rest()
    closeIndexFile(this.#options.database)
  }

  #readAhead(total: number | undefined): void {
    if (this.#background || !this.#client) return
    const ended = new AbortController()
    this.#background = { ended }
    void this.#keepReading(this.#client, AbortSignal.any([ended.signal, this.#ended.signal]), total)
  }

  async #keepReading(client: EloquaClient, signal: AbortSignal, total: number | undefined): Promise<void> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      const error = await this.#readOnce(client, signal, total)
      if (signal.aborted) return
      this.#trouble = error
      if (!error) this.#background = undefined
      this.#tell()
      if (!error) return
      await this.#waitFor(client, error, tries, signal)
    }
  }

  async #readOnce(
    client: EloquaClient,
    signal: AbortSignal,
    total: number | undefined,
  ): Promise<AppErrorData | undefined> {
    const { log } = this.#options
    const reading = this.#reading(client, signal)
    try {
      await readNames({ client, store: this.#store, signal, log })
      reading.onPage()
      if (!this.#isStopped()) {
        await readOlder(reading)
        await compareWithTotal(reading, total, this.#now())
      }
      await readNames({ client, store: this.#store, signal, log })
      return undefined
    } catch (error) {
      return signal.aborted ? undefined : toKnownError(error, log, 'reading the syncs of the past year').toData()
    }
  }

  async #waitFor(client: EloquaClient, error: AppErrorData, tries: number, signal: AbortSignal): Promise<void> {
    const { sleep = sleepFor } = this.#options
    const seconds = error.retryAfterSeconds ?? 0
    const wait = Math.max(seconds * 1_000, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries))
    const over = needsSignIn(error.code) ? client.whenSignedIn(signal) : sleep(wait, signal)
    // Cancelled: the loop sees that by its signal.
    await over.catch(() => undefined)
  }

  #reading(client: EloquaClient, signal: AbortSignal): Reading {
    const { sleep = sleepFor, pageSizes } = this.#options
    return {
      ...(pageSizes ? { pageSizes } : {}),
      ...{ client, signal, store: this.#store },
      pause: () => sleep(BETWEEN_PAGES_MS, signal),
      onPage: () => void (signal.aborted || this.#tell()),
    }
  }

  /** The index is a comfort: a full disk must not cost the answer that the user waits for. */
  #note(write: () => void): void {
    try {
      write()
    } catch (error) {
      toKnownError(error, this.#options.log, 'noting a sync in the index')
    }
  }

  #tell(): SyncIndexState {
    const state = this.state()
    this.#options.onChange(state)
    return state
  }

  #isStopped(): boolean {
    return this.#store.fact('stopped') === 'yes'
  }

  #now(): number {
    return (this.#options.now ?? Date.now)()
  }
}

function sleepFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal, ref: false })
}
