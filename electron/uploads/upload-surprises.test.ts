import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import type { Upload } from '../../shared/uploads/upload.ts'
import type { CsvEngine } from '../csv/engine.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import { createThreadEngine } from './testing/thread-engine.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'U')
const SMALL = { partBytes: 200, batchBytes: 4_000, batchParts: 40 }
const client = () => createTestClient(share.simulator.origin)
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)

async function edit(uri: string, change: Record<string, unknown>) {
  const found = share.simulator.control.definitions().find((one) => one.uri === uri)
  await client().read({ method: 'PUT', path: uri, body: { ...found?.properties, ...change } })
}

async function end(w: UploadWorld, uploadId: string) {
  await w.service.settled()
  return w.atRest(uploadId)
}

/** A reader of files that gives only the parts let through. */
function engineWith(letsThrough: (index: number) => boolean): CsvEngine {
  const engine = createThreadEngine()
  return {
    ...engine,
    async *parts(request) {
      for await (const part of engine.parts(request)) if (letsThrough(part.index)) yield part
    },
  }
}

const events = ({ events: all }: Upload) => all.map(({ event }) => event.kind)

describe('a definition that is changed while a file is on its way', () => {
  test('between the check and the button stops everything: nothing is sent, and it is said what changed', async () => {
    const { uri, csv } = await ownDefinition()
    const w = await share.world()
    const { checkId } = await w.check(uri, csv)
    await edit(uri, { isSyncTriggeredOnImport: true, updateRule: 'ifNewIsNotNull' })
    share.simulator.control.requests.clear()
    for (const way of ['straight', 'private-copy'] as const) {
      await expect(w.api.startUpload({ checkId, way, scope: 'all-good-rows' })).rejects.toMatchObject({
        code: 'definition-changed',
        message: expect.stringMatching(/update rule.*automatic sync|automatic sync.*update rule/),
      })
    }
    expect(share.simulator.control.requests.list({ method: 'POST', path: '*' })).toHaveLength(0)
    expect(share.simulator.control.staged(uri)).toMatchObject({ uploads: 0 })
  })

  test('to sync by itself before its only part is told, as the rows are applied at once', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world({ services: { reached: (step) => void (step === 'part-intent' && switched?.()) } })
    let switched: (() => void) | undefined
    const { checkId } = await w.check(uri, csv)
    share.simulator.control.faults.clear()
    const change = Promise.withResolvers<void>()
    switched = () => void edit(uri, { isSyncTriggeredOnImport: true }).then(change.resolve)
    fault({ method: 'POST', path: `*${uri}/data`, effect: { kind: 'delay', ms: 100 } })
    const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })
    await change.promise
    const upload = await end(w, uploadId)
    expect(upload.state).toBe('done')
    expect(events(upload)).toContain('sync-uncalled')
    expect(applied()).toHaveLength(12)
  })

  test('not to sync by itself any more: all of it is sent, waits, and is applied when the user says so', async () => {
    const { uri, csv, applied } = await ownDefinition(true)
    const c = client()
    let sent = 0
    const meddled = {
      ...c,
      async sendOnce(request: Parameters<typeof c.sendOnce>[0]) {
        if (request.path.endsWith('/data') && ++sent === 2) await edit(uri, { isSyncTriggeredOnImport: false })
        return c.sendOnce(request)
      },
    }
    const w = await share.world({ client: () => meddled, services: { limits: SMALL } })
    const { uploadId, upload } = await w.send(uri, csv, 'straight')
    expect(upload.state).toBe('staged')
    expect(upload.parts.every(({ state }) => state === 'arrived')).toBe(true)
    expect(events(upload)).toContain('auto-sync-off')
    expect(applied().length).toBe(upload.parts[0]?.rows)
    await w.service.settled()
    await w.api.startStagedSync({ uploadId })
    expect(await end(w, uploadId)).toMatchObject({ state: 'done', ledger: { created: 12, unexplained: 0 } })
    expect(applied()).toHaveLength(12)
  })
})

describe('a file that is replaced by one of the same size and time', () => {
  test.each(['private-copy', 'straight'] as const)('is noticed also where it gives fewer parts (%s)', async (way) => {
    const { uri, csv, applied } = await ownDefinition()
    let isCut = false
    const engine = engineWith((index) => !isCut || index < 2)
    const w = await share.world({ services: { limits: SMALL, engine } })
    const { checkId } = await w.check(uri, csv)
    isCut = true
    const { uploadId } = await w.api.startUpload({ checkId, way, scope: 'all-good-rows' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'file-changed' } })
    expect(applied()).toHaveLength(0)
  })

  test.each([
    ['other text', 'Internal'],
    ['bytes that are no text', 'Exter\xffal'],
  ])('is noticed by its contents: %s', async (_, other) => {
    const { uri, csv } = await ownDefinition()
    const w = await share.world()
    const path = join(w.folder, 'rows.csv')
    const touch = (content: string) => {
      writeFileSync(path, content, 'latin1')
      utimesSync(path, 1_700_000_000, 1_700_000_000)
    }
    touch(csv)
    const file = await w.files.take(path)
    const look = await w.api.takeFirstLook({ fileId: file.fileId })
    const { mapping } = await w.api.proposeMapping({ targetUri: uri, headers: look.headers })
    const { checkId } = await w.api.startCheck({ fileId: file.fileId, targetUri: uri, reading: look.reading, mapping })
    await w.until(async () => ((await w.api.getCheck({ checkId })).state === 'done' ? true : undefined))
    touch(csv.replace('External', other))
    const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'file-changed' } })
  })

  test('a reader that fails stops nothing for good: the upload goes on when asked to', async () => {
    const { uri, csv, applied } = await ownDefinition()
    let fails = true
    const engine = engineWith((index) => {
      if (fails && index === 1) throw new Error('The worker that reads the file ended early.')
      return true
    })
    const w = await share.world({ services: { limits: SMALL, engine } })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'needs-you', question: { kind: 'cannot-go-on' } })
    fails = false
    await w.service.settled()
    await w.api.answerUpload({ uploadId, choice: 'retry' })
    expect((await end(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })
})

describe('a network that is gone for ten minutes', () => {
  test.each([
    ['the private copy is made', /\/imports$/],
    ['a part goes out', /\/data$/],
    ['the sync is started', /^\/syncs$/],
  ])('when %s is waited out, and nothing has to be done', async (_, where) => {
    const { uri, csv, applied } = await ownDefinition()
    const c = client()
    let now = 0
    let goneSince: number | undefined
    const offline = { code: 'offline', message: 'Eloqua cannot be reached from this computer.' } as const
    const isDown = () => goneSince !== undefined && now < goneSince + 600_000
    const flaky = {
      ...c,
      async sendOnce(request: Parameters<typeof c.sendOnce>[0]) {
        if (where.test(request.path)) goneSince ??= now
        return isDown() ? ({ kind: 'refused', error: { ...offline, fate: 'not-sent' } } as const) : c.sendOnce(request)
      },
      async readJson(request: Parameters<typeof c.readJson>[0]): Promise<unknown> {
        if (isDown()) throw new AppError(offline)
        return c.readJson(request)
      },
    }
    const w = await share.world({
      client: () => flaky,
      services: {
        elapsed: () => now,
        sleep: async (ms) => {
          now += ms
          await new Promise((resolve) => setTimeout(resolve, 1))
        },
      },
    })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state).toBe('done')
    expect(goneSince).toBeDefined()
    expect(applied()).toHaveLength(12)
  })
})
