import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import type { OtherDeed } from './past-scenarios.ts'

export const COLLEAGUE = { company: 'APITest', user: 'Colleague', password: 'practice' }

/** Those who work with the same definition past the app, straight with Eloqua. */
export interface People {
  do(deed: OtherDeed): Promise<void>
}

/** `keys` of the rows they send begin with `prefix`, so that they are told from those of the file. */
export function createPeople(simulator: Simulator, definitionUri: string, prefix: string, person: string): People {
  let sent = 0
  const mine = createTestClient(simulator.origin)
  const theirs = createTestClient(simulator.origin, { credentials: async () => COLLEAGUE })
  return {
    async do({ who, what, rows }) {
      const client = who === 'me' ? mine : theirs
      const post = (path: string, body: unknown) =>
        client.sendOnce({ path, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) })
      if (what === 'discard') {
        await client.read({ path: `${definitionUri}/data`, method: 'DELETE' }).catch(() => {})
        return
      }
      if (what !== 'sync') {
        const made = Array.from({ length: rows }, () => {
          sent += 1
          return { activityId: `${prefix}${sent}`, email: person, type: 'External' }
        })
        await post(`${definitionUri}/data`, made)
      }
      if (what !== 'send') await post('/syncs', { syncedInstanceUri: definitionUri })
    },
  }
}
