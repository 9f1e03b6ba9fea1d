import { app } from 'electron'
import type { Log } from '../platform/logger.ts'

/** A keychain prompt or a stuck thread must not keep the app from quitting. */
const PATIENCE_MS = 3_000

/** Lets the services stop, for as long as is decent, before the process ends. */
export function quitInOrder(stop: () => Promise<void>, log: Log): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
    const stopped = stop().catch((error: unknown) => log.error('the services did not stop in order', { error }))
    void Promise.race([stopped, patience]).then(() => app.exit(0))
  })
}
