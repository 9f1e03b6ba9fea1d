import { randomUUID } from 'node:crypto'
import type { KeychainStatus } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { hasParts, type Keychain, readWhole, removeParts, writeWhole } from './keychain-parts.ts'
import { describeKeychain, keychainError } from './keychain-words.ts'
import { decodeSecret, encodeSecret, type Secret } from './secret.ts'

/**
 * The secrets, in the system's own keychain: one entry for each connection or app, under its id, and parts of the entry
 * beside it where one is too small.
 * Rejects with `keychain-locked`, `keychain-missing`, `keychain-refused` or `secret-unusable`.
 */
export interface CredentialStore {
  /** Tries a write, a read and a removal: the only way to know. */
  status(): Promise<KeychainStatus>
  /** Undefined only when the keychain works and has no such entry. */
  get(id: string): Promise<Secret | undefined>
  /** Resolves once the secret was read back as it was written. */
  put(id: string, secret: Secret): Promise<void>
  /** Resolves once the entry and every part of the entry are certainly gone. */
  remove(id: string): Promise<void>
}

export interface CredentialStoreOptions {
  /** Rejects when the native library cannot be loaded. */
  readonly load?: () => Promise<Keychain>
  readonly platform?: NodeJS.Platform
}

const SERVICE = 'app.bulkdesk'
const CANARY = 'canary'

/** Loaded at first use only: a machine without libsecret must still start the app. */
async function loadKeytar(): Promise<Keychain> {
  const keytar = await import('keytar')
  // A CommonJS package: all of it is on `default`, and only what Node's lexer saw is beside it.
  return 'default' in keytar ? (keytar.default as Keychain) : keytar
}

export function createCredentialStore(options: CredentialStoreOptions = {}): CredentialStore {
  const { load = loadKeytar, platform = process.platform } = options
  let loading: Promise<Keychain> | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One call at a time: an open unlock prompt holds a thread that reading files needs too. */
  function queued<T>(work: (keychain: Keychain) => Promise<T>): Promise<T> {
    const run = last.then(async () => {
      loading ??= load().catch((error: unknown) => {
        loading = undefined
        throw keychainError('missing', platform, error)
      })
      return work(await loading)
    })
    last = run.catch(() => undefined)
    return run
  }

  return {
    status: () =>
      queued(async (keychain) => describeKeychain(await tryCanary(keychain, platform), platform)).catch((error) => {
        if (error instanceof AppError) return describeKeychain('missing', platform)
        throw error
      }),
    get: (id) => queued((keychain) => getSecret(keychain, id, platform)),
    async put(id, secret) {
      const text = encodeSecret(secret)
      return queued((keychain) => putSecret(keychain, id, text, platform))
    },
    remove: (id) => queued((keychain) => removeSecret(keychain, id, platform)),
  }
}

/**
 * Judged by which operation failed and never by its message, which is localised and carries no code. On Linux a read that
 * throws means that nobody answers for secrets; a write that throws after a quiet read, that the collection is locked.
 */
async function tryCanary(keychain: Keychain, platform: NodeJS.Platform): Promise<KeychainStatus['state']> {
  try {
    await keychain.getPassword(SERVICE, CANARY)
  } catch {
    return platform === 'linux' ? 'missing' : 'refused'
  }
  return tryWriting(keychain, platform)
}

/** The rest of it, where a read was just seen to work: each further call may open an unlock prompt. */
async function tryWriting(keychain: Keychain, platform: NodeJS.Platform): Promise<KeychainStatus['state']> {
  const value = randomUUID()
  try {
    await keychain.setPassword(SERVICE, CANARY, value)
  } catch {
    return platform === 'win32' ? 'refused' : 'locked'
  }
  try {
    const kept = await keychain.getPassword(SERVICE, CANARY)
    await keychain.deletePassword(SERVICE, CANARY)
    return kept === value ? 'available' : 'refused'
  } catch {
    return 'refused'
  }
}

async function getSecret(keychain: Keychain, id: string, platform: NodeJS.Platform): Promise<Secret | undefined> {
  let text: string | null
  try {
    text = await readWhole(keychain, SERVICE, id)
  } catch (error) {
    throw error instanceof AppError ? error : await diagnose(keychain, platform, error)
  }
  if (text !== null) return decodeSecret(text)
  // A locked keychain says null too: only a working canary tells that the entry is really gone.
  await requireWorking(keychain, platform)
  return undefined
}

async function putSecret(keychain: Keychain, id: string, text: string, platform: NodeJS.Platform): Promise<void> {
  try {
    await writeWhole(keychain, SERVICE, id, text)
    const kept = await readWhole(keychain, SERVICE, id)
    if (kept !== null && sameJson(kept, text)) return
  } catch (error) {
    throw error instanceof AppError ? error : await diagnose(keychain, platform, error)
  }
  throw keychainError('refused', platform)
}

/** What was split is kept with other escapes. */
function sameJson(kept: string, text: string): boolean {
  return kept === text || JSON.stringify(JSON.parse(kept)) === text
}

async function removeSecret(keychain: Keychain, id: string, platform: NodeJS.Platform): Promise<void> {
  let left: string | null
  try {
    await keychain.deletePassword(SERVICE, id)
    left = await keychain.getPassword(SERVICE, id)
  } catch (error) {
    throw await diagnose(keychain, platform, error)
  }
  await requireWorking(keychain, platform)
  // Only now: while the keychain is locked, each further call may open an unlock prompt.
  await removeParts(keychain, SERVICE, id)
  if (left !== null || (await hasParts(keychain, SERVICE, id))) throw keychainError('refused', platform)
}

async function requireWorking(keychain: Keychain, platform: NodeJS.Platform): Promise<void> {
  const state = await tryWriting(keychain, platform)
  if (state !== 'available') throw keychainError(state, platform)
}

/** After a failed call: what is wrong with the keychain, or that it refused this one thing. */
async function diagnose(keychain: Keychain, platform: NodeJS.Platform, cause: unknown): Promise<AppError> {
  const state = await tryCanary(keychain, platform)
  return keychainError(state === 'available' ? 'refused' : state, platform, cause)
}
