import { join } from 'node:path'
import { z } from 'zod'
import type { Connection } from '../../shared/contract/connection.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import { throwDiskError } from '../platform/disk-errors.ts'

/** A saved connection as its file knows it. */
export interface IndexedConnection extends Connection {
  readonly environment: 'production' | 'sandbox'
  /** True from the first time a password went into the keychain until its removal was verified. */
  readonly inKeychain: boolean
  /** True from a sign-out to the next sign-in: nothing is done for this user meanwhile, also after a restart. */
  readonly signedOut?: boolean
}

interface IndexContent {
  readonly connections: readonly IndexedConnection[]
  readonly activeId?: string
}

/** The list of saved connections, without secrets: this file, and not the keychain, says what is saved. */
export interface ConnectionIndex {
  read(): IndexContent
  /** Throws a `disk-…` code, and then nothing has changed. */
  write(content: IndexContent): void
}

const CONTENT = z.object({
  v: z.literal(1),
  activeId: z.string().max(100).optional(),
  connections: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
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
export function createConnectionIndex(folder: string): ConnectionIndex {
  const path = join(folder, 'connections.json')
  let content: IndexContent = readJson(path, (value) => CONTENT.parse(value)) ?? { connections: [] }
  return {
    read: () => content,
    write(next) {
      const { connections, activeId } = next
      try {
        writeJson(path, { v: 1, ...(activeId === undefined ? {} : { activeId }), connections })
      } catch (error) {
        throwDiskError(error)
      }
      content = next
    },
  }
}
