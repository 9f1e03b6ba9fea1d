import { startSession } from './session.ts'

/**
 * Runs a script's work inside a display and a keyring of its own, which end with it, also when it is interrupted;
 * the work's number becomes the exit code.
 */
export async function withSession(work: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<void> {
  const session = await startSession({ display: 'own', keyring: 'own' })
  const stop = (): void => void session.close().finally(() => process.exit(1))
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  try {
    process.exitCode = await work(session.env)
  } finally {
    await session.close()
  }
}
