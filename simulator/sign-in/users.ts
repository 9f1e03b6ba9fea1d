/** Somebody who may sign in. Only who started a sync may read its data. */
export interface SimulatorUser {
  readonly company: string
  readonly user: string
  readonly password: string
  /** False: creating, changing or deleting definitions is answered 403. Default true. */
  readonly mayDefine?: boolean
  /** The flag "User is SSO only?" of Settings > Users. */
  readonly isSsoOnly?: boolean
  readonly isDisabled?: boolean
  /** What the sign-in pages take instead of the password. */
  readonly pagePassword?: string
  /** When the password was chosen, milliseconds since 1970. Absent: it never expires. */
  readonly passwordSetAt?: number
}

export const DEFAULT_USER: SimulatorUser = { company: 'APITest', user: 'API.User', password: 'practice' }

/** Reads `Company\User:password`; undefined when a part is missing. */
export function parseUser(text: string): SimulatorUser | undefined {
  const match = /^([^\\:]+)\\([^:]+):(.+)$/s.exec(text)
  const [, company, user, password] = match ?? []
  return company && user && password ? { company, user, password } : undefined
}

/** What an `Authorization: Basic` header holds. Undefined: no such header, or a part is missing. */
export function parseBasic(header: string): SimulatorUser | undefined {
  const encoded = /^basic\s+([a-z0-9+/=_-]+)\s*$/i.exec(header)?.[1]
  return encoded === undefined ? undefined : parseUser(Buffer.from(encoded, 'base64').toString('utf8'))
}

/** Who somebody is across companies. */
export function ownerKey({ company, user }: SimulatorUser): string {
  return `${company}\\${user}`
}

/** Whether this user started the sync: only then may its data be read. */
export function isOwner(
  user: SimulatorUser,
  { owner, createdBy }: { readonly owner?: string; readonly createdBy: string },
): boolean {
  return owner === undefined ? createdBy === user.user : owner === ownerKey(user)
}
