import type { RefusalCause } from '../contract/sign-in.ts'

/** What is known when Eloqua answers "Not authenticated.". */
export interface RefusalClues {
  /** Refused tries in the last five minutes, this one included. */
  readonly tries: number
  /** False: the saved password was refused. */
  readonly isTyped: boolean
  /** This connection was accepted earlier. */
  readonly wasAccepted: boolean
  /** This computer is in another network than when the sign-in was last accepted. */
  readonly isOtherNetwork: boolean
  /** How long the password has been in use, at least. */
  readonly passwordDays: number | undefined
}

/** Eloqua's default: passwords expire after 120 days, and the fifth wrong try locks the user for five minutes. */
const PASSWORD_DAYS = 120
export const TRIES_BEFORE_LOCK = 5

/**
 * The causes Oracle documents for "Not authenticated.", the likeliest first by what is known. Eloqua itself never says
 * which: [GeneralSecurityConfiguration, IPAllowlistConfiguration, 25D "SSO Only Login"].
 */
export function likelyCauses(clues: RefusalClues): readonly RefusalCause[] {
  return Object.entries(weights(clues))
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([cause]) => cause as RefusalCause)
}

function weights(clues: RefusalClues): Readonly<Record<RefusalCause, number>> {
  const { tries, isTyped, wasAccepted, isOtherNetwork, passwordDays = 0 } = clues
  return {
    typo: isTyped ? (wasAccepted ? 45 : 60) : 0,
    'password-changed': isTyped ? 0 : 55,
    'password-old': passwordDays >= PASSWORD_DAYS ? 80 : wasAccepted ? 20 : 12,
    locked: tries >= TRIES_BEFORE_LOCK ? 100 : tries * 10,
    address: isOtherNetwork ? 65 : 15,
    'sso-only': wasAccepted ? (isTyped ? 40 : 50) : 35,
    disabled: wasAccepted ? 11 : 5,
  }
}
