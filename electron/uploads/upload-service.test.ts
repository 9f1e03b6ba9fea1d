import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { questionWords } from '../../shared/words/upload-questions.ts'
import { openUploadWorld, type UploadWorld } from './testing/upload-world.ts'

const ACTIVITIES = '/activities/imports/2900'
const CONTACT_ACTION = '/contacts/syncActions/1'
const DATA = '*/activities/imports/*/data'
const rows = (count: number) => Array.from({ length: count }, (_, row) => `A-${row},p${row}@example.com,Registered`)
const csv = (count: number) => `activityId,email,type\r\n${rows(count).join('\r\n')}\r\n`

const worlds: UploadWorld[] = []
async function world(...options: Parameters<typeof openUploadWorld>) {
  const opened = await openUploadWorld(...options)
  worlds.push(opened)
  return opened
}
afterEach(async () => {
  for (const { service } of worlds) service.close()
  await Promise.all(
    [...new Set(worlds.splice(0).map(({ simulator }) => simulator))].map((simulator) => simulator.close()),
  )
})

/** How many POSTs of data arrived, counting those whose answer was lost. */
const dataPosts = ({ simulator }: UploadWorld) =>
  simulator.control.requests.list({ method: 'POST', path: '*/data' }).length
const imported = ({ simulator }: UploadWorld, from = 66100) =>
  simulator.control.syncs().filter((sync) => sync.id >= from && sync.status !== 'error')

describe('sending straight', () => {
  test('one file of one part is staged with one POST and applied only when the user starts the sync', async () => {
    const w = await world()
    const { uploadId, upload } = await w.send(ACTIVITIES, csv(20), 'straight')
    expect(upload.state).toBe('staged')
    expect(dataPosts(w)).toBe(1)
    expect(imported(w)).toHaveLength(0)
    await w.api.startStagedSync({ uploadId })
    const done = await w.atRest(uploadId)
    expect(done.state).toBe('done')
    expect(imported(w)).toHaveLength(1)
    expect(done.ledger.sent).toBe(20)
  })

  test('one file is staged and imported with one press, where the user said so', async () => {
    const w = await world()
    const { checkId } = await w.check(ACTIVITIES, csv(20))
    const order = { way: 'straight', scope: 'all-good-rows', importsAtOnce: true } as const
    const { uploadId } = await w.api.startUpload({ checkId, ...order })
    const done = await w.atRest(uploadId)
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 20 } })
    expect(done.events.map(({ event }) => event.kind)).toEqual(
      expect.arrayContaining(['staged', 'sync-ordered', 'sync-started']),
    )
    expect([dataPosts(w), imported(w).length]).toEqual([1, 1])
  })

  test('with one press, a part that the user took for arrived is not imported before they have looked', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: DATA,
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const { checkId } = await w.check(ACTIVITIES, csv(5))
    const order = { way: 'straight', scope: 'all-good-rows', importsAtOnce: true } as const
    const { uploadId } = await w.api.startUpload({ checkId, ...order })
    expect((await w.atRest(uploadId)).state).toBe('needs-you')
    await w.api.answerUpload({ uploadId, choice: 'treat-as-arrived' })
    expect((await w.atRest(uploadId)).state).toBe('staged')
    expect(imported(w)).toHaveLength(0)
  })

  test('with one press, rows that another upload staged meanwhile are left to the user', async () => {
    const w = await world()
    const first = await w.send(ACTIVITIES, csv(3), 'straight')
    const { checkId } = await w.check(ACTIVITIES, csv(5), 'second.csv')
    const order = { way: 'straight', scope: 'all-good-rows', importsAtOnce: true, onTopOf: [first.uploadId] } as const
    const { uploadId } = await w.api.startUpload({ checkId, ...order, onTopOf: [...order.onTopOf] })
    expect((await w.atRest(uploadId)).state).toBe('staged')
    expect(imported(w)).toHaveLength(0)
  })

  test('a part whose answer was lost is not sent again: the user is told and asked', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: DATA,
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const { uploadId, upload } = await w.send(ACTIVITIES, csv(5), 'straight')
    expect(upload.state).toBe('needs-you')
    expect(upload.question?.kind).toBe('part-in-doubt')
    expect(upload.question && questionWords(upload, upload.question)).toContain('may or may not have reached Eloqua')
    expect(dataPosts(w)).toBe(1)
    await w.api.answerUpload({ uploadId, choice: 'treat-as-arrived' })
    expect((await w.atRest(uploadId)).state).toBe('staged')
    expect(dataPosts(w)).toBe(1)
  })

  test('stopping after a doubt says that the part may have arrived', async () => {
    const w = await world()
    w.simulator.control.faults.add({ method: 'POST', path: DATA, effect: { kind: 'reset', when: 'mid-body' } })
    const { uploadId } = await w.send(ACTIVITIES, csv(5), 'straight')
    await w.api.answerUpload({ uploadId, choice: 'stop' })
    const stopped = await w.atRest(uploadId)
    expect(stopped.state).toBe('stopped')
    expect(stopped.applied.doubtfulParts).toEqual([0])
    expect(outcomeWords(stopped)).toContain('may have reached Eloqua')
  })

  test('an answer that says nothing was taken is waited out and the part sent again', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: DATA,
      count: 2,
      effect: { kind: 'answer', status: 429, body: 'Too Many Requests' },
    })
    const { upload } = await w.send(ACTIVITIES, csv(5), 'straight')
    expect(upload.state).toBe('staged')
    expect(upload.parts.map((part) => part.state)).toEqual(['arrived'])
  })

  test.each([
    [400, 'validation', { failures: [{ field: 'email', constraint: 'Must be known' }] }],
    [403, 'forbidden', 'Forbidden'],
    [404, 'not-found', 'The requested resource was not found.'],
    [413, 'storage-full', 'Storage space exceeded.'],
  ])('a %i stops with code %s and says what it means for the data', async (status, code, body) => {
    const w = await world()
    w.simulator.control.faults.add({ method: 'POST', path: DATA, effect: { kind: 'answer', status, body } })
    const { upload } = await w.send(ACTIVITIES, csv(5), 'straight')
    expect(upload.state).toBe('stopped')
    expect(upload.error?.code).toBe(code)
    expect(upload.applied.applied).toBe('nothing')
    expect(outcomeWords(upload)).toContain('Nothing was imported.')
    expect(dataPosts(w)).toBe(1)
  })
})

