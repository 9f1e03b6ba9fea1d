import { appendFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createOnceTransport } from '../eloqua/once-transport.ts'
import { createTestClient } from '../eloqua/testing/test-client.ts'
import { ACTIVITY_FIELDS, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const SMALL = { partBytes: 200, batchBytes: 4_000, batchParts: 40 }
let prefix = 0

async function ownDefinition(isSyncTriggeredOnImport = false) {
  prefix += 1
  const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS, isSyncTriggeredOnImport })
  const key = `F${prefix}`
  const lines = Array.from({ length: 12 }, (_, row) => `${key}-${row},${share.person(row)},External`)
  const csv = `activityId,email,type\r\n${lines.join('\r\n')}\r\n`
  const applied = () =>
    share.simulator.control.sql('SELECT external_id FROM activities WHERE external_id LIKE ?', `${key}-%`)
  return { uri, csv, applied }
}

const posts = (uri: string) => share.simulator.control.requests.list({ method: 'POST', path: `*${uri}/data` })
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)
const small = () => share.world({ services: { limits: SMALL } })
const end = async (w: UploadWorld, uploadId: string) => {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}

describe('answers that are not what they should be', () => {
  test('a 401 in the middle ends in one request and a question; signing in again goes on where it stopped', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await small()
    fault({
      method: 'POST',
      path: `*${uri}/data`,
      skip: 1,
      effect: { kind: 'answer', status: 401, body: 'Login required' },
    })
    const { uploadId, upload } = await w.send(uri, csv, 'straight')
    expect(upload.question?.kind).toBe('sign-in-again')
    expect(posts(uri)).toHaveLength(2)
    await w.api.answerUpload({ uploadId, choice: 'retry' })
    const staged = await w.atRest(uploadId)
    expect(staged.state).toBe('staged')
    expect(posts(uri)).toHaveLength(staged.parts.length + 1)
    await w.api.startStagedSync({ uploadId })
    expect((await w.atRest(uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('an instance that moved to another pod is found again without asking', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const { origin } = share.simulator
    let hasMoved = false
    const refused: string[] = []
    const old = createServer((asked, response) => {
      hasMoved ||= asked.url?.endsWith('/data') === true
      if (hasMoved) {
        refused.push(`${asked.method}`)
        response.writeHead(401, { 'Content-Type': 'application/json' }).end('"Login required"')
        return
      }
      const { method, headers } = asked
      const onward = request(`${origin}${asked.url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      asked.pipe(onward)
    })
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve))
    const oldOrigin = `http://127.0.0.1:${(old.address() as AddressInfo).port}`
    const discover = async () => ({ bulkBase: `${hasMoved ? origin : oldOrigin}/api/bulk/2.0/` })
    const w = await share.world({
      client: () => createTestClient(oldOrigin, { discover }),
      services: { limits: SMALL },
    })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state, upload.outcome).toBe('done')
    expect(refused).toEqual(['POST'])
    expect(applied()).toHaveLength(12)
    old.closeAllConnections()
    await new Promise((resolve) => old.close(resolve))
  })

  test('a redirect is not followed: the other host gets nothing, and the upload stops', async () => {
    const { uri, csv, applied } = await ownDefinition()
    let hits = 0
    const other = createServer((_request, response) => {
      hits += 1
      response.end()
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x`
    fault({ method: 'POST', path: '*/data', effect: { kind: 'redirect', location, status: 307 } })
    const { upload } = await (await small()).send(uri, csv, 'private-copy')
    expect(upload.state).toBe('stopped')
    expect(upload.error?.code).toBe('redirected')
    expect(upload.outcome).toContain('Nothing had been applied')
    expect([hits, applied().length]).toEqual([0, 0])
    await new Promise((resolve) => other.close(resolve))
  })

  test('a page of HTML instead of a 204 leaves doubt: a copy is thrown away and every row arrives once', async () => {
    const { uri, csv, applied } = await ownDefinition()
    fault({ method: 'POST', path: '*/data', skip: 1, effect: { kind: 'html', applied: true } })
    const { upload } = await (await small()).send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'done', generation: 1 })
    expect(applied()).toHaveLength(12)
  })

  test('a 204 that comes after the patience ended is not believed any more', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const once = createOnceTransport({ resolveProxy: async () => 'DIRECT', idleMs: 300 })
    const w = await share.world({ client: (origin) => createTestClient(origin, { once }) })
    fault({ method: 'POST', path: '*/data', effect: { kind: 'delay', ms: 500, after: true } })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'done', generation: 1 })
    expect(applied()).toHaveLength(12)
  })

  test('storage that is full at the third part stops, says that nothing was applied, and can be tried again', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await small()
    fault({
      method: 'POST',
      path: '*/data',
      skip: 2,
      effect: { kind: 'answer', status: 413, body: 'Storage space exceeded.' },
    })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'stopped', error: { code: 'storage-full' } })
    expect(upload.outcome).toContain('Nothing had been applied')
    expect(applied()).toHaveLength(0)
    const [transfer] = w.transfers.list()
    w.transfers.actions(transfer?.transferId ?? '')?.retry?.()
    expect((await end(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('a copy that somebody deleted between two parts is made anew, and the user is told', async () => {
    const { uri, csv, applied } = await ownDefinition()
    let arrived = 0
    const deleteCopy = () => {
      const copy = share.simulator.control
        .definitions()
        .find(({ properties }) => String(properties.name).startsWith('Bulkdesk '))
      return createTestClient(share.simulator.origin).read({ method: 'DELETE', path: copy?.uri ?? '' })
    }
    const client = createTestClient(share.simulator.origin)
    const meddled = {
      ...client,
      async sendOnce(request: Parameters<typeof client.sendOnce>[0]) {
        if (request.path.endsWith('/data') && ++arrived === 2) await deleteCopy()
        return client.sendOnce(request)
      },
    }
    const w = await share.world({ client: () => meddled, services: { limits: SMALL } })
    const { upload } = await w.send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'done', generation: 1 })
    expect(upload.events.map(({ text }) => text).join('\n')).toContain('the private copy is gone')
    expect(applied()).toHaveLength(12)
  })

  test('a definition that somebody switches to sync by itself is noticed, and the rest is asked about', async () => {
    const { uri, csv, applied } = await ownDefinition()
    let sent = 0
    const client = createTestClient(share.simulator.origin)
    const meddled = {
      ...client,
      async sendOnce(request: Parameters<typeof client.sendOnce>[0]) {
        if (request.path.endsWith('/data') && ++sent === 2) {
          const { properties } = share.simulator.control.definitions().find((one) => one.uri === uri) ?? {}
          await client.read({ method: 'PUT', path: uri, body: { ...properties, isSyncTriggeredOnImport: true } })
        }
        return client.sendOnce(request)
      },
    }
    const w = await share.world({ client: () => meddled, services: { limits: SMALL } })
    const { uploadId, upload } = await w.send(uri, csv, 'straight')
    expect(upload.question?.kind).toBe('sync-started-early')
    expect(upload.syncUris).toHaveLength(1)
    let now = upload
    for (let turn = 0; turn < 12 && now.state === 'needs-you'; turn++) {
      await w.api.answerUpload({ uploadId, choice: 'retry' })
      now = await w.atRest(uploadId)
    }
    expect(now.state, now.outcome).toBe('done')
    expect(applied()).toHaveLength(12)
  })
})

describe('what a sync says', () => {
  test('a status nobody knows is shown as it is and never called a success', async () => {
    const { uri, csv } = await ownDefinition()
    const client = createTestClient(share.simulator.origin)
    const strange = {
      ...client,
      async readJson<T>(request: Parameters<typeof client.readJson>[0]): Promise<T> {
        const answer = await client.readJson<T>(request)
        return /^\/syncs\/\d+$/.test(request.path) ? { ...answer, status: 'cancelled' } : answer
      },
    }
    const { upload } = await (await share.world({ client: () => strange })).send(uri, csv, 'private-copy')
    expect(upload.state).toBe('stopped')
    expect(upload.outcome).toContain('“cancelled”')
    expect(upload.outcome).toContain('may have been applied')
  })

  test('a count of processed rows that differs from the rows sent is flagged with both numbers', async () => {
    const { uri, csv } = await ownDefinition()
    const client = createTestClient(share.simulator.origin)
    await client.sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: Buffer.from(csv) })
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.api.startStagedSync({ uploadId })
    const upload = await w.atRest(uploadId)
    expect(upload.state).toBe('done')
    expect(upload.ledger).toMatchObject({ sent: 12, processed: 24 })
    expect(upload.outcome).toContain('processed 24 rows, but 12 were sent')
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
    const told = upload.events.filter(({ text }) => text.includes('pending for 6 hours'))
    expect(told).toHaveLength(1)
    const [transfer] = w.transfers.list()
    w.transfers.actions(transfer?.transferId ?? '')?.cancel?.()
    const stopped = await end(w, uploadId)
    expect(stopped.outcome).toContain('Eloqua goes on with the sync')
  })
})

describe('a file that changes', () => {
  const changes = {
    edited: (path: string) => {
      appendFileSync(path, 'X-1,late@example.com,External\r\n')
    },
    truncated: (path: string) => truncateSync(path, 40),
    replaced: (path: string) => {
      writeFileSync(path, 'activityId,email,type\r\nX-1,other@example.com,External\r\n')
    },
    removed: (path: string) => rmSync(path),
    touched: (path: string) => utimesSync(path, new Date(), new Date(Date.now() + 60_000)),
  }
  test.each(Object.entries(changes))('%s after the check is not sent', async (_name, change) => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await small()
    const { checkId } = await w.check(uri, csv)
    change(join(w.folder, 'rows.csv'))
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    const upload = await w.atRest(uploadId)
    expect(upload.state).toBe('stopped')
    expect(['file-changed', 'file-missing']).toContain(upload.error?.code)
    expect(upload.outcome).toContain('Nothing had been applied')
    expect(posts(uri).length + applied().length).toBe(0)
  })

  test.each(Object.entries(changes))('%s between two parts: the copy is never synced', async (_name, change) => {
    const { uri, csv, applied } = await ownDefinition()
    let parts = 0
    const reached = (step: string) => {
      // After a restart the file is opened anew: what is left of it is what is read then.
      if (step === 'part-ack' && ++parts === 2) throw new Error('out of memory')
    }
    const w = await share.world({ services: { limits: SMALL, reached } })
    const { checkId } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    await w.service.settled()
    change(join(w.folder, 'rows.csv'))
    const [transfer] = w.transfers.list()
    w.transfers.actions(transfer?.transferId ?? '')?.retry?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const upload = await end(w, uploadId)
    expect(upload.state).toBe('stopped')
    expect(upload.outcome).toContain('Nothing had been applied')
    expect(applied()).toHaveLength(0)
  })
})

describe('sending twice', () => {
  test('a second press of the button while the first upload goes on is refused', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    const { checkId } = await w.check(uri, csv)
    const press = () => w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    const [first, second] = await Promise.allSettled([press(), press()])
    expect(first.status).toBe('fulfilled')
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'not-allowed-now' } })
    await w.service.settled()
    expect(applied()).toHaveLength(12)
  })
})
