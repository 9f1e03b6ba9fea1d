import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { CredentialStore } from '../../connections/credentials.ts'

/** A keychain that holds the password of the saved connection. */
export function withPassword(password = DEFAULT_USER.password): CredentialStore {
  const { company, user } = DEFAULT_USER
  return {
    status: async () => ({ state: 'available', name: 'Test' }),
    get: async () => ({ company, user, password }),
    put: async () => {},
    remove: async () => {},
  }
}
