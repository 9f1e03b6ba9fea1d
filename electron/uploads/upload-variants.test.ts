import { afterEach, describe, expect, test } from 'vitest'
import { VARIANTS, type VariantName } from '../../simulator/world/variants.ts'
import { ACTIVITY_FIELDS, ownDefinitions, shareSimulator } from './testing/shared-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'N')
afterEach(() => share.simulator.control.variants.set([]))

const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)

/** What Oracle leaves open is played both ways: whatever Eloqua turns out to do, an upload is right. */
describe.each(['as documented', ...(Object.keys(VARIANTS) as VariantName[])])(
  'an upload where Eloqua plays %s',
  (name) => {
    const play = () => share.simulator.control.variants.set(name === 'as documented' ? [] : [name])

    test('finds the copy whose creation was lost, and makes no second one', async () => {
      play()
      const { uri, csv, applied } = await ownDefinition()
      const w = await share.world()
      fault({ method: 'POST', path: '/\\/imports$/', effect: { kind: 'reset', when: 'after-body', applied: true } })
      const { upload } = await w.send(uri, csv, 'private-copy')
      expect(upload).toMatchObject({ state: 'done', generation: 0 })
      expect(upload.events.map(({ event }) => event.kind)).not.toContain('copy-not-made')
      expect(applied()).toHaveLength(12)
    })

    test('shows the rejected rows after its end', async () => {
      play()
      const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
      const w = await share.world()
      const csv = `activityId,email,type\r\nNR-1,${share.person(1)},External\r\nNR-2,nobody@example.com,External\r\n`
      const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
      await w.service.settled()
      expect(upload).toMatchObject({ state: 'done', ledger: { created: 1, rejected: 1 } })
      const rejected = await w.api.listRejectedRows({ uploadId, offset: 0, limit: 10 })
      expect(rejected.items).toHaveLength(1)
      expect(JSON.stringify(rejected.items)).toContain('NR-2')
    })

    test('says of the rows of a failed sync neither that they are staged nor that they are gone', async () => {
      play()
      const { uri, csv, applied } = await ownDefinition()
      const w = await share.world()
      const { uploadId } = await w.send(uri, csv, 'straight')
      fault({ method: 'POST', path: '*/bulk/2.0/syncs', effect: { kind: 'sync', outcome: 'error' } })
      await w.api.startStagedSync({ uploadId })
      const ended = await w.atRest(uploadId)
      expect(ended).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
      expect(ended.waiting).toMatchObject({ rows: 0, doubtfulRows: 12 })
      expect(share.simulator.control.staged(uri).uploads).toBe(name === 'staging-lost' ? 0 : 1)
      expect(applied()).toHaveLength(0)
      await w.service.settled()
      await w.api.discardStaged({ uploadId })
      expect((await w.api.getUpload({ uploadId })).waiting).toBeUndefined()
      expect(share.simulator.control.staged(uri).uploads).toBe(0)
    })
  },
)
