import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noticeWords } from '../../shared/words/upload-controls.ts'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { createLyingProxy, type LyingProxy } from '../testing/lying-proxy.ts'
import { expectTally } from './testing/expect-tally.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'Q')
let proxy: LyingProxy
beforeAll(async () => {
  proxy = await createLyingProxy(() => share.simulator.origin)
})
afterAll(() => proxy.close())

const world = () => share.world({ client: () => createTestClient(proxy.origin) })
const double = (path: RegExp) => proxy.tell([{ method: 'POST', path, skip: 0, count: 1, manner: { kind: 'doubled' } }])

/** A device on the way repeats a POST. Bulkdesk cannot keep it from that, and says what Eloqua's counts show. */
describe('a request that the network sent twice', () => {
  test('with rows for a definition that syncs at once: the other sync is named', async () => {
    const { uri, csv, applied } = await ownDefinition(true)
    const w = await world()
    double(/\/data$/)
    const { upload } = await w.send(uri, csv, 'straight')
    expect(applied()).toHaveLength(24)
    expect(upload.ledger.others).toHaveLength(1)
    expect(outcomeWords(upload)).toContain('these rows were imported twice')
    expect(noticeWords(upload)?.title).toBe('Upload needs your attention')
  })

  test('and the list of syncs cannot be read afterwards: that is said, and never taken for "no other sync"', async () => {
    const { uri, csv } = await ownDefinition(true)
    const w = await world()
    double(/\/data$/)
    // The newest sync is noted before the part; the list is gone from then on.
    const effect = { kind: 'answer', status: 403, body: 'x' } as const
    share.simulator.control.faults.add({ method: 'GET', path: '*/bulk/2.0/syncs', skip: 1, count: 0, effect })
    const { upload } = await w.send(uri, csv, 'straight')
    expect(upload.ledger).toMatchObject({ othersUnread: true })
    expect(outcomeWords(upload)).toContain('couldn’t read Eloqua’s list of syncs afterwards')
    share.simulator.control.faults.clear()
  })

  test('with rows for a definition that stages them: both numbers are told, and it is not called finished', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await world()
    double(/\/data$/)
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.api.startStagedSync({ uploadId })
    const upload = await w.atRest(uploadId)
    expect(applied()).toHaveLength(24)
    expect(upload).toMatchObject({ state: 'stopped', ledger: { sent: 12, processed: 24, excess: 12 } })
    expect(outcomeWords(upload)).toContain('the network repeated a request')
  })

  test('with rows for a temporary copy: the part is named, because nobody else stages there', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await world()
    double(/\/data$/)
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(applied()).toHaveLength(24)
    expectTally(upload, applied().slice(12))
    expect(upload.ledger).toMatchObject({ sent: 12, processed: 24, excess: 12, repeated: true, twice: [0] })
    expect(outcomeWords(upload)).toContain('Eloqua processed 24 rows because part 1 arrived twice.')
    expect(outcomeWords(upload)).toContain('The rows were imported twice.')
    expect(noticeWords(upload)?.title).toBe('Upload needs your attention')
  })

  test('that starts a sync: the rows are applied once, and what the second sync lacks is told', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await world()
    double(/\/bulk\/2\.0\/syncs$/)
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(applied()).toHaveLength(12)
    if (upload.state !== 'done') expect(outcomeWords(upload)).not.toMatch(/Nothing was imported/)
    else expect(upload.ledger.processed).toBe(12)
  })

  test('that makes a copy: one is used, and the rows are applied once', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await world()
    double(/\/imports$/)
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state).toBe('done')
    expect(applied()).toHaveLength(12)
  })
})
