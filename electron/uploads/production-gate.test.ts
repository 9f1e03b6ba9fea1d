import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestClient, TEST_CONNECTION } from '../eloqua/http/testing/test-client.ts'
import { openUploadWorld } from './testing/upload-world.ts'

const world = await openUploadWorld({
  client: (origin) => createTestClient(origin, { connection: { ...TEST_CONNECTION, environment: 'production' } }),
})
const { api, questions, answers } = world
afterAll(() => world.simulator.close())
beforeEach(() => {
  questions.length = 0
  answers.goAhead = true
})

const ROWS = 'Email Address,First Name\nann@a.example,Ann\nbob@b.example,Bob\n'
const staging = await createImport()

async function createImport(): Promise<string> {
  const fields = { email: '{{Contact.Field(C_EmailAddress)}}', first: '{{Contact.Field(C_FirstName)}}' }
  const body = { name: 'Newsletter', fields, identifierFieldName: 'email' }
  const response = await fetch(`${world.simulator.origin}/api/bulk/2.0/contacts/imports`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('APITest\\API.User:practice').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  return ((await response.json()) as { uri: string }).uri
}

const stagedRows = () => world.simulator.control.requests.list({ method: 'POST', path: '*/data' }).length

describe('writing to production', () => {
  it('goes ahead with the token of the check that was shown, and does not ask again for its sync', async () => {
    const { checkId, shown } = await world.check(staging, ROWS)
    const { uploadId } = await api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows', shown })
    expect((await world.atRest(uploadId)).state).toBe('staged')
    await api.startStagedSync({ uploadId, shown })
    expect((await world.atRest(uploadId)).state).toBe('done')
    expect(questions).toEqual([])
  })

  it.each([undefined, 'a-token-of-another-check'])(
    'asks natively, naming definition, rows and connection, with the token %s',
    async (shown) => {
      answers.goAhead = false
      const before = stagedRows()
      const { checkId } = await world.check(staging, ROWS)
      const sending = api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows', shown })
      await expect(sending).rejects.toMatchObject({ code: 'cancelled', fate: 'not-sent' })
      expect(questions).toMatchObject([
        {
          message: 'Send 2 rows to “Newsletter” in production?',
          detail: expect.stringContaining('Company: APITest\nUser: API.User'),
        },
      ])
      expect(stagedRows()).toBe(before)
    },
  )

  it('asks before the sync of staged rows whose check this window did not show', async () => {
    const { checkId, shown } = await world.check(staging, ROWS)
    const { uploadId } = await api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows', shown })
    await world.atRest(uploadId)
    answers.goAhead = false
    await expect(api.startStagedSync({ uploadId })).rejects.toMatchObject({ code: 'cancelled' })
    expect(questions).toMatchObject([{ message: 'Import 2 rows in “Newsletter” in production?' }])
    expect((await api.getUpload({ uploadId })).state).toBe('staged')
    answers.goAhead = true
    await api.startStagedSync({ uploadId })
    expect((await world.atRest(uploadId)).state).toBe('done')
  })

  it('asks once, and by the import, about rows that are sent to be imported at once without a check that was shown', async () => {
    const { checkId, shown } = await world.check(staging, ROWS)
    const order = { checkId, way: 'straight', scope: 'all-good-rows', importsAtOnce: true } as const
    answers.goAhead = false
    await expect(api.startUpload(order)).rejects.toMatchObject({ code: 'cancelled' })
    expect(questions).toMatchObject([{ message: 'Import 2 rows in “Newsletter” in production?' }])
    const { uploadId } = await api.startUpload({ ...order, shown })
    expect((await world.atRest(uploadId)).state).toBe('done')
    expect(questions).toHaveLength(1)
  })

  it('asks about rows that the window wrote, whatever it shows', async () => {
    const { checkId, shown } = await world.check(staging, ROWS)
    const { uploadId } = await api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows', shown })
    await world.atRest(uploadId)
    const file = await api.fixRejected({ uploadId, headers: ['email', 'first'], rows: [['eve@e.example', 'Eve']] })
    const corrected = await world.checkFile(staging, file)
    answers.goAhead = false
    const sending = api.startUpload({
      checkId: corrected.checkId,
      way: 'private-copy',
      scope: 'all-good-rows',
      shown: corrected.shown,
    })
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' })
    expect(questions).toMatchObject([{ message: 'Send 1 row to “Newsletter” in production?' }])
  })

  it('asks once about typed rows that are staged: for their sending, with their number, and not again for their sync', async () => {
    const { checkId, shown } = await world.check(staging, ROWS)
    const { uploadId } = await api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows', shown })
    await world.atRest(uploadId)
    const file = await api.fixRejected({ uploadId, headers: ['email', 'first'], rows: [['eve@e.example', 'Eve']] })
    const corrected = await world.checkFile(staging, file)
    expect(corrected.shown).toBeUndefined()
    const sent = await api.startUpload({ checkId: corrected.checkId, way: 'straight', scope: 'all-good-rows' })
    await world.atRest(sent.uploadId)
    await api.startStagedSync(sent)
    expect((await world.atRest(sent.uploadId)).state).toBe('done')
    expect(questions).toMatchObject([{ message: 'Send 1 row to “Newsletter” in production?' }])
  })
})
