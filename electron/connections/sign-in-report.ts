import type { SignInApi } from '../../shared/contract/calls/sign-in.ts'
import { isAppError } from '../../shared/contract/errors.ts'
import type { MayDo } from '../../shared/contract/sign-in.ts'
import type { Clients, EloquaClient, ReadRequest } from '../eloqua/eloqua-client.ts'
import { readListPage } from '../eloqua/lists.ts'

/**
 * What the user in use may do in the Bulk API, learnt from reads that change nothing. Whether definitions may be created
 * shows only where this user has created some; otherwise nothing but an attempt could tell.
 */
export function createSignInReportApi(clients: Clients): Pick<SignInApi, 'getSignInReport'> {
  return {
    async getSignInReport() {
      const client = clients.active()
      const { user, company, environment, host, displayName } = client.connection
      const [readDefinitions, seeSyncs] = [
        await mayRead(client, { path: '/imports', query: { limit: 1 } }),
        await mayRead(client, { path: '/syncs', query: { limit: 1 } }),
      ]
      return {
        user,
        company,
        environment,
        readDefinitions,
        createDefinitions: readDefinitions === 'yes' ? await hasCreated(client) : 'unknown',
        seeSyncs,
        ...(host ? { host } : {}),
        ...(displayName ? { displayName } : {}),
      }
    },
  }
}

async function mayRead(client: EloquaClient, request: ReadRequest): Promise<MayDo> {
  try {
    await client.read(request)
    return 'yes'
  } catch (error) {
    if (isAppError(error) && error.code === 'forbidden') return 'no'
    throw error
  }
}

async function hasCreated(client: EloquaClient): Promise<MayDo> {
  try {
    const q = `createdBy=${client.connection.user}`
    const { items } = await readListPage(client, { path: '/imports', offset: 0, limit: 1, q })
    return items.length > 0 ? 'yes' : 'unknown'
  } catch (error) {
    if (isAppError(error) && ['forbidden', 'validation', 'bad-request'].includes(error.code)) return 'unknown'
    throw error
  }
}
