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
  const { watched, random = Math.random, now = Date.now } = options
  /** Connections whose sign-in was refused. */
  const held = new Set<string>()
  const timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly look: () => void }>()

  function schedule(connectionId: string, id: number, look: number, since: number): void {
    const wait = waitBefore(look, now() - since, random)
    const timer = setTimeout(() => void lookAt(connectionId, id, look, since), wait)
    const lookNow = () => void lookAt(connectionId, id, 0, since)
    // A watch is remembered on disk: it must not keep a process alive that is about to end.
    timer.unref()
    timers.set(keyOf(connectionId, id), { timer, look: lookNow })
  }

  async function lookAt(connectionId: string, id: number, look: number, since: number): Promise<void> {
    const isInUse = (): boolean => options.activeConnectionId() === connectionId
    if (!isInUse()) return void timers.delete(keyOf(connectionId, id))
    const seen = await lookOnce(id)
    if (!timers.has(keyOf(connectionId, id))) return
    if (seen === 'refused') return hold(connectionId, id)
    if (seen === 'lost' || (typeof seen === 'object' && isFinal(seen.status))) {
      timers.delete(keyOf(connectionId, id))
      watched.remove(connectionId, id)
    } else {
      schedule(connectionId, id, look + 1, since)
    }
    if (typeof seen === 'object' && isInUse()) options.onChange(seen)
  }

  function hold(connectionId: string, id: number): void {
    timers.delete(keyOf(connectionId, id))
    if (held.has(connectionId)) return
    held.add(connectionId)
    const release = () => held.delete(connectionId)
    void options.whenSignedIn().then(() => release() && resume(connectionId), release)
  }

  async function lookOnce(id: number): Promise<Sync | 'lost' | 'refused' | 'unknown'> {
    try {
      return await options.readSync(id)
    } catch (error) {
      // No answer is no end: the next look may find the network back.
      const { code } = toKnownError(error, options.log, 'watching a sync')
      if (needsSignIn(code)) return 'refused'
      return LOST.has(code) ? 'lost' : 'unknown'
    }
  }

  function start(connectionId: string, id: number): void {
    watched.add(connectionId, id)
    if (held.has(connectionId)) return
    if (!timers.has(keyOf(connectionId, id))) schedule(connectionId, id, 0, now())
  }

  function resume(connectionId: string): void {
    for (const id of watched.of(connectionId)) start(connectionId, id)
  }

  return {
    start,
    resume,
    lookNow() {
      for (const { timer, look } of [...timers.values()]) {
        clearTimeout(timer)
        look()
      }
    },
    close() {
      for (const { timer } of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** Milliseconds before the next look: between half and all of what the back-off allows. */
export function waitBefore(look: number, watchedForMs: number, random: () => number): number {
  const cap = watchedForMs >= LATE_AFTER_MS ? LATE_CAP_MS : CAP_MS
  const full = watchedForMs >= LATE_AFTER_MS ? cap : Math.min(cap, FIRST_MS * GROWTH ** look)
  return full * (0.5 + random() / 2)
}

function keyOf(connectionId: string, id: number): string {
  return `${connectionId}/${id}`
}