describe('sending through a private copy', () => {
  test('stages in a copy, syncs once, deletes the copy, and leaves the picked definition untouched', async () => {
    const w = await world()
    const [known] = w.simulator.control.sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 1')
    const taken = Array.from({ length: 30 }, (_, row) => `T-${row},${known?.email},External\r\n`)
    const { upload } = await w.send(ACTIVITIES, `activityId,email,type\r\n${taken.join('')}`, 'private-copy')
    expect(upload).toMatchObject({ state: 'done', ledger: { sent: 30, created: 30 } })
    expect(imported(w)).toHaveLength(1)
    expect(w.simulator.control.staged(ACTIVITIES).uploads).toBe(0)
    expect(
      w.simulator.control
        .definitions()
        .filter((definition) => String(definition.properties.name).startsWith('Bulkdesk ')),
    ).toEqual([])
  })

  test.each(['before-body', 'mid-body', 'after-body'] as const)(
    'a reset %s throws the copy away: one set of rows is applied, once',
    async (when) => {
      const w = await world()
      w.simulator.control.faults.add({ method: 'POST', path: DATA, effect: { kind: 'reset', when, applied: true } })
      const { upload } = await w.send(ACTIVITIES, csv(10), 'private-copy')
      expect(upload).toMatchObject({ state: 'done', generation: 1, ledger: { sent: 10 } })
      expect(imported(w)).toHaveLength(1)
    },
  )

  test('a sync whose creation was not answered is found on the list and adopted, never asked for twice', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: '*/syncs',
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const { upload } = await w.send(ACTIVITIES, csv(10), 'private-copy')
    expect(upload.state).toBe('done')
    expect(imported(w)).toHaveLength(1)
    expect(w.simulator.control.requests.list({ method: 'POST', path: '*/bulk/2.0/syncs' })).toHaveLength(1)
  })

  test('a sync that was not created is not asked for again without the user', async () => {
    const w = await world()
    w.simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'reset', when: 'after-body' } })
    const { uploadId, upload } = await w.send(ACTIVITIES, csv(10), 'private-copy')
    expect(upload.question?.kind).toBe('sync-in-doubt')
    expect(imported(w)).toHaveLength(0)
    await w.api.answerUpload({ uploadId, choice: 'start-sync' })
    expect((await w.atRest(uploadId)).state).toBe('done')
    expect(imported(w)).toHaveLength(1)
  })

  test('after four failures in a row it stops trying by itself', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: DATA,
      count: 4,
      effect: { kind: 'answer', status: 500, body: 'x' },
    })
    const { uploadId, upload } = await w.send(ACTIVITIES, csv(10), 'private-copy')
    expect(upload.question?.kind).toBe('restarts-exhausted')
    expect(imported(w)).toHaveLength(0)
    await w.api.answerUpload({ uploadId, choice: 'retry' })
    expect(await w.atRest(uploadId)).toMatchObject({ state: 'done', ledger: { sent: 10 } })
  })

  test('a sync that ends in error is not called a success', async () => {
    const w = await world()
    w.simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
    const { upload } = await w.send(ACTIVITIES, csv(3), 'private-copy')
    expect(upload.state).toBe('stopped')
    expect(outcomeWords(upload)).toMatch(/Eloqua stopped sync \d+: rows 1 to 3 of the file/)
  })
})

