import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { createTestClient } from '../eloqua/testing/test-client.ts'
import { ACTIVITY_FIELDS, ownDefinitions, shareSimulator } from './testing/shared-world.ts'
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

const events = ({ events: all }: { events: readonly { text: string }[] }) => all.map(({ text }) => text).join('\n')

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
        message: expect.stringMatching(
          /update rule.*whether it syncs by itself|whether it syncs by itself.*update rule/,
        ),
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
    expect(events(upload)).toContain('without being asked')
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
    expect(events(upload)).toContain('not to sync by itself any more')
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
    const engine = createThreadEngine()
    let isCut = false
    const w = await share.world({
      services: {
        limits: SMALL,
        engine: {
          ...engine,
          async *parts(request) {
            for await (const part of engine.parts(request)) if (!isCut || part.index < 2) yield part
          },
        },
      },
    })
    const { checkId } = await w.check(uri, csv)
    isCut = true
    const { uploadId } = await w.api.startUpload({ checkId, way, scope: 'all-good-rows' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'file-changed' } })
    expect(applied()).toHaveLength(0)
  })

  test('is noticed by its contents', async () => {
    const { uri, csv } = await ownDefinition()
    const w = await share.world()
    const path = join(w.folder, 'rows.csv')
    const touch = (content: string) => {
      writeFileSync(path, content)
      utimesSync(path, 1_700_000_000, 1_700_000_000)
    }
    touch(csv)
    const file = await w.files.take(path)
    const look = await w.api.takeFirstLook({ fileId: file.fileId })
    const { mapping } = await w.api.proposeMapping({ targetUri: uri, headers: look.headers })
    const { checkId } = await w.api.startCheck({ fileId: file.fileId, targetUri: uri, reading: look.reading, mapping })
    await w.until(async () => ((await w.api.getCheck({ checkId })).state === 'done' ? true : undefined))
    touch(csv.replace('External', 'Internal'))
    const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'file-changed' } })
  })

  test('a reader that fails stops nothing for good: the upload goes on when asked to', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const engine = createThreadEngine()
    let fails = true
    const w = await share.world({
      services: {
        limits: SMALL,
        engine: {
          ...engine,
          async *parts(request) {
            for await (const part of engine.parts(request)) {
              if (fails && part.index === 1) throw new Error('The worker that reads the file ended early.')
              yield part
            }
          },
        },
      },
    })
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
      async readJson<T>(request: Parameters<typeof c.readJson>[0]): Promise<T> {
        if (isDown()) throw new AppError(offline)
        return c.readJson<T>(request)
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

describe('a sync that Eloqua gives up', () => {
  test('in the middle: what was applied is named by its rows, and the rest is sent only when asked for', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world({ services: { limits: { ...SMALL, batchParts: 1 } } })
    fault({ method: 'POST', path: '*/bulk/2.0/syncs', skip: 1, effect: { kind: 'sync', outcome: 'error' } })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    const [first, second] = upload.parts.map(({ rows }) => rows)
    expect(upload.question).toMatchObject({ kind: 'batch-failed' })
    expect(upload.question?.text).toContain(`rows ${(first ?? 0) + 1} to ${(first ?? 0) + (second ?? 0)} of the file`)
    expect(applied()).toHaveLength(first ?? 0)
    await w.service.settled()
    await w.api.answerUpload({ uploadId, choice: 'send-rest' })
    expect((await end(w, uploadId)).state).toBe('done')
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
      async readJson<T>(request: Parameters<typeof c.readJson>[0]): Promise<T> {
        const answer = await c.readJson<T>(request)
        if (!/^\/syncs\/\d+$/.test(request.path) || ++polls > 4) return answer
        return { ...answer, status: 'queued', syncEndedAt: undefined }
      },
    }
    const w = await share.world({ client: () => strange })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state).toBe('done')
    expect(events(upload)).toContain('“queued”')
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
      expect(upload.question?.text).toContain('may have been applied')
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
    expect(events(upload)).toContain('Its log cannot be read')
  })
})

describe('what an upload leaves behind', () => {
  test('a file of refused rows that is refused again has its reasons once', async () => {
    const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
    const w = await share.world()
    let csv = 'activityId,email,type\r\nUR-1,nobody1@example.com,External\r\nUR-2,nobody2@example.com,External\r\n'
    for (const round of [1, 2, 3]) {
      const { uploadId } = await w.send(uri, csv, 'private-copy')
      const path = join(w.folder, `refused ${round}.csv`)
      w.savePaths.push(path)
      const saved = await w.api.saveRefused({ uploadId })
      await w.until(
        async () =>
          w.transfers.list().some((one) => one.transferId === saved?.transferId && one.state === 'done') || undefined,
      )
      csv = readFileSync(path, 'utf8')
      expect(csv.split('\r\n')[0]).toBe('activityId,email,type,bulkdesk_row,bulkdesk_code,bulkdesk_reason')
      expect(csv.split('\r\n')).toHaveLength(4)
    }
  })

  test('holds no value of a row that Eloqua quoted in its refusal', async () => {
    const { uri, csv } = await ownDefinition()
    const w = await share.world()
    const failures = [{ field: 'email', value: 'secret@person.example', constraint: 'Must be an e-mail address.' }]
    const body = JSON.stringify({ failures })
    fault({ method: 'POST', path: '*/data', effect: { kind: 'answer', status: 400, body } })
    const { uploadId, upload } = await w.send(uri, csv, 'straight')
    expect(upload).toMatchObject({ state: 'stopped', error: { code: 'validation', failures: [{ field: 'email' }] } })
    w.savePaths.push(join(w.folder, 'receipt.json'))
    await w.api.saveReceipt({ uploadId })
    w.service.close()
    for (const name of ['receipt.json', 'data/uploads.db'])
      expect(readFileSync(join(w.folder, name)).includes('secret@person.example')).toBe(false)
  })
})
