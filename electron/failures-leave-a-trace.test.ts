import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CheckRequest, PartsRequest } from './csv/engine.ts'
import { COMMAS, mapAll, writeCsv } from './csv/testing/csv-files.ts'
import { createCsvEngine } from './csv/worker/csv-engine.ts'
import { createTestClient } from './eloqua/http/testing/test-client.ts'
import { openLeftovers } from './platform/leftovers.ts'
import { logCrashes } from './platform/logger.ts'
import { startSave } from './runs/save/save-transfer.ts'
import { createWorkerPageWriter } from './runs/worker-page-writer.ts'
import { createSyncWatch } from './syncs/sync-watch.ts'
import { openWatchedSyncs } from './syncs/watched-syncs.ts'
import { failAsNeverForeseen, folderOfTest, keepTraces, SECRET } from './testing/traces.ts'
import { createTransferBook } from './transfers/transfer-book.ts'

/*
 * An error that no code foresaw reaches the user as bland words. In each service and in each worker its stack must
 * reach the log, or support has nothing to go by.
 */

const { log, entries, expectTrace } = keepTraces()

/** A request of the CSV engine that lacks what its job needs. */
function brokenRequest() {
  const { signal } = new AbortController()
  const stamp = writeCsv('Email\na@b.cd\n')
  const request = { stamp, reading: COMMAS, mapping: mapAll(['Email']), signal }
  return request as unknown as CheckRequest & PartsRequest
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _item of items);
}

const engine = createCsvEngine({ log })

describe('a failure that no code foresaw leaves its stack in the log', () => {
  it.each([
    ['first-look', () => engine.firstLook({ path: writeCsv('a').path, encoding: {} } as never), 'csv'],
    ['check', () => engine.check(brokenRequest()), 'row-rules.ts'],
    ['hash', () => engine.hash({ signal: new AbortController().signal } as never), 'hash-file.ts'],
    ['plan', () => engine.plan(brokenRequest()), 'row-rules.ts'],
    ['parts', () => drain(engine.parts(brokenRequest())), 'row-rules.ts'],
    ['held-back', () => drain(engine.heldBack(brokenRequest())), 'row-rules.ts'],
    ['rows', () => engine.rows({ ...brokenRequest(), wanted: 5 } as never), 'row-jobs.ts'],
  ] as const)('in the CSV worker: %s', async (job, run, file) => {
    await expect(run()).rejects.toMatchObject({ code: 'unknown' })
    expectTrace(`csv ${job}: next`, file)
  })

  it('where a job cannot even be handed to its worker', async () => {
    const uncloneable = { ...brokenRequest(), target: () => undefined }
    await expect(engine.plan(uncloneable as never)).rejects.toMatchObject({ code: 'unknown' })
    expect(entries).toMatchObject([['defect', { during: 'csv plan: start', error: { name: 'DataCloneError' } }]])
  })

  it('in the worker that saves the pages of a result', async () => {
    const file = await open(join(folderOfTest(), 'out.csv'), 'w')
    onTestFinished(() => file.close())
    const writer = createWorkerPageWriter(file.fd, 'exact', log)
    onTestFinished(() => writer.close())
    await expect(writer.begin(null as never)).rejects.toMatchObject({ code: 'unknown' })
    expectTrace('saving pages: begin', 'csv-page.worker.ts')
  })

  it('while results are saved', async () => {
    const transfers = createTransferBook(() => undefined)
    const path = join(folderOfTest(), 'out.csv')
    const leftovers = openLeftovers(join(folderOfTest(), 'unfinished.json'), log)
    const askPath = async () => undefined
    const what = { title: 'Contacts', path, askPath, syncId: 1, keeps: '', leftovers }
    startSave({ ...what, transfers, log, run: failAsNeverForeseen })
    await vi.waitFor(() => expect(transfers.list()[0]?.state).toBe('failed'))
    expect(transfers.list()[0]).toMatchObject({ error: { code: 'unknown' } })
    expectTrace('saving results')
  })

  it('while a sync is watched', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const watch = createSyncWatch({
      watched: openWatchedSyncs(join(folderOfTest(), 'watched.json'), log),
      readSync: failAsNeverForeseen,
      activeConnectionId: () => 'c',
      whenSignedIn: async () => undefined,
      onChange: () => undefined,
      log,
    })
    onTestFinished(() => watch.close())
    watch.start('c', 7)
    await vi.advanceTimersByTimeAsync(2_100)
    expectTrace('watching a sync')
  })

  it('while the list of watched syncs is read and written', () => {
    const folder = folderOfTest()
    const path = join(folder, 'missing', 'watched.json')
    openWatchedSyncs(path, log).add('c', 7)
    writeFileSync(join(folder, 'missing'), 'a file where the folder should be')
    openWatchedSyncs(path, log)
    expect(entries.map(([message]) => message)).toEqual([
      'the list of watched syncs could not be written',
      'the list of watched syncs could not be read',
    ])
  })

  it.each([
    ['reading from Eloqua', () => brokenClient().readJson({ path: '/syncs' })],
    ['sending to Eloqua', () => sendOnce()],
  ])('while %s', async (during, run) => {
    await expect(run()).rejects.toMatchObject({ code: 'unknown' })
    expectTrace(during)
  })

  it('when main itself fails, which then ends', () => {
    const ended = vi.fn()
    const listening = (event: string) => new Set(process.listeners(event as 'uncaughtException'))
    const before = {
      uncaughtException: listening('uncaughtException'),
      unhandledRejection: listening('unhandledRejection'),
    }
    logCrashes(log, ended)
    for (const [event, old] of Object.entries(before)) {
      for (const listener of listening(event)) {
        if (old.has(listener)) continue
        process.off(event, listener)
        listener(new TypeError(`password: ${SECRET}`), 'uncaughtException')
      }
    }
    expect(entries).toMatchObject([
      ['an error was not caught', { error: { stack: expect.stringContaining('failures-leave-a-trace') } }],
      ['a promise was left to fail', { error: { stack: expect.stringContaining('failures-leave-a-trace') } }],
    ])
    expect(JSON.stringify(entries)).not.toContain(SECRET)
    expect(ended).toHaveBeenCalledOnce()
  })
})

function brokenClient() {
  return createTestClient('http://127.0.0.1:9', { log, credentials: failAsNeverForeseen })
}

async function sendOnce(): Promise<never> {
  const outcome = await brokenClient().sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from('{}'),
  })
  throw outcome.kind === 'refused' ? outcome.error : new Error(outcome.kind)
}
