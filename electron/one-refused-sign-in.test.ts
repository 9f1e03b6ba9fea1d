import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startSimulator } from '../simulator/simulator.ts'
import { discover } from './connections/discovery.ts'
import { readCreatedUri } from './eloqua/answers/definition.ts'
import { readJsonBody, requireKnown, unreadable } from './eloqua/answers/read.ts'
import type { EloquaClient } from './eloqua/eloqua-client.ts'
import { createSignInGate } from './eloqua/http/sign-in-gate.ts'
import { createTestClient } from './eloqua/http/testing/test-client.ts'
import { startedSync } from './eloqua/syncs/post-sync.ts'
import { ABSENT_DESKTOP, type Desktop } from './platform/desktop.ts'
import { createResultDesk } from './runs/testing/result-desk.ts'
import { createSyncApi } from './syncs/sync-api.ts'
import { indexesForTest } from './syncs/testing/memory-indexes.ts'
import { SILENT_LOG } from './testing/memory-log.ts'
import { openUploadWorld } from './uploads/testing/upload-world.ts'

const PATIENCE = 20_000
const EXPORT = '/customObjects/20/exports/1'

const SILENT_DESKTOP: Desktop = { ...ABSENT_DESKTOP, confirm: async () => true }

/** A client whose user changes the password at Eloqua in the middle of things. */
async function world() {
  const simulator = await startSimulator({ speed: 'instant', contacts: 200, rows: 30_000 })
  onTestFinished(() => simulator.close())
  const gate = createSignInGate()
  const secret = { company: 'APITest', user: 'API.User', password: 'practice' }
  const credentials = async () => ({ ...secret })
  const asked: string[] = []
  const real = createTestClient(simulator.origin, {
    signIn: gate,
    credentials,
    discover: async () =>
      discover({ loginUrl: `${simulator.origin}/id`, hostPin: () => {}, credentials: await credentials(), fetch }),
  })
  const client: EloquaClient = {
    ...real,
    readJson(request) {
      asked.push(request.path)
      return real.readJson(request)
    },
  }
  return { simulator, gate, secret, client, asked }
}

async function startOf(client: EloquaClient, definitionUri: string): Promise<number> {
  const body = Buffer.from(JSON.stringify({ syncedInstanceUri: definitionUri }))
  const outcome = await client.sendOnce({ path: '/syncs', contentType: 'application/json', body })
  const sync = outcome.kind === 'accepted' ? startedSync(outcome.reply, definitionUri) : undefined
  return requireKnown(sync ? { known: sync.id } : { unknown: 'not started' }, 'a sync')
}

/** The waiting between an upload's looks at its sync: short, and as long as the test wants once it is held. */
function holdableLooks() {
  let held: PromiseWithResolvers<void> | undefined
  let isWaiting = false
  return {
    async sleep(): Promise<void> {
      await delay(5)
      isWaiting = held !== undefined
      await held?.promise
      isWaiting = false
    },
    async hold(): Promise<void> {
      held = Promise.withResolvers()
      await vi.waitFor(() => expect(isWaiting).toBe(true), PATIENCE)
    },
    letGo(): void {
      held?.resolve()
      held = undefined
    },
  }
}

async function defineImport(client: EloquaClient, definition: object): Promise<string> {
  const body = Buffer.from(JSON.stringify(definition))
  const outcome = await client.sendOnce({ path: '/contacts/imports', contentType: 'application/json', body })
  const answer = outcome.kind === 'accepted' ? readJsonBody(outcome.reply.body) : unreadable('not made')
  return requireKnown(readCreatedUri(requireKnown(answer, 'JSON'), '/contacts/imports'), 'a definition')
}

test('one refused request stops three watched syncs, an upload and a save, and all go on after one sign-in', async () => {
  const { simulator, gate, secret, client, asked } = await world()
  const { faults, requests } = simulator.control
  const saved = await startOf(client, EXPORT)
  await simulator.control.settled()
  faults.add({ method: 'POST', path: '*/syncs', count: 4, effect: { kind: 'sync', outcome: 'stuck-pending' } })
  const watched = [await startOf(client, EXPORT), await startOf(client, EXPORT), await startOf(client, EXPORT)]
  const syncs = createSyncApi({
    indexes: indexesForTest(),
    clients: { active: () => client, forConnection: async () => client },
    publish: () => {},
    desktop: SILENT_DESKTOP,
    userData: mkdtempSync(join(tmpdir(), 'refused-')),
    log: SILENT_LOG,
  })
  for (const id of watched) await syncs.getSync({ id })

  const looks = holdableLooks()
  const uploads = await openUploadWorld({
    after: { simulator, folder: mkdtempSync(join(tmpdir(), 'refused-')) },
    client: () => client,
    services: { sleep: looks.sleep },
  })
  onTestFinished(() => uploads.service.close())
  const fields = { email: '{{Contact.Field(C_EmailAddress)}}' }
  const target = await defineImport(client, { name: 'Refused', fields, identifierFieldName: 'email' })
  const email = String(simulator.control.sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 1')[0]?.email)
  const checked = await uploads.check(target, `email\r\n${email}\r\n`)
  const { uploadId } = await uploads.api.startUpload({
    checkId: checked.checkId,
    way: 'private-copy',
    scope: 'all-good-rows',
  })
  await uploads.until(async () => ((await uploads.api.getUpload({ uploadId })).state === 'syncing' ? true : undefined))

  const desk = createResultDesk(client)
  const transfer = await desk.api.saveResult({ syncId: saved, flavour: 'exact' })
  const started = { transferId: transfer?.transferId ?? '' }
  await desk.transferApi.pauseTransfer(started)
  const shown = async () => (await desk.transferApi.listTransfers())[0]
  await vi.waitFor(async () => expect((await shown())?.state).toBe('paused'), PATIENCE)

  // Of requests that are out at the same moment each is refused: the upload looks again once the save was refused.
  await looks.hold()
  secret.password = 'expired'
  asked.length = 0
  requests.clear()
  await desk.transferApi.resumeTransfer(started)
  const state = async () => (await uploads.api.getUpload({ uploadId })).state
  const message = async () => (await shown())?.message
  await vi.waitFor(async () => expect(await message()).toContain('Sign in again'), PATIENCE)
  looks.letGo()
  await vi.waitFor(async () => expect(await state()).toBe('needs-you'), PATIENCE)
  await vi.waitFor(() => expect(watched.every((id) => asked.includes(`/syncs/${id}`))).toBe(true), PATIENCE)
  const refused = requests.list({}).filter(({ status }) => status === 401)
  const signIns = requests.list({ path: '/id' })
  expect([refused.length, signIns.length]).toEqual([1, 1])

  secret.password = 'practice'
  asked.length = 0
  gate.open()
  expect((await desk.ended(transfer)).state).toBe('done')
  await vi.waitFor(() => expect(watched.every((id) => asked.includes(`/syncs/${id}`))).toBe(true), PATIENCE)
  asked.length = 0
  await uploads.api.answerUpload({ uploadId, choice: 'retry' })
  const { syncUris } = await uploads.api.getUpload({ uploadId })
  await vi.waitFor(() => expect(asked).toContain(syncUris[0]), PATIENCE)
  expect(await state()).not.toBe('needs-you')
}, 60_000)
