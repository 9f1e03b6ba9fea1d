import { cpSync, existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import type { Upload } from '../../../shared/uploads/upload.ts'
import type { UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import { eventWords } from '../../../shared/words/upload-events.ts'
import { outcomeWords } from '../../../shared/words/upload-outcome.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { memoryFolder } from '../testing/memory-folder.ts'
import { createThreadEngine } from '../testing/thread-engine.ts'
import { openUploadWorld } from '../testing/upload-world.ts'
import { press } from '../testing/waiting-world.ts'

/**
 * Journals that the version before this one wrote, with sentences in them: as it left them when it ended, or when it was
 * killed. Each upload has 30 rows in parts of a few; two parts make a batch of a private copy.
 */
const OLD = join(import.meta.dirname, '..', 'testing', 'old-journals')
const LIMITS = { partBytes: 190, batchBytes: 4_000, batchParts: 2 }
const FIELDS = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }

let simulator: Simulator
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

interface OldRecord {
  readonly uploadId: string
  readonly way: 'straight' | 'private-copy'
  readonly definition: { readonly uri: string }
  readonly copy?: { readonly name: string; readonly uri?: string }
  readonly parts: readonly {
    readonly state: string
    readonly batch: number
    readonly firstRow: number
    readonly lastRow: number
  }[]
  readonly batch: number
  readonly syncs: readonly { readonly uri?: string }[]
  readonly file: { readonly mtimeMs: number }
  readonly createdAt: string
}

const ROWS = Array.from({ length: 30 }, (_, row) => `old-${row}@example.com,OLD-${row}`)
const csvOf = ({ firstRow, lastRow }: OldRecord['parts'][number]) =>
  `email,city\r\n${ROWS.slice(firstRow - 1, lastRow).join('\r\n')}\r\n`

/** Opens the app on an old journal, in an Eloqua that has what it had then: definition, copy, parts and sync. */
async function goOnFrom(name: string) {
  simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 20 })
  open.push(simulator)
  const folder = memoryFolder('old-')
  const data = join(folder, 'data')
  mkdirSync(data)
  cpSync(join(OLD, name), data, { recursive: true })
  const csv = join(folder, 'rows.csv')
  cpSync(join(OLD, 'rows.csv'), csv)
  const old = await putInPlace(join(data, 'uploads.db'), csv)
  utimesSync(csv, old.file.mtimeMs / 1000, old.file.mtimeMs / 1000)
  const soon = new Date(Date.parse(old.createdAt) + 3_600_000)
  const w = await openUploadWorld({
    after: { simulator, folder },
    client: () => createTestClient(simulator.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } }),
    services: {
      engine: createThreadEngine(),
      limits: old.way === 'straight' ? { ...LIMITS, batchParts: 40 } : LIMITS,
      now: () => soon,
    },
  })
  open.push(w.service)
  w.service.resume()
  await w.service.settled()
  const { uploadId } = old
  const upload = () => w.api.getUpload({ uploadId })
  async function answer(choice: UploadChoice): Promise<Upload> {
    await w.api.answerUpload({ uploadId, choice })
    await w.service.settled()
    return upload()
  }
  return { w, uploadId, data, upload, answer }
}

/** The simulator gives its own numbers, and the file lies elsewhere: the record is moved as it is. */
async function putInPlace(path: string, csv: string): Promise<OldRecord> {
  const database = new DatabaseSync(path)
  const row = database.prepare('SELECT record FROM uploads').get() as { record: string }
  const old = JSON.parse(row.record) as OldRecord
  const uri = await define({ name: 'Old journal' })
  let text = row.record.replaceAll(`"${old.definition.uri}"`, `"${uri}"`)
  text = text.replace(/"path":"[^"]*"/, `"path":${JSON.stringify(csv)}`)
  if (old.copy?.uri) {
    const copy = await define({ name: old.copy.name })
    text = text.replaceAll(`"${old.copy.uri}"`, `"${copy}"`)
    await stage(copy, old)
  } else if (old.way === 'straight') await stage(uri, old)
  database.prepare('UPDATE uploads SET record = ?').run(text)
  database.close()
  return JSON.parse(text) as OldRecord
}

