import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { IndexedConnection } from '../connections/connection-index.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import { inTurn } from '../platform/process-lock.ts'

/**
 * Eloqua locks a user out after five refused sign-ins, and a scheduler tries again every few minutes: so a password that was
 * refused once is not sent again by any later command, until the user has signed in in the window.
 */
export interface RefusedSignIns {
  /** Throws `not-signed-in` where Eloqua has refused this sign-in and has accepted none since. */
  expectUntried(connection: IndexedConnection): void
  note(connection: IndexedConnection, refusal: AppErrorData): void
}

const TIMES = z.record(z.string().max(100), z.string().max(100))

export function openRefusedSignIns(userData: string, log: Log, now: () => Date = () => new Date()): RefusedSignIns {
  const path = join(userData, 'command-line', 'refused-sign-ins.json')
  const read = () => readJson(path, (value) => TIMES.parse(value), log) ?? {}

  return {
    expectUntried({ id, acceptedAt = '', passwordSince = '' }) {
      const refusedAt = read()[id]
      if (refusedAt === undefined || acceptedAt > refusedAt || passwordSince > refusedAt) return
      throw new AppError({ code: 'not-signed-in', message: signInReasons.refusedBefore })
    },
    note({ id, way }, { code }) {
      // A token that ran out is renewed by the window; to send it again locks nobody out.
      if (way === 'oauth' || (code !== 'sign-in-refused' && code !== 'unauthorized')) return
      makePrivateFolder(dirname(path))
      inTurn(join(userData, 'locks', 'refused-sign-ins.lock'), () =>
        writeJson(path, { ...read(), [id]: now().toISOString() }),
      )
    },
  }
}
