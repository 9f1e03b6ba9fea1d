import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/contract/errors.ts'
import type { NewSignInApp, SignInApp } from '../../shared/contract/sign-in.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { ConnectionIndex, IndexedApp } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'
import type { AppCredentials } from './oauth/token-endpoint.ts'

/** The apps for OAuth that administrators registered: typed once per company, used by every connection of the company. */
export interface CompanyApps {
  list(): readonly SignInApp[]
  /** With its client secret. Rejects with `not-found`, `not-signed-in` or a keychain code. */
  credentials(id: string): Promise<AppCredentials>
  /** Keeps an app that Eloqua has just accepted; the one with the same client id is replaced. Gives its id. */
  save(app: NewSignInApp, company: string, kept: 'keychain' | 'session'): Promise<string>
  /** Removes every app that no connection uses any more, with its entry in the keychain. */
  removeUnused(): Promise<void>
}

export function createCompanyApps(index: ConnectionIndex, store: CredentialStore): CompanyApps {
  const inMemory = new Map<string, string>()
  const apps = () => index.read().apps ?? []
  const write = (changed: readonly IndexedApp[]) => index.write({ ...index.read(), apps: changed })

  return {
    list: () => apps().map(({ id, company, clientId, redirectUri }) => ({ id, company, clientId, redirectUri })),
    async credentials(id) {
      const app = apps().find((one) => one.id === id)
      if (!app) throw new AppError({ code: 'not-found', message: signInReasons.appNotSaved })
      const { clientId, redirectUri } = app
      const clientSecret = inMemory.get(id) ?? (await secretOf(store, app))
      inMemory.set(id, clientSecret)
      return { clientId, clientSecret, redirectUri }
    },
    async save({ clientId, clientSecret, redirectUri }, company, kept) {
      const earlier = apps().find((one) => one.clientId === clientId)
      const id = earlier?.id ?? randomUUID()
      // The list first: an entry in the keychain that nothing names could never be removed.
      write([...apps().filter((one) => one.id !== id), { id, company, clientId, redirectUri, kept }])
      inMemory.set(id, clientSecret)
      if (kept === 'keychain') await store.put(id, { clientSecret })
      else if (earlier?.kept === 'keychain') await store.remove(id)
      return id
    },
    async removeUnused() {
      const used = new Set(index.read().connections.map(({ appId }) => appId))
      for (const app of apps().filter(({ id }) => !used.has(id))) {
        if (app.kept === 'keychain') await store.remove(app.id)
        inMemory.delete(app.id)
        write(apps().filter(({ id }) => id !== app.id))
      }
    },
  }
}

async function secretOf(store: CredentialStore, { id, kept }: IndexedApp): Promise<string> {
  const secret = kept === 'keychain' ? await store.get(id) : undefined
  if (secret && 'clientSecret' in secret) return secret.clientSecret
  throw new AppError({
    code: 'not-signed-in',
    message: signInReasons.appSecretUnknown,
  })
}
