import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { ACTIVITY_FIELDS } from './shared-world.ts'

/** One file of a scenario, and how to see what became of each of its rows. */
export interface PastFile {
  readonly csv: string
  readonly keys: readonly string[]
  /** Keys of the rows that Eloqua takes. */
  readonly good: readonly string[]
  /** Keys as they lie in the simulator's tables: one appears as often as its row was applied. */
  applied(): readonly string[]
}

/** `rows`: one row each, true where Eloqua will take the row. */
export function makePastFile(simulator: Simulator, prefix: string, rows: readonly boolean[]): PastFile {
  const keys = rows.map((_, row) => `${prefix}${row}`)
  const lines = keys.map(
    (key, row) => `${key},${rows[row] ? personAt(simulator, row) : `unknown${row}@example.com`},External`,
  )
  const sql = 'SELECT external_id AS k FROM activities WHERE external_id LIKE ?'
  return {
    csv: `activityId,email,type\r\n${lines.join('\r\n')}\r\n`,
    keys,
    good: keys.filter((_, row) => rows[row]),
    applied: () => simulator.control.sql(sql, `${prefix}%`).map(({ k }) => String(k)),
  }
}

/** The address of a contact that the simulated company has. */
export function personAt(simulator: Simulator, index: number): string {
  const sql = 'SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 1 OFFSET ?'
  return String(simulator.control.sql(sql, index)[0]?.email)
}

/** Makes the definition that the user's files and the colleagues' rows share, and gives its uri. */
export async function defineShared(simulator: Simulator, isSyncTriggeredOnImport: boolean): Promise<string> {
  const body = { name: 'Past', fields: ACTIVITY_FIELDS, isSyncTriggeredOnImport }
  const outcome = await createTestClient(simulator.origin).sendOnce({
    path: '/activities/imports',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body)),
  })
  if (outcome.kind !== 'accepted') throw new Error('The definition was not made')
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}
