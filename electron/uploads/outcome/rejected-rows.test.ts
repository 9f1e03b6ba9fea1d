import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMemoryLog } from '../../testing/memory-log.ts'
import { ACTIVITY_FIELDS, shareSimulator } from '../testing/shared-world.ts'
import type { UploadWorld } from '../testing/upload-world.ts'

const share = shareSimulator()
const SMALL = { partBytes: 220, batchBytes: 4_000, batchParts: 1 }
const HEADER = 'activityId,email,type,note\r\n'
let runs = 0

/** Cells that only a byte-for-byte copy keeps: nobody has this contact, so Eloqua rejects these rows. */
const ODD = ['"a ""quoted"", cell"', '007', '=1+1', ' spaces ', '"two\r\nlines"', 'Grüße 🎈']
const ODD_TEXT = ['a "quoted", cell', '007', '=1+1', ' spaces ', 'two\r\nlines', 'Grüße 🎈']

async function activities(lines: (key: string) => readonly string[]) {
  runs += 1
  const uri = await share.define('/activities/imports', {
    fields: { ...ACTIVITY_FIELDS, note: '{{Activity.Asset.Name}}' },
  })
  const key = `J${runs}`
  return { uri, key, csv: `${HEADER}${lines(key).join('\r\n')}\r\n` }
}
const good = (key: string, row: number) => `${key}-${row},${share.person(row)},External,fine`
const bad = (key: string, row: number, note = 'x') => `${key}-${row},nobody${row}@example.com,External,${note}`
const rejected = async (w: UploadWorld, uploadId: string) =>
  (await w.api.listRejectedRows({ uploadId, offset: 0, limit: 100 })).items
const saved = async (w: UploadWorld, save: () => Promise<{ transferId: string } | null>) => {
  runs += 1
  const path = join(w.folder, `saved ${runs}.csv`)
  w.savePaths.push(path)
  const { transferId } = (await save()) ?? { transferId: '' }
  await w.until(async () =>
    w.transfers.list().find((one) => one.transferId === transferId)?.state === 'done' ? true : undefined,
  )
  return path
}

