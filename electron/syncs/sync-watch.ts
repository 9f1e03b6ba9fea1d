import type { ErrorCode } from '../../shared/contract/errors.ts'
import { isFinal, type Sync } from '../../shared/eloqua/sync.ts'
import { needsSignIn } from '../eloqua/http/sign-in-gate.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import type { WatchedSyncs } from './watched-syncs.ts'

export interface SyncWatch {
  /** Starts watching, unless it is watched already. */
  start(connectionId: string, id: number): void
  /** Goes on with what was watched before a restart or a switch. */
  resume(connectionId: string): void
  /** Looks at every watched sync at once, and often again at first: the computer slept, and much may have ended. */
  lookNow(): void
  /** Stops all timers; what was watched stays remembered. */
  close(): void
}

export interface SyncWatchOptions {
  readonly watched: WatchedSyncs
  /** Reads the sync from the connection in use. */
  readonly readSync: (id: number) => Promise<Sync>
  /** The connection in use now; a sync of another one waits until that is in use again. */
  readonly activeConnectionId: () => string | undefined
  /** Resolves when the user has signed in again to the connection in use; at once where that is not needed. */
  readonly whenSignedIn: () => Promise<void>
  readonly onChange: (sync: Sync) => void
  readonly log: Log
  readonly random?: () => number
  readonly now?: () => number
}

const FIRST_MS = 2_000
const GROWTH = 1.5
const CAP_MS = 30_000
const LATE_CAP_MS = 60_000
const LATE_AFTER_MS = 10 * 60_000

/** Errors after which looking again makes no sense. */
const LOST: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'gone', 'forbidden'])

/**
 * Watches syncs until they end: after 2 s, then 1.5 times longer each time up to 30 s, and 60 s once it took
 * 10 minutes, each with jitter. Trouble on the network never ends a watch, and never makes a sync look failed. A
 * refused sign-in holds every watch of the connection until the user has signed in again.
 */
export function createSyncWatch(options: SyncWatchOptions): SyncWatch {
  return new PatientWatch(options)
}

/** One sync under watch. `look` counts the looks so far; `since` is when the watch began. */
interface Watched {
  readonly connectionId: string
  readonly id: number
  readonly look: number
  readonly since: number
}

class PatientWatch implements SyncWatch {
  readonly #options: SyncWatchOptions
  readonly #now: () => number
  /** Connections whose sign-in was refused. */
  readonly #held = new Set<string>()
  readonly #timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly watched: Watched }>()

  constructor(options: SyncWatchOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  start(connectionId: string, id: number): void {
    this.#options.watched.add(connectionId, id)
    if (this.#held.has(connectionId) || this.#timers.has(keyOf({ connectionId, id }))) return
    this.#schedule({ connectionId, id, look: 0, since: this.#now() })
  }

  resume(connectionId: string): void {
    for (const id of this.#options.watched.of(connectionId)) this.start(connectionId, id)
  }

  lookNow(): void {
    for (const { timer, watched } of [...this.#timers.values()]) {
      clearTimeout(timer)
      void this.#lookAt({ ...watched, look: 0 })
    }
  }

  close(): void {
    for (const { timer } of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #schedule(watched: Watched): void {
    const { random = Math.random } = this.#options
    const wait = waitBefore(watched.look, this.#now() - watched.since, random)
    const timer = setTimeout(() => void this.#lookAt(watched), wait)
    // A watch is remembered on disk: it must not keep a process alive that is about to end.
    timer.unref()
    this.#timers.set(keyOf(watched), { timer, watched })
  }

  async #lookAt(watched: Watched): Promise<void> {
    const { connectionId, id, look } = watched
    const key = keyOf(watched)
    const isInUse = (): boolean => this.#options.activeConnectionId() === connectionId
    if (!isInUse()) return void this.#timers.delete(key)
    const seen = await this.#lookOnce(id)
    if (!this.#timers.has(key)) return
    if (seen === 'refused') return this.#hold(watched)
    if (seen === 'lost' || (typeof seen === 'object' && isFinal(seen.status))) {
      this.#timers.delete(key)
      this.#options.watched.remove(connectionId, id)
    } else {
      this.#schedule({ ...watched, look: look + 1 })
    }
    if (typeof seen === 'object' && isInUse()) this.#options.onChange(seen)
  }

  async #lookOnce(id: number): Promise<Sync | 'lost' | 'refused' | 'unknown'> {
    try {
      return await this.#options.readSync(id)
    } catch (error) {
      // No answer is no end: the next look may find the network back.
      const { code } = toKnownError(error, this.#options.log, 'watching a sync')
      if (needsSignIn(code)) return 'refused'
      return LOST.has(code) ? 'lost' : 'unknown'
    }
  }

  #hold(watched: Watched): void {
    const { connectionId } = watched
    this.#timers.delete(keyOf(watched))
    if (this.#held.has(connectionId)) return
    this.#held.add(connectionId)
    const release = () => this.#held.delete(connectionId)
    void this.#options.whenSignedIn().then(() => release() && this.resume(connectionId), release)
  }
}

/** Milliseconds before the next look: between half and all of what the back-off allows. */
export function waitBefore(look: number, watchedForMs: number, random: () => number): number {
  const cap = watchedForMs >= LATE_AFTER_MS ? LATE_CAP_MS : CAP_MS
  const full = watchedForMs >= LATE_AFTER_MS ? cap : Math.min(cap, FIRST_MS * GROWTH ** look)
  return full * (0.5 + random() / 2)
}

function keyOf({ connectionId, id }: Pick<Watched, 'connectionId' | 'id'>): string {
  return `${connectionId}/${id}`
}
