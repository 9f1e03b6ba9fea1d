import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import { openJournalSafely } from './journal/safe-journal.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { ACTIVITY_FIELDS, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const LIMITS = { partBytes: 200, batchBytes: 4_000, batchParts: 2 }
let runs = 0

async function prepared(isSyncTriggeredOnImport = false) {
  runs += 1
  const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS, isSyncTriggeredOnImport })
  const key = `D${runs}`
  const lines = Array.from({ length: 9 }, (_, row) => `${key}-${row},${share.person(row)},External`)
  const applied = () =>
    share.simulator.control
      .sql('SELECT external_id AS k FROM activities WHERE external_id LIKE ?', `${key}-%`)
      .map(({ k }) => k)
  return { uri, csv: `activityId,email,type\r\n${lines.join('\r\n')}\r\n`, applied }
}

/** A journal on a disk that is full for one write, the n-th. */
function fullAt(nth: number) {
  let saves = 0
  const openJournal: typeof openJournalSafely = (folder, now) => {
    const opened = openJournalSafely(folder, now)
    const { journal } = opened
    const save: typeof journal.save = (record) => {
      saves += 1
      if (saves === nth)
        throw new AppError({
          code: 'disk-full',
          message: 'The journal of uploads could not be written: the disk is full.',
        })
      journal.save(record)
    }
    return { ...opened, journal: { ...journal, save } }
  }
  return { openJournal, wasFull: () => saves >= nth }
}

const dataPosts = () => share.simulator.control.requests.list({ method: 'POST', path: '*/data' }).length

function expectDiskFull(error: unknown): void {
  expect(error).toMatchObject({ code: 'disk-full' })
}

/** Only this upload syncs its definition: a sync that is named is its own. */
const WISHES = ['take-sync', 'retry', 'start-sync'] as const

/** The user makes room and goes on, as often as asked. */
async function followThrough(w: UploadWorld, uploadId: string) {
  for (let turn = 0; turn < 20; turn++) {
    await w.service.settled()
    const upload = await w.api.getUpload({ uploadId })
    if (upload.state === 'done' || upload.state === 'stopped') return upload
    // Pressing the button fails in words while the disk is full; the user presses it again.
    if (upload.state === 'staged') await w.api.startStagedSync({ uploadId }).catch(expectDiskFull)
    else {
      const offered = upload.question?.choices ?? []
      const hasArrived =
        share.simulator.control.staged(upload.definition.uri).uploads >
        upload.parts.filter((part) => part.state === 'arrived').length
      const truth = hasArrived ? 'treat-as-arrived' : 'send-again'
      const choice = offered.includes(truth) ? truth : (WISHES.find((wish) => offered.includes(wish)) ?? 'stop')
      await w.api.answerUpload({ uploadId, choice })
    }
  }
  throw new Error('It is never over.')
}

describe.each(['private-copy', 'straight'] as const)('a disk that is full for one write of the journal (%s)', (way) => {
  test('whichever write it is, nothing is lost and nothing applied twice', { timeout: 90_000 }, async () => {
    for (let nth = 1; ; nth++) {
      const { uri, csv, applied } = await prepared()
      const disk = fullAt(nth)
      const limits = way === 'straight' ? { ...LIMITS, batchParts: 40 } : LIMITS
      const w = await share.world({ services: { limits, openJournal: disk.openJournal } })
      const { checkId } = await w.check(uri, csv)
      const before = dataPosts()
      const start = w.api.startUpload({ checkId, way, scope: 'all-good-rows' })
      if (nth === 1) {
        await expect(start).rejects.toMatchObject({ code: 'disk-full' })
        expect(dataPosts()).toBe(before)
        continue
      }
      const { uploadId } = await start
      const upload = await followThrough(w, uploadId)
      expect(upload.state, `${nth}: ${upload.outcome?.kind}`).toBe('done')
      expect(applied().length, `write ${nth}`).toBe(9)
      expect(new Set(applied()).size).toBe(9)
      if (!disk.wasFull()) return
    }
  })

  test('the user is told in words, and nothing is sent that could not be noted first', async () => {
    const { uri, csv } = await prepared()
    const w = await share.world({ services: { limits: LIMITS, openJournal: fullAt(4).openJournal } })
    const { checkId, plans } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: plans?.[0]?.way ?? way, scope: 'all-good-rows' })
    await w.service.settled()
    const upload = await w.api.getUpload({ uploadId })
    expect(upload.question?.kind).toBe('disk-trouble')
    expect(upload.error?.message).toContain('the disk is full')
    expect(w.transfers.list()[0]).toMatchObject({ state: 'needs-you' })
  })
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

describe('a small disk, really full', () => {
  test.runIf(isRoot)('holds an upload up before its next request, and lets it go on once there is room', async () => {
    const { uri, csv, applied } = await prepared()
    const folder = memoryFolder('tmpfs-')
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', folder])
    try {
      mkdirSync(join(folder, 'data'))
      let parts = 0
      const filler = join(folder, 'filler')
      const reached = (step: string) => {
        if (step === 'part-ack' && ++parts === 1) fill(filler)
      }
      const w = await share.world({
        after: { simulator: share.simulator, folder },
        services: { limits: { ...LIMITS, batchParts: 40 }, reached },
      })
      const { checkId } = await w.check(uri, csv)
      const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
      await w.service.settled()
      const held = await w.api.getUpload({ uploadId })
      expect(held.question?.kind, held.outcome?.kind).toBe('disk-trouble')
      expect(applied()).toEqual([])
      await expect(w.api.fixRejected({ uploadId, headers: ['a'], rows: [['x'.repeat(50_000)]] })).rejects.toMatchObject(
        {
          code: 'disk-full',
        },
      )
      w.savePaths.push(join(folder, 'receipt.json'))
      await expect(w.api.saveReceipt({ uploadId })).rejects.toMatchObject({ code: 'disk-full' })
      expect(readdirSync(folder).filter((name) => name.includes('receipt'))).toEqual([])
      rmSync(filler)
      expect((await followThrough(w, uploadId)).state).toBe('done')
      expect(applied()).toHaveLength(9)
      w.service.close()
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  })
})

/** Takes all room that is left, to the last byte that can be had. */
function fill(path: string): void {
  for (const size of [100_000, 10_000, 1_000, 100]) {
    for (;;) {
      try {
        writeFileSync(path, 'x'.repeat(size), { flag: 'a' })
      } catch {
        break
      }
    }
  }
}
