import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StartedFile } from '../../shared/uploads/upload.ts'
import { groupSentence } from '../../shared/words/upload-group.ts'
import { openJournal } from './journal/upload-journal.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { ACTIVITY_FIELDS, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'
import { sandboxClient } from './testing/waiting-world.ts'

const share = shareSimulator()
const client = () => sandboxClient(share.simulator.origin)
const define = () => share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
let files = 0

/** A file with rows that nothing else sends. */
function aFile(rows = 3) {
  files += 1
  const key = `T${files}`
  const lines = Array.from({ length: rows }, (_, row) => `${key}-${row},${share.person(row)},External`)
  const applied = () =>
    share.simulator.control.sql('SELECT 1 FROM activities WHERE external_id LIKE ?', `${key}-%`).length
  return { csv: `activityId,email,type\n${lines.join('\n')}\n`, name: `${key}.csv`, applied }
}

const posts = () => share.simulator.control.requests.list({ method: 'POST', path: '*/data' }).length
const order = (checkId: string) => ({ checkId, way: 'straight', scope: 'all-good-rows', importsAtOnce: true }) as const

async function checkAll(w: UploadWorld, uri: string, all: readonly ReturnType<typeof aFile>[]) {
  const checkIds: string[] = []
  for (const { csv, name } of all) checkIds.push((await w.check(uri, csv, name)).checkId)
  return checkIds
}

function uploadIds(started: readonly StartedFile[]): readonly string[] {
  return started.flatMap((one) => ('uploadId' in one ? [one.uploadId] : []))
}

