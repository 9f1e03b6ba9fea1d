import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import type { Connection, ConnectionsState, KeychainStatus } from '../connection.ts'
import { handle, nothing } from '../schemas/common.ts'
import { companyEnvironment, keep, label, password, signInRequest } from '../schemas/sign-in.ts'

const byId = z.strictObject({ id: handle })

export const connectionCalls = {
  listConnections: takes(nothing).gives<ConnectionsState>(),
  getKeychainStatus: takes(nothing).gives<KeychainStatus>(),
  signIn: takes(signInRequest).gives<Connection>(),
  /** A saved connection whose password is gone or was refused: give it again. */
  signInAgain: takes(z.strictObject({ id: handle, password, keep })).gives<Connection>(),
  switchConnection: takes(byId).gives<Connection>(),
  editConnection: takes(z.strictObject({ id: handle, label, environment: companyEnvironment })).gives<Connection>(),
  signOut: takes(nothing).gives<void>(),
  forgetConnection: takes(byId).gives<void>(),
  openPractice: takes(nothing).gives<Connection>(),
}

export type ConnectionApi = ApiOf<typeof connectionCalls>
