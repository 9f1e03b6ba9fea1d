import { AppError } from '../../shared/contract/errors.ts'
import { isFinal, type Sync } from '../../shared/eloqua/sync.ts'
import { bulkdeskReasons, eloquaReasons } from '../../shared/words/reasons.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { getSync } from '../eloqua/syncs/get-sync.ts'
import type { Log } from '../platform/logger.ts'
import { createSyncWatch } from './sync-watch.ts'

export interface AwaitSyncOptions {
  readonly signal: AbortSignal
  readonly log: Log
  /** Told at each look. */
  readonly onLook?: (sync: Sync) => void
}

/**
 * Resolves with a sync that has ended, however it ended. Trouble on the network is sat out. Rejects with `cancelled`, with
 * `not-found` where Eloqua does not know the sync any more, and with the refusal where Eloqua refuses the sign-in.
 */
export async function awaitSync(client: EloquaClient, id: number, options: AwaitSyncOptions): Promise<Sync> {
  const { signal, log, onLook } = options
  const ended = Promise.withResolvers<Sync>()
  let trouble: unknown
  const lost = () => ended.reject(trouble ?? new AppError({ code: 'not-found', message: eloquaReasons.syncGone }))
  const stop = () => ended.reject(new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled }))
  const watch = createSyncWatch({
    // A sync that has ended is removed and then told of; one that is lost is removed only.
    watched: { of: () => [id], add: () => {}, remove: () => queueMicrotask(lost) },
    activeConnectionId: () => client.connection.id,
    readSync: (sync) =>
      getSync(client, sync).catch((error: unknown) => {
        trouble = error
        throw error
      }),
    whenSignedIn: async () => ended.reject(trouble),
    onChange: (sync) => (isFinal(sync.status) ? ended.resolve(sync) : onLook?.(sync)),
    log,
  })
  // The watch lets a process end; here somebody waits for it.
  const awake = setInterval(() => {}, 60_000)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  watch.start(client.connection.id, id)
  watch.lookNow()
  try {
    return await ended.promise
  } finally {
    clearInterval(awake)
    signal.removeEventListener('abort', stop)
    watch.close()
  }
}