describe('several files by one order', () => {
  test('are one upload each, imported one after the other, and found again by what ties them after a restart', async () => {
    const [uri, folder] = [await define(), memoryFolder('together-')]
    const all = [aFile(3), aFile(4), aFile(5)]
    const w = await share.world({ after: { simulator: share.simulator, folder }, client })
    const before = posts()
    const checkIds = await checkAll(w, uri, all)
    const started = await w.api.startUploads({ groupId: 'g1', files: checkIds.map(order) })
    expect(started.map(({ checkId }) => checkId)).toEqual(checkIds)
    for (const uploadId of uploadIds(started)) expect((await w.atRest(uploadId)).state).toBe('done')
    expect(all.map(({ applied }) => applied())).toEqual([3, 4, 5])
    expect(posts() - before).toBe(3)
    await w.service.settled()
    w.service.close()

    const next = await share.world({ after: { simulator: share.simulator, folder }, client })
    next.service.resume()
    const group = await next.api.listUploadGroup({ groupId: 'g1' })
    expect(group.map(({ file, ledger, state }) => [file.name, ledger.sent, state])).toEqual(
      all.map(({ name }, at) => [name, at + 3, 'done']),
    )
    expect(new Set(group.flatMap(({ syncUris }) => syncUris)).size).toBe(3)
  })

  test.each([
    ['the same order again', 'straight'],
    ['the order by another way', 'private-copy'],
  ] as const)('are not sent twice by %s, also when all of it is over', async (_what, way) => {
    const uri = await define()
    const all = [aFile(), aFile()]
    const w = await share.world({ client })
    const checkIds = await checkAll(w, uri, all)
    const before = posts()
    const ids = uploadIds(await w.api.startUploads({ groupId: 'g5', files: checkIds.map(order) }))
    for (const uploadId of ids) expect((await w.atRest(uploadId)).state).toBe('done')
    const files = checkIds.map((checkId) => ({ ...order(checkId), way, importsAtOnce: way === 'straight' }))
    const again = await w.api.startUploads({ groupId: 'g5', files })
    const message = 'This file was sent already. Open the file again to send its rows once more.'
    expect(again).toEqual(checkIds.map((checkId) => ({ checkId, error: expect.objectContaining({ message }) })))
    expect(all.map(({ applied }) => applied())).toEqual([3, 3])
    expect(posts() - before).toBe(2)
  })

  test('are gone on with after a quit in the middle, and none is sent twice', async () => {
    const [uri, folder] = [await define(), memoryFolder('together-')]
    const all = [aFile(), aFile(), aFile()]
    const w = await share.world({ after: { simulator: share.simulator, folder }, client })
    const checkIds = await checkAll(w, uri, all)
    const before = posts()
    const ids = uploadIds(await w.api.startUploads({ groupId: 'g2', files: checkIds.map(order) }))
    await w.atRest(ids[0] ?? '')
    w.service.close()
    const next = await share.world({ after: { simulator: share.simulator, folder }, client })
    next.service.resume()
    for (const uploadId of ids) expect((await next.atRest(uploadId)).state).toBe('done')
    expect(all.map(({ applied }) => applied())).toEqual([3, 3, 3])
    expect(posts() - before).toBe(3)
  })

  test('keep one that cannot be sent behind, with its reason, and send the others', async () => {
    const [uri, other] = [await define(), await define()]
    const [changed, fine] = [aFile(), aFile()]
    const w = await share.world({ client })
    const [first = ''] = await checkAll(w, other, [changed])
    const [second = ''] = await checkAll(w, uri, [fine])
    const found = share.simulator.control.definitions().find((one) => one.uri === other)
    await w.client.read({ method: 'PUT', path: other, body: { ...found?.properties, updateRule: 'ifNewIsNotNull' } })
    const started = await w.api.startUploads({ groupId: 'g3', files: [first, second, 'not-a-check'].map(order) })
    expect(started).toEqual([
      { checkId: first, error: expect.objectContaining({ code: 'definition-changed' }) },
      { checkId: second, uploadId: expect.any(String) },
      { checkId: 'not-a-check', error: expect.objectContaining({ code: expect.any(String) }) },
    ])
    await w.atRest(uploadIds(started)[0] ?? '')
    expect([changed.applied(), fine.applied()]).toEqual([0, 3])
  })

  test('are not sent a second time by a second press, nor one of them twice by one order', async () => {
    const uri = await define()
    const file = aFile()
    const w = await share.world({ client })
    const [checkId = ''] = await checkAll(w, uri, [file])
    const before = posts()
    const twice = await w.api.startUploads({ groupId: 'g4', files: [order(checkId), order(checkId)] })
    expect(uploadIds(twice)).toHaveLength(1)
    await w.atRest(uploadIds(twice)[0] ?? '')
    expect(posts() - before).toBe(1)
    expect(file.applied()).toBe(3)
  })

  test('ask before a production company where the window showed no check of a file, and send only what is agreed to', async () => {
    const uri = await define()
    const [shown, unshown] = [aFile(), aFile()]
    const w = await share.world({ client: (origin) => sandboxClient(origin, 'production') })
    const checks = [await w.check(uri, shown.csv, shown.name), await w.check(uri, unshown.csv, unshown.name)]
    w.answers.goAhead = false
    const [a, b] = checks
    const started = await w.api.startUploads({
      groupId: 'g5',
      files: [{ ...order(a?.checkId ?? ''), shown: a?.shown }, order(b?.checkId ?? '')],
    })
    expect(w.questions).toHaveLength(1)
    expect(started).toMatchObject([{ uploadId: expect.any(String) }, { error: { code: 'cancelled' } }])
    await w.atRest(uploadIds(started)[0] ?? '')
    expect([shown.applied(), unshown.applied()]).toEqual([3, 0])
  })
})

