import type { AppErrorData, ErrorCode } from '../../shared/contract/errors.ts'
import { needsSignIn } from '../eloqua/http/sign-in-gate.ts'

/** What a scheduler is told. docs/command-line.md has the list for people. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Bulkdesk would not do it: nothing was sent. */
  refused: 3,
  signIn: 4,
  /** Done, but the sync ended with a warning, or Eloqua rejected rows. */
  warnings: 5,
  /** A request may have reached Eloqua, and nothing says so; or a question is open that only a person can answer. */
  unclear: 6,
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const REFUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-allowed-now', 'file-exists', 'definition-changed'])
const KEYCHAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
  'secret-unusable',
])

export function exitCodeOf({ code, fate }: Pick<AppErrorData, 'code' | 'fate'>): ExitCode {
  if (code === 'bad-arguments') return EXIT.usage
  if (needsSignIn(code) || KEYCHAIN.has(code)) return EXIT.signIn
  if (code === 'in-doubt' || fate === 'may-have-arrived') return EXIT.unclear
  if (code === 'cancelled') return EXIT.interrupted
  return REFUSED.has(code) ? EXIT.refused : EXIT.failed
}

/** Once something was started: never a code that promises that nothing was, for which a scheduler would try again. */
export function exitCodeAfterStart(error: Pick<AppErrorData, 'code' | 'fate'>, instead: ExitCode): ExitCode {
  const code = exitCodeOf(error)
  return code === EXIT.refused || code === EXIT.usage ? instead : code
}
