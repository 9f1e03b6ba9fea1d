import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createOnceTransport } from '../eloqua/http/once-transport.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const SMALL = { partBytes: 200, batchBytes: 4_000, batchParts: 40 }
const ownDefinition = ownDefinitions(share, 'F')
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
    expect(upload.state, upload.outcome?.kind).toBe('done')
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
    expect(upload.applied.applied).toBe('nothing')
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
    expect(upload.applied.applied).toBe('nothing')
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
    expect(upload.events).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({ kind: 'batch-restarted', cause: expect.objectContaining({ why: 'gone' }) }),
      }),
    )
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
    expect(now.state, now.outcome?.kind).toBe('done')
    expect(applied()).toHaveLength(12)
  })
})