describe('the receipt of several files', () => {
  test('names every file with its definition, rows, syncs and rejected rows, and adds up', async () => {
    const uri = await define()
    const [good, bad] = [aFile(3), aFile(2)]
    const w = await share.world({ client })
    const withRejects = { ...bad, csv: `${bad.csv}${bad.name}-x,nobody@nowhere.example,External\n` }
    const checkIds = await checkAll(w, uri, [good, withRejects])
    const ids = uploadIds(await w.api.startUploads({ groupId: 'g6', files: checkIds.map(order) }))
    for (const uploadId of ids) await w.atRest(uploadId)
    const path = join(w.folder, 'receipt.json')
    w.savePaths.push(path)
    expect(await w.api.saveGroupReceipt({ groupId: 'g6' })).toEqual({ saved: true })
    const receipt = JSON.parse(readFileSync(path, 'utf8'))
    expect(receipt.totals).toMatchObject({ files: 2, rows: 6, sent: 6, result: { rows: 6, rejected: 1 } })
    expect(receipt.files).toMatchObject([
      { file: good.name, rows: 3, sent: 3, syncs: [expect.stringMatching(/^\/syncs\//)], state: 'done' },
      {
        file: bad.name,
        rows: 3,
        sent: 3,
        result: { rows: 3, rejected: 1 },
        syncs: [expect.stringMatching(/^\/syncs\//)],
      },
    ])
    expect(receipt.receipts.map(({ uploadId }: { uploadId: string }) => uploadId)).toEqual(ids)
  })

  test('tells of a file that was refused and of one in doubt, and its parts add up to the rows of each', async () => {
    const [refuses, loses, takes] = [await define(), await define(), await define()]
    const all = [aFile(4), aFile(5), aFile(6)]
    const w = await share.world({ client })
    const checkIds: string[] = []
    for (const [at, uri] of [refuses, loses, takes].entries())
      checkIds.push(...(await checkAll(w, uri, all.slice(at, at + 1))))
    const { faults } = share.simulator.control
    faults.add({
      method: 'POST',
      path: `*${refuses}/data`,
      count: 0,
      effect: { kind: 'answer', status: 403, body: 'no' },
    })
    faults.add({
      method: 'POST',
      path: `*${loses}/data`,
      count: 0,
      effect: { kind: 'reset', when: 'before-body', applied: true },
    })
    for (const uploadId of uploadIds(await w.api.startUploads({ groupId: 'g7', files: checkIds.map(order) })))
      await w.atRest(uploadId)
    const [a, b] = all
    expect(groupSentence(await w.api.listUploadGroup({ groupId: 'g7' }))).toBe(
      `1 of 3 files is done. 6 rows imported. ${a?.name} failed: 4 rows not sent. ${b?.name} needs an answer from you: 5 rows may have arrived.`,
    )
    const path = join(w.folder, 'receipt.json')
    w.savePaths.push(path)
    await w.api.saveGroupReceipt({ groupId: 'g7' })
    const { totals, files } = JSON.parse(readFileSync(path, 'utf8'))
    expect(totals).toEqual({
      ...{ files: 3, done: 1, rows: 15, sent: 6, inDoubt: 5, heldBack: 0, leftOut: 4 },
      result: { rows: 6, created: 6 },
    })
    expect(files).toMatchObject([
      { rows: 4, sent: 0, leftOut: 4, outcome: 'part-refused' },
      { rows: 5, sent: 0, inDoubt: 5, question: 'part-in-doubt' },
      { rows: 6, sent: 6, result: { rows: 6, created: 6 }, outcome: 'finished' },
    ])
  })

  test('says what Eloqua found besides the rows that were sent', async () => {
    const uri = await define()
    const [mine, theirs] = [aFile(3), aFile(7)]
    const w = await share.world({ client })
    await client().sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: Buffer.from(theirs.csv) })
    const checkIds = await checkAll(w, uri, [mine])
    for (const uploadId of uploadIds(await w.api.startUploads({ groupId: 'g8', files: checkIds.map(order) })))
      await w.atRest(uploadId)
    const group = await w.api.listUploadGroup({ groupId: 'g8' })
    expect(groupSentence(group)).toContain(`${mine.name} is incomplete: 3 rows may or may not be imported.`)
    expect(groupSentence(group)).toContain('Eloqua’s logs count 7 rows besides those sent.')
  })

  test('is refused in words once the history was cleared', async () => {
    const w = await share.world({ client })
    await expect(w.api.listUploadGroup({ groupId: 'none' })).rejects.toThrow('no longer in the history')
  })
})

test('a journal that an older Bulkdesk made takes files that are sent together', () => {
  const path = join(memoryFolder('journal-'), 'uploads.db')
  const first = openJournal(path)
  first.close()
  const again = openJournal(path)
  expect(again.ofGroup('g')).toEqual([])
  again.close()
})
