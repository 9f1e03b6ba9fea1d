import { describe, expect, test } from 'vitest'
import type { Upload } from '../../shared/uploads/upload.ts'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { questionWords } from '../../shared/words/upload-questions.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'W')
const SMALL = { partBytes: 200, batchBytes: 4_000, batchParts: 40 }
const client = () => createTestClient(share.simulator.origin)
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)

async function end(w: UploadWorld, uploadId: string) {
  await w.service.settled()
  return w.atRest(uploadId)
}

const events = ({ events: all }: Upload) => all.map(({ event }) => event)

describe('a sync that Eloqua gives up', () => {
  test('in the middle: what was applied is named by its rows, and the rest is sent only when asked for', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world({ services: { limits: { ...SMALL, batchParts: 1 } } })
    fault({ method: 'POST', path: '*/bulk/2.0/syncs', skip: 1, effect: { kind: 'sync', outcome: 'error' } })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    const [first, second] = upload.parts.map(({ rows }) => rows)
    expect(upload.question).toMatchObject({ kind: 'batch-failed' })
    const rows = `ows ${(first ?? 0) + 1} to ${(first ?? 0) + (second ?? 0)} of the file`
    expect(upload.question && questionWords(upload, upload.question)).toContain(rows)
    expect(applied()).toHaveLength(first ?? 0)
    await w.service.settled()
    await w.api.answerUpload({ uploadId, choice: 'send-rest' })
    const ended = await end(w, uploadId)
    expect(ended).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(ended.ledger.open).toMatchObject([{ why: 'failed', syncUri: ended.syncUris[1], rows: second }])
    expect(outcomeWords(ended)).toContain(rows)
    expect(applied()).toHaveLength(12 - (second ?? 0))
  })
})

describe('a sync that cannot be followed', () => {
  test('with a status nobody knows is watched on, and its copy is not deleted under it', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const c = client()
    let polls = 0
    const strange = {
      ...c,
      async readJson(request: Parameters<typeof c.readJson>[0]): Promise<unknown> {
        const answer = await c.readJson(request)
        if (!/^\/syncs\/\d+$/.test(request.path) || ++polls > 4) return answer
        return { ...Object(answer), status: 'queued', syncEndedAt: undefined }
      },
    }
    const w = await share.world({ client: () => strange })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state).toBe('done')
    expect(events(upload)).toContainEqual(expect.objectContaining({ kind: 'sync-odd', status: 'queued' }))
    expect(applied()).toHaveLength(12)
  })

  test.each([404, 410, 403])(
    'as Eloqua keeps answering %i is asked about, and never called finished',
    async (status) => {
      const { uri, csv } = await ownDefinition()
      const w = await share.world()
      fault({ method: 'GET', path: '/\\/syncs\\/\\d+$/', count: 0, effect: { kind: 'answer', status, body: 'gone' } })
      const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
      expect(upload).toMatchObject({ state: 'needs-you', question: { kind: 'sync-lost' } })
      expect(upload.question && questionWords(upload, upload.question)).toContain('may have been imported')
      share.simulator.control.faults.clear()
      await w.service.settled()
      await w.api.answerUpload({ uploadId, choice: 'check-again' })
      expect((await end(w, uploadId)).state).toBe('done')
    },
  )

  test('whose log may not be read ends all the same, and shows every row as unexplained', async () => {
    const { uri, csv } = await ownDefinition()
    const w = await share.world()
    fault({ method: 'GET', path: '/\\/logs$/', count: 0, effect: { kind: 'answer', status: 403, body: 'x' } })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'done', ledger: { sent: 12, unexplained: 12 } })
    expect(events(upload)).toContainEqual(expect.objectContaining({ kind: 'sync-ended', unread: ['log'] }))
  })
})