describe('rejected rows', () => {
  test('are found in the file across batches, with the file’s own cells', async () => {
    const { uri, csv } = await activities((key) =>
      Array.from({ length: 14 }, (_, row) => (row % 3 === 1 ? bad(key, row, ODD[row % ODD.length]) : good(key, row))),
    )
    const w = await share.world({ services: { limits: SMALL } })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state, upload.outcome?.kind).toBe('done')
    expect(upload.syncUris.length).toBeGreaterThan(2)
    const rows = await rejected(w, uploadId)
    expect(rows.map(({ fileRow }) => fileRow)).toEqual([2, 5, 8, 11, 14])
    expect(rows.every((row) => !row.ambiguous)).toBe(true)
    expect(rows.map(({ original }) => original?.[3])).toEqual(
      [1, 4, 7, 10, 13].map((row) => ODD_TEXT[row % ODD_TEXT.length]),
    )
    expect(upload.ledger).toMatchObject({ inFile: 14, heldBack: 0, sent: 14, created: 9, rejected: 5, unexplained: 0 })
  })

  test('are counted past rows that were held back between them', async () => {
    const { uri, csv } = await activities((key) => [
      good(key, 0),
      'too,short',
      bad(key, 2),
      'one,cell,too,many,here',
      good(key, 4),
      bad(key, 5),
    ])
    const w = await share.world({ services: { limits: SMALL } })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.ledger).toMatchObject({ inFile: 6, heldBack: 2, sent: 4 })
    expect((await rejected(w, uploadId)).map(({ fileRow }) => fileRow)).toEqual([3, 6])
  })

  test('of several rows with the same cells take the one at the reported place', async () => {
    const { uri, csv } = await activities((key) => [good(key, 0), bad(key, 1), good(key, 2), bad(key, 1)])
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    expect((await rejected(w, uploadId)).map(({ fileRow, ambiguous }) => [fileRow, ambiguous])).toEqual([
      [2, false],
      [4, false],
    ])
  })

  test('whose reported place is wrong are found by their cells, and it is said when several rows fit', async () => {
    const { uri, csv } = await activities((key) => [bad(key, 1), good(key, 2), bad(key, 3), bad(key, 1)])
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    const { database } = share.simulator.control
    const [{ sync } = { sync: 0 }] = share.simulator.control.sql('SELECT max(sync) AS sync FROM bulk_rejects')
    database
      .prepare(`UPDATE bulk_rejects SET body = json_set(body, '$.recordIndex', 2) WHERE sync = ?`)
      .run(Number(sync))
    const rows = await rejected(w, uploadId)
    expect(rows.map(({ fileRow, ambiguous }) => [fileRow, ambiguous])).toEqual([
      [1, true],
      [3, false],
      [1, true],
    ])
  })

  test('of a file that changed are shown as Eloqua received them, joined to no row', async () => {
    const { uri, csv, key } = await activities((k) => [good(k, 0), bad(k, 1)])
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    writeFileSync(join(w.folder, 'rows.csv'), 'something else\r\n')
    const [row] = await rejected(w, uploadId)
    expect(row?.fieldValues).toMatchObject({ activityId: `${key}-1`, email: 'nobody1@example.com' })
    expect(row).not.toHaveProperty('fileRow')
    const path = await saved(w, () => w.api.saveRejected({ uploadId }))
    expect(readFileSync(path, 'utf8')).toContain('nobody1@example.com')
  })

  test('of which only a field was rejected are listed, and their rows count as created', async () => {
    runs += 1
    const fields = { ...ACTIVITY_FIELDS, date: '{{Activity.CreatedAt}}' }
    const uri = await share.define('/activities/imports', { fields })
    const csv = `activityId,email,type,date\r\nK${runs}-1,${share.person(1)},External,not a date\r\nK${runs}-2,${share.person(2)},External,2024-01-02 03:04:05\r\n`
    const w = await share.world()
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    const [row] = await rejected(w, uploadId)
    expect(row).toMatchObject({ statusCode: 'ELQ-00040', fileRow: 1, invalidFields: ['date'] })
    expect(upload.ledger).toMatchObject({ sent: 2, created: 2, unexplained: 0 })
  })
})

