import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_FIELDS, ownDefinitions, shareSimulator } from './testing/shared-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'V')
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)

describe('what an upload leaves behind', () => {
  test('is its private copy only where rows were rejected, whose list may go with it', async () => {
    const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
    const w = await share.world()
    const good = `activityId,email,type\r\nVC-1,${share.person(1)},External\r\n`
    for (const [csv, left] of [
      [good, 0],
      [`${good}VC-2,nobody@example.com,External\r\n`, 1],
    ] as const) {
      const { upload } = await w.send(uri, csv, 'private-copy')
      await w.service.settled()
      expect(upload.ledger.rejected ?? 0).toBe(left)
      const copies = share.simulator.control
        .definitions()
        .filter(({ properties }) => String(properties.name).startsWith(`Bulkdesk ${upload.uploadId.slice(0, 8)} `))
      expect(copies).toHaveLength(left)
      expect(upload.events.some(({ event }) => event.kind === 'copy-kept')).toBe(left === 1)
    }
  })

  test('rows held back are saved as they are: none gets cells it has not, or loses one, by being dropped again', async () => {
    const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
    const w = await share.world()
    const rows = ['short,a@b.cd', 'long,a@b.cd,External,"one, more"', `good,${share.person(1)},External`]
    let csv = `activityId,email,type\r\n${rows.join('\r\n')}\r\n`
    for (const round of [1, 2]) {
      const check = await w.check(uri, csv)
      expect(check.report).toMatchObject({ heldBackRows: 2, goodRows: round === 1 ? 1 : 0 })
      w.savePaths.push(join(w.folder, `held back ${round}.csv`))
      const saved = await w.api.saveHeldBack({ checkId: check.checkId })
      await w.until(
        async () =>
          w.transfers.list().some((one) => one.transferId === saved?.transferId && one.state === 'done') || undefined,
      )
      csv = readFileSync(join(w.folder, `held back ${round}.csv`), 'utf8')
      const [header, short, long] = csv.split('\r\n')
      expect(header).toBe('bulkdesk_row,bulkdesk_reason,activityId,email,type')
      expect(short).toMatch(/,short,a@b\.cd$/)
      expect(long).toMatch(/,long,a@b\.cd,External,"one, more"$/)
    }
  })

  test('a file of rejected rows that are rejected again has its reasons once', async () => {
    const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
    const w = await share.world()
    let csv = 'activityId,email,type\r\nUR-1,nobody1@example.com,External\r\nUR-2,nobody2@example.com,External\r\n'
    for (const round of [1, 2, 3]) {
      const { uploadId } = await w.send(uri, csv, 'private-copy')
      const path = join(w.folder, `rejected ${round}.csv`)
      w.savePaths.push(path)
      const saved = await w.api.saveRejected({ uploadId })
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
