import type { Connection } from '../../../../shared/contract/connection.ts'
import { SILENT_LOG } from '../../../testing/memory-log.ts'
import type { EloquaClient } from '../../eloqua-client.ts'
import type { EloquaClientOptions } from '../client-options.ts'
import { createEloquaClient } from '../create-eloqua-client.ts'
import { createOnceTransport } from '../once-transport.ts'
import { createSignInGate } from '../sign-in-gate.ts'

export const TEST_CONNECTION: Connection = {
  id: 'test',
  label: 'Test',
  company: 'APITest',
  user: 'API.User',
  environment: 'practice',
  kept: 'session',
}

/** A client with its real transports, pointed at a server of the test; waits are not waited for. */
export function createTestClient(origin: string, changes: Partial<EloquaClientOptions> = {}): EloquaClient {
  return createEloquaClient({
    connection: TEST_CONNECTION,
    credentials: async () => ({ company: 'APITest', user: 'API.User', password: 'practice' }),
    discover: async () => ({ bulkBase: `${origin}/api/bulk/2.0/` }),
    hostPin: () => {},
    fetch: (url, init) => fetch(url, init),
    once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }),
    signIn: createSignInGate(),
    sleep: async () => {},
    log: SILENT_LOG,
    ...changes,
  })
}
