import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'

/** A finished sync of all contacts, and the rows it holds as the simulator itself gives them. */
export interface ExportedSync {
  readonly syncId: number
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const FIELDS = {
  id: '{{Contact.Id}}',
  email: '{{Contact.Field(C_EmailAddress)}}',
  city: '{{Contact.Field(C_City)}}',
  company: '{{Contact.Field(C_Company)}}',
}

export async function exportContacts(simulator: Simulator, mostRows = 50_000): Promise<ExportedSync> {
  const uri = await post(simulator, '/contacts/exports', { name: 'All contacts', fields: FIELDS })
  const syncId = await startSync(simulator, uri)
  const columns = Object.keys(FIELDS)
  const client = createTestClient(simulator.origin)
  const rows: (readonly string[])[] = []
  for (;;) {
    const query = { offset: rows.length, limit: Math.min(mostRows, 50_000) }
    const { items } = await client.readJson<{ items?: Record<string, string>[] }>({
      path: `/syncs/${syncId}/data`,
      query,
    })
    if (!items?.length) return { syncId, columns, rows }
    for (const item of items) rows.push(columns.map((name) => item[name] ?? ''))
  }
}

export async function startSync(simulator: Simulator, definitionUri: string): Promise<number> {
  const uri = await post(simulator, '/syncs', { syncedInstanceUri: definitionUri })
  await simulator.control.settled()
  return Number(uri.split('/').at(-1))
}

async function post(simulator: Simulator, path: string, body: object): Promise<string> {
  const outcome = await createTestClient(simulator.origin).sendOnce({
    path,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body)),
  })
  if (outcome.kind !== 'accepted') throw new Error(`${path} was not accepted`)
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}
