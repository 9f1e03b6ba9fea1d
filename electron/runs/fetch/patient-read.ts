import { setTimeout as delay } from 'node:timers/promises'
import { AppError, type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import type { EloquaClient, ReadRequest } from '../../eloqua/eloqua-client.ts'
import { mayPass } from '../../eloqua/http/retry-policy.ts'
import { needsSignIn } from '../../eloqua/http/sign-in-gate.ts'

export interface PatienceOptions {
  readonly client: EloquaClient
  readonly signal: AbortSignal
  readonly onWait: (wait: { readonly error: AppErrorData; readonly seconds: number }) => void
  /** Told once when Eloqua refuses the sign-in; reading goes on when the user has signed in again. */
  readonly onRefused: (error: AppErrorData) => void
  /** How long trouble may last before giving up. */
  readonly patienceMs?: number
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined
}

const PATIENCE_MS = 30 * 60_000
const LONGEST_WAIT_SECONDS = 60

/** Reads for work that may take hours: trouble on the way is sat out for half an hour, visibly, before it is an error. */
export function createPatientRead(
  options: PatienceOptions,
): (request: Omit<ReadRequest, 'signal' | 'onRetry'>) => Promise<Buffer> {
  const { client, signal, onWait, patienceMs = PATIENCE_MS } = options
  const sleep = options.sleep ?? ((ms: number) => delay(ms, undefined, { signal }))
  return async (request) => {
    let waitedMs = 0
    for (let round = 0; ; round += 1) {
      try {
        return (await client.read({ ...request, signal, onRetry: onWait })).body
      } catch (error) {
        if (isAppError(error) && needsSignIn(error.code)) {
          options.onRefused(error.toData())
          await client.whenSignedIn(signal)
          continue
        }
        if (!isAppError(error) || !mayPass(error.code) || waitedMs >= patienceMs) throw error
        const seconds = error.retryAfterSeconds ?? Math.min(LONGEST_WAIT_SECONDS, 5 * 2 ** round)
        onWait({ error: error.toData(), seconds })
        waitedMs += seconds * 1000
        await sleep(seconds * 1000, signal).catch(() => {
          throw new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
        })
      }
    }
  }
}
