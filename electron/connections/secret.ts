import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'

/** What the keychain keeps under one id: a password, the tokens of a sign-in by OAuth, or the secret of a company's app. */
export type Secret = PasswordSecret | TokenSecret | AppSecret

export interface PasswordSecret {
  readonly company: string
  readonly user: string
  readonly password: string
}

export interface TokenSecret {
  readonly tokens: {
    readonly access: string
    /** Milliseconds since 1970. */
    readonly accessUntil: number
    readonly refresh: string
    readonly refreshSent: number
  }
}

interface AppSecret {
  readonly clientSecret: string
}

const PASSWORD = z.object({ v: z.literal(1), company: z.string(), user: z.string(), password: z.string() })
const TOKENS = z.object({
  v: z.literal(2),
  tokens: z.object({
    access: z.string().min(1),
    accessUntil: z.number(),
    refresh: z.string().min(1),
    refreshSent: z.int().min(0).max(10),
  }),
})
const APP = z.object({ v: z.literal(3), clientSecret: z.string().min(1) })
const SECRET = z.union([PASSWORD, TOKENS, APP])

const MAX_PASSWORD_BYTES = 2_000

/** The text for the keychain. Throws `secret-unusable` for what no keychain and no server would take. */
export function encodeSecret(secret: Secret): string {
  if ('tokens' in secret) return JSON.stringify({ v: 2, tokens: secret.tokens })
  if ('clientSecret' in secret) return JSON.stringify({ v: 3, clientSecret: secret.clientSecret })
  const { company, user, password } = secret
  const text = JSON.stringify({ v: 1, company, user, password })
  if (password === '') throw unusable(signInReasons.passwordEmpty)
  // JSON writes these as escapes, so that the keychain would take them; but no server takes such a password.
  if (/\p{Cs}|\0/u.test(company + user + password)) {
    throw unusable(signInReasons.passwordUnstorable)
  }
  if (Buffer.byteLength(text) > MAX_PASSWORD_BYTES) throw unusable(signInReasons.passwordTooLong)
  return text
}

/** Throws `secret-unusable` where the text is none of ours. */
export function decodeSecret(text: string): Secret {
  try {
    const { v: _v, ...secret } = SECRET.parse(JSON.parse(text))
    return secret
  } catch {
    // Not the cause: its message may quote the secret.
    throw unreadable()
  }
}

/** What is in the keychain cannot be put together again. */
export function unreadable(): AppError {
  return unusable(signInReasons.keychainUnreadable)
}

function unusable(message: string): AppError {
  return new AppError({ code: 'secret-unusable', message })
}
