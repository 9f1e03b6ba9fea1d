import { appendFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const SMALL = { partBytes: 200, batchBytes: 4_000, batchParts: 40 }
const ownDefinition = ownDefinitions(share, 'C')
const posts = (uri: string) => share.simulator.control.requests.list({ method: 'POST', path: `*${uri}/data` })
const small = () => share.world({ services: { limits: SMALL } })
const end = async (w: UploadWorld, uploadId: string) => {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}

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
    expect(upload.applied.applied).toBe('nothing')
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
    expect(upload.applied.applied).toBe('nothing')
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
