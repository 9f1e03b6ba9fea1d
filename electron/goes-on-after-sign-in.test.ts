import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openOAuthDesk, signInByOAuth } from './connections/testing/oauth-desk.ts'
import { createResultDesk } from './runs/testing/result-desk.ts'
import { openUploadWorld, type UploadWorld } from './uploads/testing/upload-world.ts'

const PATIENCE = 20_000

async function post(client: UploadWorld['client'], path: string, body: object): Promise<string> {
  const outcome = await client.sendOnce({
    path,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body)),
  })
  if (outcome.kind !== 'accepted') throw new Error(outcome.error.message)
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}

test('an upload and a save that a dead sign-in stopped go on by themselves once the user has signed in again', async () => {
  const desk = await openOAuthDesk({ rows: 10 })
  onTestFinished(() => desk.close())
  let uploads: UploadWorld | undefined
  const app = desk.start((connectionId) => uploads?.service.goOn(connectionId))
  const { id } = await signInByOAuth(app)
  const client = app.clients.active()
  const fields = { email: '{{Contact.Field(C_EmailAddress)}}' }
  const target = await post(client, '/contacts/imports', { name: 'Waits', fields, identifierFieldName: 'email' })
  const exported = await post(client, '/contacts/exports', { name: 'All', fields })
  const sync = await post(client, '/syncs', { syncedInstanceUri: exported })
  await desk.simulator.control.settled()

  let isOver = false
  uploads = await openUploadWorld({
    after: { simulator: desk.simulator, folder: mkdtempSync(join(tmpdir(), 'goes-on-')) },
    client: () => client,
    services: {
      // The sign-in dies when the copy is made, before the rows go.
      reached: (step) => {
        if (step !== 'copy-ack' || isOver) return
        isOver = true
        desk.simulator.control.signIn.revokeRefresh()
        desk.simulator.control.signIn.revokeAccess()
      },
    },
  })
  const { api, service } = uploads
  onTestFinished(() => service.close())
  const checked = await uploads.check(target, 'email\r\nann@waits.example\r\nbob@waits.example\r\n')
  const request = { checkId: checked.checkId, way: 'private-copy', scope: 'all-good-rows' } as const
  const { uploadId } = await api.startUpload(request)
  const stopped = await uploads.atRest(uploadId)
  expect(stopped.question).toMatchObject({ kind: 'sign-in-again' })
  const results = createResultDesk(client)
  const saving = await results.api
    .saveResult({ syncId: Number(sync.split('/').at(-1)), flavour: 'exact' })
    .catch((error: unknown) => error)
  expect(saving).toMatchObject({ code: expect.stringMatching(/not-signed-in|sign-in-refused|unauthorized/) })

  desk.advance(61_000)
  const [saved] = await app.api.listSignInApps()
  await signInByOAuth(app, { app: { saved: saved?.id ?? '' }, connectionId: id })
  await vi.waitFor(async () => expect((await api.getUpload({ uploadId })).state).toBe('done'), PATIENCE)
  const rows = desk.simulator.control.sql(`SELECT id FROM contacts WHERE f100001 LIKE '%@waits.example'`)
  expect(rows).toHaveLength(2)
  const posts = desk.simulator.control.requests.list({ method: 'POST', path: '*/data' })
  expect(posts.filter(({ status = 0 }) => status < 300)).toHaveLength(1)
}, 60_000)
