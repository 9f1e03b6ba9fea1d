import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import type { OnceOutcome, OnceRequest } from '../../eloqua/eloqua-client.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { ask, type Step, type UploadRun } from './upload-run.ts'

/** Failures that only the user's signing in again, or unlocking the keychain, can end. Trying again may lock the user out. */
const SIGN_IN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unauthorized',
  'sign-in-refused',
  'not-signed-in',
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
])

export function needsSignIn(error: AppErrorData): boolean {
  return SIGN_IN.has(error.code)
}

export function askToSignIn(run: UploadRun, error: AppErrorData): Step {
  const text = `${signInWords(run.record.connectionLabel, error)} ${appliedSoFar(run.record)}`
  const choices = [
    { choice: 'retry' as const, label: 'Go on', means: 'Continues where it stopped; nothing is sent twice.' },
    {
      choice: 'stop' as const,
      label: 'Stop here',
      means: 'Nothing more is sent. A sync that was started goes on in Eloqua.',
    },
  ]
  return ask(run, { kind: 'sign-in-again', text, choices }, error)
}

/** Eloqua was asked only where it answered. */
export function signInWords(label: string, { code, message }: AppErrorData): string {
  if (code === 'unauthorized' || code === 'sign-in-refused')
    return `Eloqua did not accept the sign-in for ${label}. Sign in again, then go on.`
  if (code === 'not-signed-in') return `You are signed out of ${label}. Sign in again, then go on.`
  return `The password for ${label} cannot be read: ${message} Mend that or sign in again, then go on.`
}

/**
 * Sends a once-only request. An instance that moved to another pod answers 401 at its old address, which says that
 * nothing was taken; when discovery then names another address, and only then, the request goes there.
 */
export async function sendOnce(run: UploadRun, request: OnceRequest): Promise<OnceOutcome> {
  const before = await originOf(run)
  const outcome = await run.client.sendOnce(request)
  if (outcome.kind !== 'refused' || outcome.error.code !== 'unauthorized') return outcome
  if (before === undefined || request.signal?.aborted) return outcome
  const after = await originOf(run)
  if (after === undefined || after === before) return outcome
  return run.client.sendOnce(request)
}

async function originOf(run: UploadRun): Promise<string | undefined> {
  try {
    return await run.client.origin()
  } catch {
    return undefined
  }
}
