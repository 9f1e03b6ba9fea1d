import { AppError } from '../../shared/contract/errors.ts'
import type { Credentials } from '../eloqua/http/create-eloqua-client.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'

/** The secrets in use, in main's memory: read from the keychain once, gone at sign-out or when Bulkdesk quits. */
export interface Secrets {
  /** Rejects with `not-signed-in` where the password has to be given again, or with what is wrong with the keychain. */
  of(connection: IndexedConnection): Promise<Credentials>
  remember(id: string, secret: Credentials): void
  forget(id: string): void
}

export function createSecrets(store: CredentialStore): Secrets {
  const known = new Map<string, Credentials>()

  return {
    async of({ id, kept }) {
      const secret = known.get(id) ?? (kept === 'keychain' ? await store.get(id) : undefined)
      if (!secret) {
        throw new AppError({
          code: 'not-signed-in',
          message: 'The password of this connection is no longer known. Enter it again.',
        })
      }
      known.set(id, secret)
      return secret
    },
    remember: (id, secret) => {
      known.set(id, secret)
    },
    forget: (id) => {
      known.delete(id)
    },
  }
}
