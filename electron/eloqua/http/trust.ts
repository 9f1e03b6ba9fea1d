import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { Worker } from 'node:worker_threads'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'

/** What once-only requests trust: one TLS context, made once. Making one costs 15 to 54 ms. */
export interface Trust {
  /** Never rejects: without the system's certificates, Node's own have to do. */
  context(): Promise<SecureContext>
}

/** The longest wait for the system's list. The slowest managed Mac on record took 107 seconds. */
const PATIENCE_MS = 150_000

/** Trusts what the system and Node trust. Reading starts now, so that the list is there when the first POST goes out. */
export function systemTrust(log: Log, list: () => Promise<readonly string[]> = listInWorker): Trust {
  const context = list()
    .catch((error: unknown) => {
      log.error("the system's certificates could not be read", { error })
      return getCACertificates('default')
    })
    .then(trustOnly)
  return { context: () => context }
}

/** Trusts exactly these certificates, as PEM texts. */
export function trustOnly(certificates: readonly string[]): SecureContext {
  return createSecureContext({ ca: [...certificates], minVersion: 'TLSv1.2' })
}

function listInWorker(): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>()
  const worker = new Worker(workerFile('./certificates.worker.ts', import.meta.url))
  const patience = setTimeout(() => reject(new Error(`no list after ${PATIENCE_MS} ms`)), PATIENCE_MS)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)))
  // Quitting does not wait for a list that nothing needs any more.
  worker.unref()
  patience.unref()
  return promise.finally(() => {
    clearTimeout(patience)
    void worker.terminate()
  })
}
