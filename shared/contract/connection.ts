import type { Shape } from './schemas/shape.ts'
import type { companyEnvironment, keep, signInRequest } from './schemas/sign-in.ts'

export type Environment = Shape<typeof companyEnvironment> | 'practice'

/** A saved sign-in, without its secret: the secret never leaves main. */
export interface Connection {
  readonly id: string
  readonly label: string
  /** Eloqua's company (site) name; sign-in is `company\user`. */
  readonly company: string
  readonly user: string
  readonly environment: Environment
  /** How the connection signs in; absent: by password. */
  readonly way?: 'oauth'
  /** `sign-in-over`: Eloqua does not renew the sign-in. `not-saved`: the keychain did not take the renewed sign-in. */
  readonly trouble?: 'sign-in-over' | 'not-saved'
  /** Where the password is: in the system keychain, or only in memory until Bulkdesk quits. */
  readonly kept: Shape<typeof keep>
  /** The host that discovery named, such as `secure.p03.eloqua.com`. */
  readonly host?: string
  /** The user's name as Eloqua shows it. */
  readonly displayName?: string
  /** ISO time. */
  readonly lastUsedAt?: string
}

export interface ConnectionsState {
  readonly connections: readonly Connection[]
  readonly activeId?: string
}

export type SignInRequest = Shape<typeof signInRequest>

/** What can be said of this machine's keychain, tried and not guessed. */
export interface KeychainStatus {
  readonly state: 'available' | 'locked' | 'missing' | 'refused'
  /** `macOS Keychain`, `Windows Credential Manager`, `Secret Service (GNOME Keyring, KWallet)` */
  readonly name: string
  /** What to do about it, in words. */
  readonly advice?: string
}
