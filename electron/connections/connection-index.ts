import { join } from 'node:path'
import { z } from 'zod'
import type { Connection } from '../../shared/contract/connection.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import { throwDiskError } from '../platform/disk-errors.ts'
import type { Log } from '../platform/logger.ts'

/** A saved connection as its file knows it. */
export interface IndexedConnection extends Connection {
  readonly environment: 'production' | 'sandbox'
  /** True from the first time a password went into the keychain until its removal was verified. */
  readonly inKeychain: boolean
  /** True from a sign-out to the next sign-in: nothing is done for this user meanwhile, also after a restart. */
  readonly signedOut?: boolean
  /** The company's app, where the connection signs in by OAuth. */
  readonly appId?: string
  /** When a password was last accepted for the first time: it is at least as old. ISO time. */
  readonly passwordSince?: string
  /** When Eloqua last accepted the sign-in, and a hash of this computer's network then. */
  readonly acceptedAt?: string
  readonly acceptedOn?: string
}

/** An app that a company's administrator registered for OAuth. Its client secret is in the keychain under `id`. */
export interface IndexedApp {
  readonly id: string
  readonly company: string
  readonly clientId: string
  readonly redirectUri: string
  readonly kept: 'keychain' | 'session'
}

interface IndexContent {
  readonly connections: readonly IndexedConnection[]
  readonly activeId?: string
  readonly apps?: readonly IndexedApp[]
  /** Ids that may have entries in the keychain although nothing above names them: of attempts that broke off. */
  readonly leftovers?: readonly string[]
}

/** The list of saved connections, without secrets: this file, and not the keychain, says what is saved. */
export interface ConnectionIndex {
  read(): IndexContent
  /** Throws a `disk-…` code, and then nothing has changed. */
  write(content: IndexContent): void
}

const ID = z.string().min(1).max(100)

const CONTENT = z.object({
  v: z.literal(1),
  apps: z
    .array(
      z.object({
        id: ID,
        company: z.string().max(1_000),
        clientId: z.string().max(200),
        redirectUri: z.string().max(2_000),
        kept: z.enum(['keychain', 'session']),
      }),
    )
    .max(1_000)
    .optional(),
  leftovers: z.array(ID).max(1_000).optional(),
  activeId: z.string().max(100).optional(),
  connections: z
    .array(
      z.object({
        id: ID,
        way: z.literal('oauth').optional(),
        appId: ID.optional(),
        displayName: z.string().max(1_000).optional(),
        passwordSince: z.string().max(100).optional(),
        acceptedAt: z.string().max(100).optional(),
        acceptedOn: z.string().max(100).optional(),
        label: z.string().max(1_000),
        company: z.string().max(1_000),
        user: z.string().max(1_000),
        environment: z.enum(['production', 'sandbox']),
        kept: z.enum(['keychain', 'session']),
        inKeychain: z.boolean(),
        signedOut: z.boolean().optional(),
        host: z.string().max(1_000).optional(),
        lastUsedAt: z.string().max(100).optional(),
      }),
    )
    .max(10_000),
})

/** Keeps the index in `connections.json` in `folder`, with a second copy beside it. */
export function createConnectionIndex(folder: string, log: Log): ConnectionIndex {
  const path = join(folder, 'connections.json')
  let content: IndexContent = readJson(path, (value) => CONTENT.parse(value), log) ?? { connections: [] }
  return {
    read: () => content,
    write(next) {
      try {
        writeJson(path, { v: 1, ...next })
      } catch (error) {
        throwDiskError(error)
      }
      content = next
    },
  }
}