describe('sync actions', () => {
  test('get the JSON array of one field that their endpoint takes', async () => {
    const w = await world()
    const check = await w.check(CONTACT_ACTION, 'Id\n1\n003\n')
    expect(check.plans?.[0]?.firstBody).toBe('[{"Id":"1"},{"Id":"003"}]')
    expect(check.plans?.[0]?.parts[0]).toMatchObject({ contentType: 'application/json', rows: 2 })
    const { uploadId } = await w.api.startUpload({ checkId: check.checkId, way: 'straight', scope: 'all-good-rows' })
    expect((await w.atRest(uploadId)).state).toBe('staged')
  })
})

describe('several uploads', () => {
  test('to one definition run one after the other, and one that fails does not hold up the next', async () => {
    const w = await world()
    w.simulator.control.faults.add({
      method: 'POST',
      path: DATA,
      effect: { kind: 'answer', status: 403, body: 'Forbidden' },
    })
    const checks = [await w.check(ACTIVITIES, csv(3), 'one.csv'), await w.check(ACTIVITIES, csv(4), 'two.csv')]
    const ids = []
    for (const { checkId } of checks)
      ids.push((await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })).uploadId)
    const ends = await Promise.all(ids.map((id) => w.atRest(id)))
    expect(ends.map((upload) => upload.state)).toEqual(['stopped', 'staged'])
  })

  test('a trial sends the first fifty good rows and no more', async () => {
    const w = await world()
    const { upload } = await w.send(ACTIVITIES, csv(120), 'private-copy', 'first-50')
    expect(upload.ledger).toMatchObject({ inFile: 120, sent: 50 })
  })
})

describe('the receipt', () => {
  test('holds what was sent and what came back, and no row of the file', async () => {
    const w = await world()
    const { uploadId } = await w.send(ACTIVITIES, csv(5), 'private-copy')
    const path = join(w.folder, 'receipt.json')
    w.savePaths.push(path)
    expect(await w.api.saveReceipt({ uploadId })).toEqual({ saved: true })
    const receipt = readFileSync(path, 'utf8')
    expect(JSON.parse(receipt)).toMatchObject({ user: 'API.User', definition: { uri: ACTIVITIES }, state: 'done' })
    expect(receipt).not.toContain('p0@example.com')
  })
})