async function define(facts: { readonly name: string }): Promise<string> {
  const rules = { identifierFieldName: 'email', updateRule: 'always', isSyncTriggeredOnImport: false }
  const body = Buffer.from(JSON.stringify({ fields: FIELDS, ...rules, ...facts }))
  const request = { path: '/contacts/imports', contentType: 'application/json', body } as const
  const outcome = await createTestClient(simulator.origin).sendOnce(request)
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.error))
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}

async function stage(uri: string, old: OldRecord): Promise<void> {
  for (const part of old.parts.filter(({ state, batch }) => state === 'arrived' && batch === old.batch)) {
    const body = Buffer.from(csvOf(part))
    await createTestClient(simulator.origin).sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body })
  }
}

const applied = () => simulator.control.sql("SELECT f100009 FROM contacts WHERE f100009 LIKE 'OLD-%'").length

describe('a journal of the version before', () => {
  test.each(readdirSync(OLD).filter((name) => !name.includes('.')))(
    'is read whole, and a copy of it kept: %s',
    async (name) => {
      const { upload, data } = await goOnFrom(name)
      const { events, ...rest } = await upload()
      expect(events.length).toBeGreaterThan(1)
      const whole = { ...rest, events }
      expect(events.every(({ event }) => eventWords(whole, event) !== '')).toBe(true)
      expect(existsSync(join(data, 'uploads.version-1.db'))).toBe(true)
    },
  )

  test('that had finished says in words what it said', async () => {
    const { upload } = await goOnFrom('finished')
    const done = await upload()
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 30 } })
    expect(outcomeWords(done)).toContain('30 rows')
  })

  test('that was called done although a batch had failed is not done any more', async () => {
    const { upload } = await goOnFrom('batch-failed-finished')
    const ended = await upload()
    expect(ended).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(ended.ledger.open).toMatchObject([{ why: 'failed', syncUri: ended.syncUris[0] }])
  })

  test('whose rows are staged has them imported when its user starts the sync', async () => {
    const { w, uploadId, upload } = await goOnFrom('staged')
    expect((await upload()).state).toBe('staged')
    await w.api.startStagedSync({ uploadId })
    await w.service.settled()
    expect((await upload()).state).toBe('done')
    expect(applied()).toBe(30)
  })

  test('that was paused stays paused, and goes on when resumed', async () => {
    const { w, uploadId, upload } = await goOnFrom('paused')
    expect((await upload()).state).toBe('paused')
    press(w, uploadId, 'resume')
    await w.service.settled()
    expect(await upload()).toMatchObject({ state: 'done', generation: 0 })
    expect(applied()).toBe(30)
  })

  test('that had asked about a part asks again, and goes on by the answer', async () => {
    const { w, uploadId, upload, answer } = await goOnFrom('part-asked')
    const asked = await upload()
    expect(asked.question).toMatchObject({ kind: 'part-in-doubt', parts: [1], cause: 'no-answer' })
    expect((await answer('send-again')).state).toBe('staged')
    await w.api.startStagedSync({ uploadId })
    await w.service.settled()
    expect((await upload()).state).toBe('done')
    expect(applied()).toBe(30)
  })

  test('that had asked about a sync looks for it, and starts it by the answer', async () => {
    const { upload, answer } = await goOnFrom('sync-asked')
    expect((await upload()).question?.kind).toBe('sync-in-doubt')
    expect((await answer('start-sync')).state).toBe('done')
    expect(applied()).toBe(30)
  })

  test.each(['part-sending', 'copy-sent'])(
    'that was killed while something was on its way goes on: %s',
    async (name) => {
      const { upload } = await goOnFrom(name)
      expect((await upload()).state).toBe('done')
      expect(applied()).toBe(30)
    },
  )

  test('that was killed before the answer to starting a sync came asks, where the sync is not there', async () => {
    const { upload, answer } = await goOnFrom('sync-sent')
    expect((await upload()).question).toMatchObject({ kind: 'sync-in-doubt', listed: true })
    expect((await answer('start-sync')).state).toBe('done')
    expect(applied()).toBe(30)
  })

  test('that was watching a sync which Eloqua no longer has asks, and calls nothing finished', async () => {
    const { upload } = await goOnFrom('watching')
    expect(await upload()).toMatchObject({ state: 'needs-you', question: { kind: 'sync-lost' } })
  })
})
