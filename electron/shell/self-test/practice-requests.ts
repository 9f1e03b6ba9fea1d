import { Buffer } from 'node:buffer'
import type { Network } from '../../connections/client-book.ts'
import type { PracticeConnection } from '../../connections/session-state.ts'
import { authorizationHeader } from '../../eloqua/http/authorization.ts'
import type { Log } from '../../platform/logger.ts'
import { createPracticeInstance, type PracticeInstance } from '../../practice/practice-instance.ts'

/** Both ways to the network, tried on a practice instance of their own: no connection of the user is touched. */
export interface TryPractice {
  read(): Promise<string>
  postOnce(): Promise<string>
}

const EXPORT = { name: 'Self-test', fields: { email: '{{Contact.Field(C_EmailAddress)}}' } }
const CREATED = 201

export function createPracticeRequests(given: { readonly network: Network; readonly log: Log }): TryPractice {
  const { fetch, once } = given.network

  async function onPractice(ask: (practice: PracticeConnection) => Promise<string>): Promise<string> {
    const instance: PracticeInstance = createPracticeInstance({ onStarted: ignore, onStopped: ignore, log: given.log })
    try {
      return await ask(await instance.start())
    } finally {
      await instance.stop()
    }
  }

  return {
    read: () =>
      onPractice(async ({ reach, secret }) => {
        const answer = await fetch(reach.loginUrl, { headers: { authorization: authorizationHeader(secret) } })
        if (!answer.ok) throw new Error(`the practice instance answered ${answer.status}`)
        return `answer ${answer.status}`
      }),
    postOnce: () =>
      onPractice(async ({ reach, secret }) => {
        const result = await once.post({
          url: new URL('/api/bulk/2.0/contacts/exports', reach.loginUrl),
          headers: { authorization: authorizationHeader(secret), 'content-type': 'application/json' },
          body: Buffer.from(JSON.stringify(EXPORT)),
        })
        if (result.kind !== 'answered') throw new Error(`${result.kind}: ${result.error.message}`)
        if (result.reply.status !== CREATED) throw new Error(`the practice instance answered ${result.reply.status}`)
        return `answer ${result.reply.status}`
      }),
  }
}

function ignore(): void {
  // The window is told of the user's own practice instance only.
}
