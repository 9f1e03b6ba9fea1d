import type { Log } from '../platform/logger.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'
import type { Leftovers } from './leftovers.ts'
import type { Secret } from './secret.ts'

export type Kept = Pick<IndexedConnection, 'kept' | 'inKeychain'>

export interface KeepSecretOptions {
  readonly store: CredentialStore
  readonly leftovers: Leftovers
  readonly log: Log
}

/** Keeps a secret that Eloqua has just accepted, where the user wants it kept. Rejects with a keychain code. */
export async function keepSecret(
  { store, leftovers, log }: KeepSecretOptions,
  id: string,
  secret: Secret,
  keep: 'keychain' | 'session',
  wasInKeychain: boolean,
): Promise<Kept> {
  if (keep === 'keychain') {
    // Not on the list yet, so that nothing else could ever remove its entry.
    if (!wasInKeychain) leftovers.note(id)
    await store.put(id, secret)
    return { kept: 'keychain', inKeychain: true }
  }
  if (!wasInKeychain) return { kept: 'session', inKeychain: false }
  try {
    await store.remove(id)
    return { kept: 'session', inKeychain: false }
  } catch (error) {
    // A locked keychain is why people choose the session: the old entry is removed when the connection is forgotten.
    log.warn('the earlier keychain entry could not be removed', { error })
    return { kept: 'session', inKeychain: true }
  }
}
