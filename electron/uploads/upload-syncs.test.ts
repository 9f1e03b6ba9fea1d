import { describe, expect, test } from 'vitest'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { questionWords } from '../../shared/words/upload-questions.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'S')
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)
const end = async (w: UploadWorld, uploadId: string) => {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}

describe('a sync whose answer was lost, while the list of syncs cannot be read', () => {
  test.each(['private-copy', 'straight'] as const)('may be running, and every word says so (%s)', async (way) => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    fault({ method: 'POST', path: '*/bulk/2.0/syncs', effect: { kind: 'reset', when: 'after-body', applied: true } })
    const before = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId: before.checkId, way, scope: 'all-good-rows' })
    if (way === 'straight') {
      await w.atRest(uploadId)
      // The newest sync is noted first; the list fails from then on.
      fault({
        method: 'GET',
        path: '*/bulk/2.0/syncs',
        skip: 1,
        count: 0,
        effect: { kind: 'answer', status: 403, body: 'x' },
      })
      await w.api.startStagedSync({ uploadId })
    } else
      fault({ method: 'GET', path: '*/bulk/2.0/syncs', count: 0, effect: { kind: 'answer', status: 403, body: 'x' } })
    await w.service.settled()
    const asked = await w.atRest(uploadId)
    expect(asked.question?.kind).toBe('sync-in-doubt')
    expect(asked.question).toMatchObject({ listed: false })
    expect(questionWords(asked, { kind: 'sync-in-doubt', listed: false })).toContain('may have been imported')
    expect(applied()).toHaveLength(12)
    await w.api.answerUpload({ uploadId, choice: 'stop' })
    const stopped = await end(w, uploadId)
    expect(stopped.applied).toMatchObject({ applied: 'maybe', isSyncLost: true })
    expect(outcomeWords(stopped)).toContain('may have been imported')
    const asks = share.simulator.control.requests.list({ method: 'POST', path: '*/bulk/2.0/syncs' })
    expect(asks.length).toBeLessThanOrEqual(way === 'straight' ? 2 : 1)
  })

  test('cancelled while it is looked for, the upload says that it may have been applied', async () => {
    const { uri, csv, applied } = await ownDefinition()
    fault({ method: 'POST', path: '*/bulk/2.0/syncs', effect: { kind: 'reset', when: 'after-body', applied: true } })
    fault({ method: 'GET', path: '*/bulk/2.0/syncs', count: 0, effect: { kind: 'answer', status: 403, body: 'x' } })
    const w = await share.world({ services: { sleep: () => new Promise((resolve) => setTimeout(resolve, 40)) } })
    const { checkId } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    await w.until(async () => (applied().length > 0 ? true : undefined))
    const [transfer] = w.transfers.list()
    w.transfers.actions(transfer?.transferId ?? '')?.cancel?.()
    expect(await end(w, uploadId)).toMatchObject({ state: 'stopped', applied: { applied: 'maybe', isSyncLost: true } })
  })
})

describe('what a sync says', () => {
  test('a status nobody knows is shown as it is and never called a success', async () => {
    const { uri, csv } = await ownDefinition()
    const client = createTestClient(share.simulator.origin)
    const strange = {
      ...client,
      async readJson(request: Parameters<typeof client.readJson>[0]): Promise<unknown> {
        const answer = await client.readJson(request)
        return /^\/syncs\/\d+$/.test(request.path) ? { ...Object(answer), status: 'cancelled' } : answer
      },
    }
    const { upload } = await (await share.world({ client: () => strange })).send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(upload.ledger.open).toMatchObject([{ why: 'unknown-end', status: 'cancelled', rows: 12 }])
    expect(outcomeWords(upload)).toContain('“cancelled”')
    // It may run still, and would end in error without its definition.
    const made = upload.events.flatMap(({ event }) => (event.kind === 'copy-made' ? [event.uri] : []))
    expect(made).toHaveLength(1)
    expect((await client.read({ path: made[0] ?? '' })).status).toBe(200)
  })

  test('a count of processed rows that differs from the rows sent is flagged with both numbers, and proves nothing', async () => {
    const { uri, csv } = await ownDefinition()
    const client = createTestClient(share.simulator.origin)
    await client.sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: Buffer.from(csv) })
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.api.startStagedSync({ uploadId })
    const upload = await w.atRest(uploadId)
    expect([upload.state, upload.outcome?.kind]).toEqual(['stopped', 'incomplete'])
    expect(upload.ledger).toMatchObject({ sent: 12, processed: 24, open: [{ why: 'mixed', rows: 12 }] })
    expect(upload.ledger.excess).toBe(12)
    expect(outcomeWords(upload)).toContain('Eloqua processed 24 rows, but 12 were sent.')
  })

  test('a sync that stays pending for six hours is watched on, and the user is told once', async () => {
    const { uri, csv } = await ownDefinition()
    fault({ method: 'POST', path: '*/bulk/2.0/syncs', effect: { kind: 'sync', outcome: 'stuck-pending' } })
    let hours = 0
    let polls = 0
    const w = await share.world({
      services: {
        now: () => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000),
        sleep: async () => {
          polls += 1
          hours += 1
          await new Promise((resolve) => setTimeout(resolve, 2))
        },
      },
    })
    const { checkId } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    await w.until(async () => (polls > 15 ? true : undefined))
    const upload = await w.api.getUpload({ uploadId })
    expect(upload.state).toBe('syncing')
    const told = upload.events.filter(({ event }) => event.kind === 'sync-slow' && event.status === 'pending')
    expect(told).toHaveLength(1)
    const [transfer] = w.transfers.list()
    w.transfers.actions(transfer?.transferId ?? '')?.cancel?.()
    const stopped = await end(w, uploadId)
    expect(stopped.outcome).toEqual({ kind: 'stopped-watching' })
  })
})
