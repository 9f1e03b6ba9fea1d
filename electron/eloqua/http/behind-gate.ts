import { isAppError } from '../../../shared/contract/errors.ts'
import { authorizationHeader, secretsIn } from './authorization.ts'
import type { BulkBase } from './bulk-base.ts'
import type { EloquaClientOptions } from './client-options.ts'
import { needsSignIn } from './sign-in-gate.ts'

/** A refused `/id` shuts the gate, whoever asked: the same password is not sent a second time. */
export async function discoverOnce({ discover, signIn }: EloquaClientOptions): Promise<{ readonly bulkBase: string }> {
  try {
    const found = await discover()
    signIn.prove()
    return found
  } catch (error) {
    if (isAppError(error) && needsSignIn(error.code)) signIn.shut(error.toData())
    throw error
  }
}

/** The gate is passed again behind the wait, in which it may have been shut. */
export async function baseBehindGate({ signIn }: EloquaClientOptions, base: BulkBase): Promise<string> {
  signIn.pass()
  const used = await base.get()
  signIn.pass()
  return used
}

/** The pin comes first: a credential is only ever built for a host that passed it. */
export async function authorize(options: EloquaClientOptions, url: URL): Promise<string> {
  options.hostPin(url)
  return authorizationHeader(await options.credentials())
}

/** What must never be seen in a detail, should a server or proxy echo it. */
export async function secretsOf(options: EloquaClientOptions): Promise<readonly string[]> {
  try {
    return secretsIn(await options.credentials())
  } catch {
    return []
  }
}
