import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import type { Connection } from '../connection.ts'
import { handle, nothing } from '../schemas/common.ts'
import { oauthRequest } from '../schemas/oauth.ts'
import type { SignInApp, SignInReport } from '../sign-in.ts'

const pasted = z.string().min(1).max(10_000)

export const signInCalls = {
  listSignInApps: takes(nothing).gives<readonly SignInApp[]>(),
  /** Opens the sign-in page in a window of its own or in the browser. */
  beginOAuth: takes(oauthRequest).gives<{ readonly attemptId: string }>(),
  /** Waits for the way back of a window, or takes the address that a browser ended on. */
  finishOAuth: takes(z.strictObject({ attemptId: handle, address: pasted.optional() })).gives<Connection>(),
  cancelOAuth: takes(z.strictObject({ attemptId: handle })).gives<void>(),
  /** Of the connection in use. */
  getSignInReport: takes(nothing).gives<SignInReport>(),
}

export type SignInApi = ApiOf<typeof signInCalls>
