import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { Credentials } from '../eloqua/http/authorization.ts'
import type { Log } from '../platform/logger.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'
import { createTokenKeeper, type TokenKeeper } from './oauth/token-keeper.ts'
import type { RefreshOutcome } from './oauth/token-state.ts'
import type { PasswordSecret, Secret, TokenSecret } from './secret.ts'

/** The secrets in use, in main's memory: read from the keychain once, gone at sign-out or when Bulkdesk quits. */
export interface Secrets {
  /** Rejects with `not-signed-in` where the user has to sign in again, or with what is wrong with the keychain. */
  of(connection: IndexedConnection): Promise<Credentials>
  /** Another access token instead of the refused one. Undefined for a password: there is no other. */
  insteadOf(connection: IndexedConnection, refused: Credentials): Promise<Credentials | undefined>
  remember(connection: IndexedConnection, secret: PasswordSecret | TokenSecret): void
  forget(id: string): void
}

export interface SecretsOptions {
  readonly store: CredentialStore
  /** Asks Eloqua once for new tokens of this connection. */
  readonly refresh: (connection: IndexedConnection, refreshToken: string) => Promise<RefreshOutcome>
  readonly onTrouble: (id: string, trouble: 'sign-in-over' | 'not-saved', error: AppErrorData) => void
  /** The keychain has the renewed tokens. */
  readonly onSaved: (id: string) => void
  readonly log: Log
  readonly now?: () => number
}

type Known = PasswordSecret | TokenKeeper

export function createSecrets(options: SecretsOptions): Secrets {
  const known = new Map<string, Known>()
  const loading = new Map<string, Promise<Known>>()

  function keep(connection: IndexedConnection, secret: PasswordSecret | TokenSecret): Known {
    const isKnown = () => known.has(connection.id)
    const held = 'tokens' in secret ? keeperOf(options, connection, secret, isKnown) : secret
    known.set(connection.id, held)
    return held
  }

  /** One reading at a time: two keepers of one connection would refresh twice. */
  function held(connection: IndexedConnection): Promise<Known> {
    const { id } = connection
    const there = known.get(id)
    if (there) return Promise.resolve(there)
    const reading =
      loading.get(id) ??
      read(options.store, connection)
        .then((secret) => known.get(id) ?? keep(connection, secret))
        .finally(() => loading.delete(id))
    loading.set(id, reading)
    return reading
  }

  return {
    of: async (connection) => credentialsOf(await held(connection)),
    insteadOf: async (connection, refused) => othersInsteadOf(await held(connection), refused),
    remember: (connection, secret) => void keep(connection, secret),
    forget: (id) => {
      known.delete(id)
      loading.delete(id)
    },
  }
}

async function credentialsOf(secret: Known): Promise<Credentials> {
  return 'password' in secret ? secret : { accessToken: await secret.access() }
}

async function othersInsteadOf(secret: Known, refused: Credentials): Promise<Credentials | undefined> {
  if ('password' in secret || !('accessToken' in refused)) return undefined
  return { accessToken: await secret.insteadOf(refused.accessToken) }
}

function keeperOf(
  { store, refresh, onTrouble, onSaved, log, now }: SecretsOptions,
  connection: IndexedConnection,
  { tokens }: TokenSecret,
  isKnown: () => boolean,
): TokenKeeper {
  const { id, kept } = connection
  return createTokenKeeper({
    tokens,
    refresh: (token) => refresh(connection, token),
    save: async (renewed) => {
      // A sign-out meanwhile has removed the entry: the entry must not come back.
      if (kept !== 'keychain' || !isKnown()) return
      await store.put(id, { tokens: renewed })
      onSaved(id)
    },
    onTrouble: (trouble, error) => onTrouble(id, trouble, error),
    log,
    ...(now ? { now } : {}),
  })
}

async function read(
  store: CredentialStore,
  { id, kept, way }: IndexedConnection,
): Promise<PasswordSecret | TokenSecret> {
  const secret = kept === 'keychain' ? await store.get(id) : undefined
  if (secret && isOf(way, secret)) return secret
  const message = way === 'oauth' ? signInReasons.signInUnknown : signInReasons.passwordUnknown
  throw new AppError({ code: 'not-signed-in', message })
}

function isOf(way: IndexedConnection['way'], secret: Secret): secret is PasswordSecret | TokenSecret {
  return way === 'oauth' ? 'tokens' in secret : 'password' in secret
}
