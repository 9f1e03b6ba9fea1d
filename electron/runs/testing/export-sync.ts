import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'

/** A finished sync, and the rows it holds as the simulator itself gives them. */
export interface ExportedSync {
  readonly syncId: number
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A sync of the export of `rows` derived rows, which every world has. */
export async function exportRows(simulator: Simulator): Promise<ExportedSync> {
  const syncId = await startSync(simulator, '/customObjects/20/exports/1')
  const client = createTestClient(simulator.origin)
  const rows: (readonly string[])[] = []
  let columns: readonly string[] = []
  for (;;) {
    const { body } = await client.read({ path: `/syncs/${syncId}/data`, query: { offset: rows.length, limit: 50_000 } })
    const { items } = JSON.parse(body.toString('utf8')) as { items?: Record<string, string>[] }
    if (!items?.length) return { syncId, columns, rows }
    columns = Object.keys(items[0] ?? {})
    for (const item of items) rows.push(columns.map((name) => item[name] ?? ''))
  }
}

async function startSync(simulator: Simulator, definitionUri: string): Promise<number> {
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
