import { type SessionParts, startSession } from './session.ts'

/** A display and a keyring of our own, whatever the machine has: for tests. */
export const OWN_SESSION: SessionParts = { display: 'own', keyring: 'own' }

/**
 * Runs a script's work inside a session, which ends with it; the work's number becomes the exit code. When the script is
 * interrupted the work is told by `signal`, and has to end by itself.
 */
export async function withSession(
  parts: SessionParts,
  work: (env: NodeJS.ProcessEnv, signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort())
  const session = await startSession(parts)
  try {
    process.exitCode = await work(session.env, interrupted.signal)
  } finally {
    await session.close()
  }
  if (interrupted.signal.aborted) process.exitCode ||= 130
}
