import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { memoryFolder } from './memory-folder.ts'
import { createThreadEngine } from './thread-engine.ts'
import { openUploadWorld, type UploadWorld } from './upload-world.ts'

type Options = NonNullable<Parameters<typeof openUploadWorld>[0]>

/** One simulator for all tests of a file; each opens services of its own on it. Small files make many parts. */
export function shareSimulator() {
  let simulator: Simulator
  const open: UploadWorld[] = []
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 'instant', contacts: 200, rows: 100 })
  })
  afterEach(() => {
    for (const { service } of open.splice(0)) service.close()
    simulator.control.faults.clear()
  })
  afterAll(() => simulator.close())

  return {
    get simulator() {
      return simulator
    },
    async world({ services, ...options }: Options = {}): Promise<UploadWorld> {
      const world = await openUploadWorld({
        after: { simulator, folder: memoryFolder('uploads-') },
        services: { engine: createThreadEngine(), ...services },
        ...options,
      })
      open.push(world)
      return world
    },
    /** A definition of this test's own. */
    async define(path: string, body: Record<string, unknown>): Promise<string> {
      const outcome = await createTestClient(simulator.origin).sendOnce({
        path,
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify({ name: 'Test', ...body })),
      })
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.error))
      return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
    },
    person: (index: number) =>
      String(
        simulator.control.sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 1 OFFSET ?', index)[0]?.email,
      ),
  }
}

export const ACTIVITY_FIELDS = {
  activityId: '{{Activity.ExternalId}}',
  email: '{{Activity.Contact.Field(C_EmailAddress)}}',
  type: '{{Activity.Type}}',
}

/** Makes definitions for external activities, each with a file of twelve rows that Eloqua takes. */
export function ownDefinitions(share: ReturnType<typeof shareSimulator>, letter: string) {
  let made = 0
  return async (isSyncTriggeredOnImport = false) => {
    made += 1
    const key = `${letter}${made}`
    const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS, isSyncTriggeredOnImport })
    const lines = Array.from({ length: 12 }, (_, row) => `${key}-${row},${share.person(row)},External`)
    const csv = `activityId,email,type\r\n${lines.join('\r\n')}\r\n`
    const applied = () =>
      share.simulator.control.sql('SELECT external_id FROM activities WHERE external_id LIKE ?', `${key}-%`)
    return { uri, csv, applied }
  }
}