describe('rejected rows that come back', () => {
  async function correct(w: UploadWorld, uri: string, csv: string) {
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    const rows = await rejected(w, uploadId)
    const corrected = rows.map(({ original = [] }, row) => [original[0] ?? '', share.person(row), ...original.slice(2)])
    const file = await w.api.fixRejected({
      uploadId,
      headers: ['activityId', 'email', 'type', 'note'],
      rows: corrected,
    })
    expect(basename(file.name)).toBe('rows - corrected.csv')
    const path = w.files.stamp(file.fileId).path
    const look = await w.api.takeFirstLook({ fileId: file.fileId })
    expect(look.sample).toEqual(corrected)
    const { mapping } = await w.api.proposeMapping({ targetUri: uri, headers: look.headers })
    const { checkId } = await w.api.startCheck({ fileId: file.fileId, targetUri: uri, reading: look.reading, mapping })
    await w.until(async () => ((await w.api.getCheck({ checkId })).state === 'done' ? true : undefined))
    const second = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    return { done: await w.atRest(second.uploadId), path }
  }

  test('a saved file, dropped again, is sent without the columns that Bulkdesk added', async () => {
    const { uri, csv, key } = await activities((k) => [good(k, 0), bad(k, 1, ODD[0]), bad(k, 2, ODD[4])])
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    const path = await saved(w, () => w.api.saveRejected({ uploadId }))
    const text = readFileSync(path, 'utf8')
    expect(text.split('\r\n')[0]).toBe('activityId,email,type,note,bulkdesk_row,bulkdesk_code,bulkdesk_reason')
    expect(text).toContain('"a ""quoted"", cell"')
    const check = await w.check(
      uri,
      text.replaceAll(/nobody(\d)@example.com/g, (_, row) => share.person(Number(row))),
      'again.csv',
    )
    expect(check.report?.problems.map(({ kind }) => kind)).toContain('reason-columns')
    const mapped = check.mapping.fields.flatMap(({ source }) => (source.from === 'column' ? [source.column] : []))
    expect(Math.max(...mapped)).toBe(3)
    expect(check.plans?.[0]?.firstBody).not.toContain('bulkdesk')
    const second = await w.api.startUpload({ checkId: check.checkId, way: 'private-copy', scope: 'all-good-rows' })
    expect((await w.atRest(second.uploadId)).ledger).toMatchObject({ sent: 2, created: 2 })
    const names = share.simulator.control.sql(
      'SELECT asset_name AS n FROM activities WHERE external_id LIKE ? ORDER BY external_id',
      `${key}-%`,
    )
    expect(names.map(({ n }) => n)).toEqual(['fine', ODD_TEXT[0], ODD_TEXT[4]])
  })

  test('corrected in the grid, only they are sent, every untouched cell as it was; then their file is gone', async () => {
    const { uri, csv, key } = await activities((k) => [good(k, 0), ...ODD.map((note, row) => bad(k, row + 1, note))])
    const w = await share.world()
    const { done, path } = await correct(w, uri, csv)
    expect(done.ledger).toMatchObject({ inFile: ODD.length, sent: ODD.length, created: ODD.length })
    const names = share.simulator.control.sql(
      'SELECT asset_name AS n FROM activities WHERE external_id LIKE ? ORDER BY external_id',
      `${key}-%`,
    )
    expect(names.map(({ n }) => n)).toEqual(['fine', ...ODD_TEXT])
    await w.service.settled()
    await w.until(async () => {
      try {
        readFileSync(path)
        return undefined
      } catch {
        return true
      }
    })
  })

  test('corrected, and their file cannot be removed: the upload is done, and the log says why the file is left', async () => {
    const { uri, csv } = await activities((k) => [good(k, 0), bad(k, 1)])
    const { log, entries } = createMemoryLog()
    let done = 0
    const blockHome = (step: string) => {
      if (step !== 'done' || ++done < 2) return
      const home = join(w.folder, 'data', 'made-files')
      renameSync(home, `${home} elsewhere`)
      writeFileSync(home, 'in the way')
    }
    const w: UploadWorld = await share.world({ services: { log, reached: blockHome } })
    expect((await correct(w, uri, csv)).done.state).toBe('done')
    await w.until(async () => (entries.length > 0 ? true : undefined))
    const facts = { error: { code: 'ENOTDIR' } }
    expect(entries).toMatchObject([['a file of rows could not be removed', facts]])
  })

  test('corrected, they do not change what is remembered of the files they came from', async () => {
    const { uri } = await activities((k) => [good(k, 0)])
    const w = await share.world()
    const headers = ['activityId', 'email', 'type', 'Extra']
    await w.send(uri, `${headers.join()}\r\nX-1,${share.person(1)},External,more\r\n`, 'private-copy')
    const file = await w.api.fixRejected({
      uploadId: (await w.api.listUploads({ search: '', offset: 0, limit: 1 })).items[0]?.uploadId ?? '',
      headers: ['activityId', 'email', 'type'],
      rows: [['X-2', share.person(2), 'External']],
    })
    const look = await w.api.takeFirstLook({ fileId: file.fileId })
    const { mapping } = await w.api.proposeMapping({ targetUri: uri, headers: look.headers })
    const { checkId } = await w.api.startCheck({ fileId: file.fileId, targetUri: uri, reading: look.reading, mapping })
    await w.until(async () => ((await w.api.getCheck({ checkId })).state === 'done' ? true : undefined))
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    await w.atRest(uploadId)
    expect((await w.api.proposeMapping({ targetUri: uri, headers })).drift).toEqual([])
  })
})
