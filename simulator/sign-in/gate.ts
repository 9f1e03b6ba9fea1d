import type { Clock } from '../world/clock.ts'
import { parseBasic, type SimulatorUser } from './users.ts'

/** How a company lets its users in. `sso-only` is the setting "SSO Only Login" of release 25D. */
export type SignInWay = 'password' | 'sso-only' | 'both'

/** The security settings of the simulated company. A test or `/simulator/control/sign-in` may change them. */
export interface SignInSettings {
  way: SignInWay
  /** Addresses that may call. Absent: every address. */
  allowedAddresses?: readonly string[]
  /** Wrong passwords in a row until the user is locked; 0 never locks. Eloqua's default is 5. */
  triesBeforeLock: number
  lockMinutes: number
  /** 0: passwords never expire. Eloqua's default is 120. Counted for users with `passwordSetAt` only. */
  passwordDays: number
}

export const DEFAULT_SETTINGS: SignInSettings = {
  way: 'both',
  triesBeforeLock: 5,
  lockMinutes: 5,
  passwordDays: 120,
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

interface Tries {
  readonly count: number
  readonly lastAt: number
}

/** Decides who comes in. A refusal never says why, as Eloqua's never does. */
export interface Gate {
  readonly settings: SignInSettings
  /** The user of an `Authorization: Basic` header. `address` is where the request came from. */
  byBasic(authorization: string, address: string): SimulatorUser | undefined
  /** The user of a sign-in form. */
  byPassword(given: Pick<SimulatorUser, 'company' | 'user' | 'password'>, address: string): SimulatorUser | undefined
  /** False for a disabled user and for an address that is not allowed. */
  mayEnter(user: SimulatorUser, address: string): boolean
  isLocked(user: SimulatorUser): boolean
}

export function createGate(users: readonly SimulatorUser[], clock: Clock, settings: SignInSettings): Gate {
  const tries = createTries(clock, settings)

  function mayEnter(user: SimulatorUser, address: string): boolean {
    const allowed = settings.allowedAddresses
    return user.isDisabled !== true && (allowed === undefined || allowed.includes(address))
  }

  const byPassword: Gate['byPassword'] = (given, address) => {
    const user = users.find((one) => isSamePerson(one, given))
    if (!user || tries.isLocked(user)) return undefined
    if (user.password !== given.password) {
      tries.noteWrong(user)
      return undefined
    }
    if (isExpired(user, clock, settings) || !mayEnter(user, address)) return undefined
    tries.forget(user)
    return user
  }

  return {
    settings,
    mayEnter,
    isLocked: tries.isLocked,
    byPassword,
    byBasic(authorization, address) {
      const given = parseBasic(authorization)
      const isPasswordLess = settings.way === 'sso-only' || users.some((one) => given && isSsoUser(one, given))
      return given && !isPasswordLess ? byPassword(given, address) : undefined
    },
  }
}

/** Wrong passwords in a row, of each user. */
function createTries(clock: Clock, settings: SignInSettings) {
  const tries = new Map<SimulatorUser, Tries>()

  /** The counter starts over after as long as a lock lasts. */
  function recent(user: SimulatorUser): Tries {
    const found = tries.get(user)
    return found && clock.now() - found.lastAt < settings.lockMinutes * MINUTE_MS ? found : { count: 0, lastAt: 0 }
  }

  return {
    isLocked: (user: SimulatorUser): boolean =>
      settings.triesBeforeLock > 0 && recent(user).count >= settings.triesBeforeLock,
    noteWrong: (user: SimulatorUser): void =>
      void tries.set(user, { count: recent(user).count + 1, lastAt: clock.now() }),
    forget: (user: SimulatorUser): void => void tries.delete(user),
  }
}

function isExpired({ passwordSetAt }: SimulatorUser, clock: Clock, { passwordDays }: SignInSettings): boolean {
  if (passwordSetAt === undefined || passwordDays === 0) return false
  return clock.now() - passwordSetAt > passwordDays * DAY_MS
}

/** Company and user ignore case, the password does not. */
function isSamePerson(one: SimulatorUser, given: Pick<SimulatorUser, 'company' | 'user'>): boolean {
  return (
    one.company.toLowerCase() === given.company.toLowerCase() && one.user.toLowerCase() === given.user.toLowerCase()
  )
}

function isSsoUser(one: SimulatorUser, given: SimulatorUser): boolean {
  return one.isSsoOnly === true && isSamePerson(one, given)
}
