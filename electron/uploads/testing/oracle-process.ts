import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { createOnceTransport } from '../../eloqua/http/once-transport.ts'
import { createSignInGate } from '../../eloqua/http/sign-in-gate.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'

/** Shorter than a `late` fault, long enough for a simulator that shares its processor. */
const IDLE_MS = 350

/** A network that ends with its process: from then on nothing is answered any more. */
export function mortalClient(origin: string) {
  const death = new AbortController()
  const signIn = createSignInGate()
  const client = createTestClient(origin, {
    connection: { ...TEST_CONNECTION, environment: 'sandbox' },
    once: createOnceTransport({ resolveProxy: async () => 'DIRECT', idleMs: IDLE_MS }),
    idleMs: 1_000,
    random: () => 0.5,
    signIn,
  })
  const never = new Promise<never>(() => {})
  const mortal: EloquaClient = {
    ...client,
    basePath: () => client.basePath(),
    origin: () => (death.signal.aborted ? never : client.origin()),
    read: (request) => (death.signal.aborted ? never : client.read(request)),
    readJson: (request) => (death.signal.aborted ? never : client.readJson(request)),
    sendOnce: (request) => (death.signal.aborted ? never : client.sendOnce(request)),
  }
  return { client: mortal, die: () => death.abort(), signInAgain: () => signIn.open() }
}

/** The folder as a killed process leaves it: what was written is there, what was not is not. */
export function copyAsLeft(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of ['uploads.db', 'uploads.db-wal', 'uploads.db-journal']) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
}

export class Killed extends Error {}
