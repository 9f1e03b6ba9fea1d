import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptUntil } from '../../shared/eloqua/retention.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { VARIANTS, type VariantName } from '../../simulator/world/variants.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP } from '../platform/desktop.ts'
import { createSyncApi } from '../syncs/sync-api.ts'
import { indexesForTest } from '../syncs/testing/memory-indexes.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createResultDesk } from './testing/result-desk.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ contacts: 60, rows: 10 })
  return () => simulator.control.variants.set([])
})
afterAll(() => simulator.close())

function open() {
  const client = createTestClient(simulator.origin)
  const desk = createResultDesk(client)
  const syncs = createSyncApi({
    indexes: indexesForTest(),
    clients: { active: () => client, forConnection: async () => client },
    publish: () => {},
    desktop: { ...ABSENT_DESKTOP, confirm: async () => true },
    userData: desk.folder,
    log: SILENT_LOG,
  })
  /** An export that does not say how long its data is kept. */
  async function define(name = 'Variants'): Promise<string> {
    const body = { name, fields: { email: '{{Contact.Field(C_EmailAddress)}}' } }
    const outcome = await client.sendOnce({
      path: '/contacts/exports',
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(body)),
    })
    if (outcome.kind !== 'accepted') throw new Error('The export was not made.')
    return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
  }
  return { desk, syncs, define }
}

describe.each(['as documented', ...(Object.keys(VARIANTS) as VariantName[])])(
  'a result where Eloqua plays %s',
  (name) => {
    it('is saved whole, and gone when it is said to be', async () => {
      simulator.control.variants.set(name === 'as documented' ? [] : [name])
      const { desk, syncs, define } = open()
      const definitionUri = await define()
      const { id } = await syncs.startSync({ definitionUri })
      await simulator.control.settled()
      const ended = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
      expect(ended).toMatchObject({ state: 'done', progress: { done: 60, total: 60 } })
      expect(readFileSync(desk.target, 'utf8').trimEnd().split('\n')).toHaveLength(61)

      const sync = await syncs.getSync({ id })
      const { dataRetentionDuration } = await syncs.getDefinition({ uri: definitionUri })
      const until = keptUntil(sync.syncEndedAt, dataRetentionDuration)?.getTime() ?? 0
      const save = async () => {
        const { desk: other } = open()
        return other.ended(await other.api.saveResult({ syncId: id, flavour: 'exact' }))
      }
      const now = Date.parse(sync.syncEndedAt ?? '')
      simulator.control.clock.advance(until - now - 60_000)
      expect((await save()).state).toBe('done')
      simulator.control.clock.advance(120_000)
      expect((await save()).error?.code).toBe('gone')
    })

    it('has a definition that is found by a name with blanks', async () => {
      simulator.control.variants.set(name === 'as documented' ? [] : [name])
      const { syncs, define } = open()
      const uri = await define('Spring fair of all  variants')
      const found = await syncs.listDefinitions({ kinds: ['export'], search: 'fair of all  var', limit: 50 })
      expect(found.map((one) => one.uri)).toContain(uri)
    })

    it('is listed with times that can be read', async () => {
      const { syncs } = open()
      const { items } = await syncs.listSyncs({ offset: 0, limit: 20 })
      expect(items.length).toBeGreaterThan(0)
      for (const { createdAt } of items) expect(Number.isNaN(Date.parse(createdAt))).toBe(false)
    })
  },
)
