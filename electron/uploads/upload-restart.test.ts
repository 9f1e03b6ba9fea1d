import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTestClient, TEST_CONNECTION } from '../eloqua/http/testing/test-client.ts'
import { openJournal } from './journal/upload-journal.ts'
import { anUpload } from './testing/an-upload.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const DAY_MS = 86_400_000
const transferOf = (w: UploadWorld, uploadId: string) => w.transfers.list().find((one) => one.uploadId === uploadId)

/** A folder in which an earlier run of the app left these uploads. */
function leftBehind(...records: ReturnType<typeof anUpload>[]): string {
  const folder = memoryFolder('history-')
  mkdirSync(join(folder, 'data'))
  const journal = openJournal(join(folder, 'data', 'uploads.db'))
  for (const record of records) journal.save(record)
  journal.close()
  return folder
}

describe('the next start of the app', () => {
  const sandbox = () =>
    createTestClient(share.simulator.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } })

  test('says that what was sent to the practice instance went with it', async () => {
    const folder = leftBehind(anUpload({ uploadId: 'p', environment: 'practice', phase: 'staged', state: 'staged' }))
    const w = await share.world({ after: { simulator: share.simulator, folder } })
    w.service.resume()
    expect(await w.api.getUpload({ uploadId: 'p' })).toMatchObject({
      state: 'stopped',
      outcome: { kind: 'practice-gone' },
    })
  })

  test('shows what still waits for the user in the transfers panel', async () => {
    const folder = leftBehind(anUpload({ uploadId: 's', phase: 'staged', state: 'staged' }))
    const w = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    w.service.resume()
    expect(transferOf(w, 's')).toMatchObject({ state: 'needs-you' })
  })

  test('tells of a journal it had to set aside, in the transfers panel and by a notice', async () => {
    const folder = memoryFolder('history-')
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'uploads.db'), 'no database at all')
    const w = await share.world({ after: { simulator: share.simulator, folder } })
    w.service.resume()
    expect(w.transfers.list()).toEqual([
      expect.objectContaining({ state: 'failed', message: expect.stringContaining('kept the file as') }),
    ])
    expect(w.notices).toHaveLength(1)
  })

  test('a wait that Eloqua asked for goes on where it was, whatever the clock was set to since', async () => {
    const slept: number[] = []
    const record = anUpload({ uploadId: 'w', state: 'waiting', notBefore: '2026-01-01T01:00:00.000Z' })
    const start = async (now: string) => {
      const w = await share.world({
        after: { simulator: share.simulator, folder: leftBehind(record) },
        client: sandbox,
        services: {
          now: () => new Date(now),
          sleep: async (ms) => {
            slept.push(ms)
            await new Promise((resolve) => setTimeout(resolve, 2))
          },
        },
      })
      w.service.resume()
      await w.service.settled()
    }
    await start('2026-01-01T00:50:00.000Z')
    expect(slept[0]).toBe(600_000)
    slept.length = 0
    await start('1999-01-01T00:00:00.000Z')
    expect(slept[0]).toBe(3_600_000)
    slept.length = 0
    await start('2031-01-01T00:00:00.000Z')
    expect(slept).not.toContain(3_600_000)
  })

  test('removes the files it made itself, but not those of uploads that go on or ended within a day', async () => {
    const folder = memoryFolder('history-')
    const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
    const made = (home: string, name: string) => {
      const path = join(folder, 'data', home, name, 'rows.csv')
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, 'x')
      return path
    }
    const old = made('corrections', 'old')
    const used = made('corrections', 'used')
    const [unused, ended, recent] = ['unused', 'ended', 'recent'].map((name) => made('made-files', name)) as [
      string,
      string,
      string,
    ]
    const journal = openJournal(join(folder, 'data', 'uploads.db'))
    journal.save(anUpload({ uploadId: 'u', phase: 'staged', state: 'staged', file: { path: used } }))
    const over = { phase: 'ended', state: 'done', createdAt: ago(2 * DAY_MS) } as const
    journal.save(anUpload({ ...over, uploadId: 'e', endedAt: ago(2 * DAY_MS), file: { path: ended } }))
    journal.save(anUpload({ ...over, uploadId: 'r', endedAt: ago(DAY_MS / 2), file: { path: recent } }))
    journal.close()
    const w = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    w.service.resume()
    const all = [old, unused, ended, recent, used]
    await w.until(async () => ([old, unused, ended].some((path) => existsSync(path)) ? undefined : true))
    expect(all.map((path) => existsSync(path))).toEqual([false, false, false, true, true])
    await w.api.clearHistory()
    expect(all.map((path) => existsSync(path))).toEqual([false, false, false, false, true])
    expect((await w.api.getUpload({ uploadId: 'u' })).state).toBe('staged')
  })
})
