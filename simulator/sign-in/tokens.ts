import { randomBytes } from 'node:crypto'
import type { Clock } from '../world/clock.ts'
import type { SimulatorUser } from './users.ts'

/** What a token or code stands for. */
export interface Grant {
  readonly user: SimulatorUser
  readonly clientId: string
  /** Of a code: the address it was sent to. */
  readonly redirectUri?: string
}

/** Why a token cannot be taken. */
export type TakeFailure = 'unknown' | 'used' | 'expired'

export interface Tokens {
  issue(grant: Grant): string
  find(token: string): Grant | undefined
  /** Gives the grant once. */
  take(token: string): Grant | TakeFailure
  /** Every token there ever was. */
  issued(): readonly string[]
  /** Ends every token there is. */
  revokeAll(): void
}

interface Entry extends Grant {
  readonly untilMs: number
  isUsed: boolean
}

/** Tokens of one kind, each valid for `seconds` of the simulator's time. */
export function createTokens(clock: Clock, seconds: number): Tokens {
  const entries = new Map<string, Entry>()
  const all: string[] = []
  return {
    issue(grant) {
      const token = randomBytes(32).toString('base64url')
      all.push(token)
      entries.set(token, { ...grant, untilMs: clock.now() + seconds * 1_000, isUsed: false })
      return token
    },
    find(token) {
      const entry = entries.get(token)
      return entry && !entry.isUsed && clock.now() < entry.untilMs ? entry : undefined
    },
    take(token) {
      const entry = entries.get(token)
      if (!entry) return 'unknown'
      if (entry.isUsed) return 'used'
      if (clock.now() >= entry.untilMs) return 'expired'
      entry.isUsed = true
      return entry
    },
    issued: () => all,
    revokeAll: () => entries.clear(),
  }
}
