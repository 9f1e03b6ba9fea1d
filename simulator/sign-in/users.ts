/** Somebody who may sign in. Only who started a sync may read its data. */
export interface SimulatorUser {
  readonly company: string
  readonly user: string
  readonly password: string
  /** False: creating, changing or deleting definitions is answered 403. Default true. */
  readonly mayDefine?: boolean
}

export const DEFAULT_USER: SimulatorUser = { company: 'APITest', user: 'API.User', password: 'practice' }

/** Reads `Company\User:password`; undefined when a part is missing. */
export function parseUser(text: string): SimulatorUser | undefined {
  const match = /^([^\\:]+)\\([^:]+):(.+)$/s.exec(text)
  const [, company, user, password] = match ?? []
  return company && user && password ? { company, user, password } : undefined
}

/** The user whom an `Authorization: Basic` header names, or undefined. Company and user ignore case, the password does not. */
export function findUser(users: readonly SimulatorUser[], header: string | undefined): SimulatorUser | undefined {
  const encoded = /^basic\s+([a-z0-9+/=_-]+)\s*$/i.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  const given = parseUser(Buffer.from(encoded, 'base64').toString('utf8'))
  if (!given) return undefined
  return users.find(
    (one) =>
      one.company.toLowerCase() === given.company.toLowerCase() &&
      one.user.toLowerCase() === given.user.toLowerCase() &&
      one.password === given.password,
  )
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
