import { createHash } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import type { RefusalFacts } from '../../shared/contract/sign-in.ts'
import { likelyCauses } from '../../shared/eloqua/refusal-causes.ts'
import type { IndexedConnection } from './connection-index.ts'

/** Eloqua counts wrong tries for five minutes. */
const COUNTED_MS = 5 * 60_000
const DAY_MS = 86_400_000

type Who = Pick<IndexedConnection, 'company' | 'user'>

/** What Bulkdesk knows about refused passwords: for saying what "Not authenticated." most likely means. */
export interface Refusals {
  /** Notes a refused try. `saved`: the connection, where there is one. `isTyped`: false for the password in the keychain. */
  facts(who: Who, saved: IndexedConnection | undefined, isTyped: boolean): RefusalFacts
  /** What to keep of an accepted sign-in. */
  accepted(who: Who): { readonly acceptedAt: string; readonly acceptedOn: string }
}

export function createRefusals(now: () => number = Date.now): Refusals {
  const tries = new Map<string, readonly number[]>()
  const keyOf = ({ company, user }: Who) => `${company}\\${user}`.toLowerCase()

  return {
    facts(who, saved, isTyped) {
      const recent = [...(tries.get(keyOf(who)) ?? []), now()].filter((at) => now() - at < COUNTED_MS)
      tries.set(keyOf(who), recent)
      const passwordDays = saved?.passwordSince ? daysSince(saved.passwordSince, now()) : undefined
      return {
        causes: likelyCauses({
          tries: recent.length,
          isTyped,
          wasAccepted: saved?.acceptedAt !== undefined,
          isOtherNetwork: saved?.acceptedOn !== undefined && saved.acceptedOn !== networkMark(),
          passwordDays,
        }),
        tries: recent.length,
        ...(saved?.acceptedAt ? { lastAcceptedAt: saved.acceptedAt } : {}),
        ...(passwordDays === undefined ? {} : { passwordDays }),
      }
    },
    accepted(who) {
      tries.delete(keyOf(who))
      return { acceptedAt: new Date(now()).toISOString(), acceptedOn: networkMark() }
    },
  }
}

function daysSince(time: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(time)) / DAY_MS))
}

/** Tells one network from another without keeping an address: a hash of the networks this computer is in. */
function networkMark(): string {
  const networks = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address.split('.').slice(0, 3).join('.'))
  return createHash('sha256')
    .update([...new Set(networks)].sort().join(' '))
    .digest('hex')
    .slice(0, 16)
}
