import { afterEach, describe, expect, it } from 'vitest'
import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import type { ErrorContext } from '../../../shared/words/error-context.ts'
import { describeError } from '../../../shared/words/errors.ts'
import { answerJson, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts'
import { createTestClient } from './testing/test-client.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function clientOf(status: number) {
  const body =
    status === 400 ? { failures: [{ field: 'name', constraint: 'Must be a string of 1 to 100 characters' }] } : {}
  const server = await startScriptedServer((_request, response) => answerJson(response, status, body))
  servers.push(server)
  return createTestClient(server.origin)
}

async function errorOfRead(status: number): Promise<AppErrorData> {
  const client = await clientOf(status)
  return client.read({ path: '/syncs/1/data' }).then(
    () => expect.fail('this should not have succeeded'),
    (error: unknown) => (isAppError(error) ? error.toData() : expect.fail(String(error))),
  )
}

async function errorOfPost(status: number): Promise<AppErrorData> {
  const client = await clientOf(status)
  const body = Buffer.from('Id\n1\n')
  const outcome = await client.sendOnce({ path: '/contacts/imports/1/data', contentType: 'text/csv', body })
  return outcome.kind === 'accepted' ? expect.fail('this should not have been accepted') : outcome.error
}

const UNACCEPTED = /^Eloqua didn’t accept this part/
const DOUBT = /^This part may have reached Eloqua/

/** Every error the five pages of the API document: what the user reads while reading and while uploading. */
const DOCUMENTED: readonly (readonly [number, RegExp, RegExp])[] = [
  [400, /found errors/, UNACCEPTED],
  [401, /expired or was rejected/, UNACCEPTED],
  [403, /don’t have permission/, UNACCEPTED],
  [404, /Not found/, /32 MB/],
  [409, /Another sync is using/, UNACCEPTED],
  [410, /has expired/, UNACCEPTED],
  [412, /Still used/, UNACCEPTED],
  [413, /import storage is full/, /not imported/],
  [500, /returned an error/, DOUBT],
  [503, /isn’t available right now/, DOUBT],
]

describe('every documented answer reaches the user in words', () => {
  it.each(DOCUMENTED)('%i', async (status, title, meaning) => {
    const say = (error: AppErrorData, context: ErrorContext) => describeError(error, context)
    const reading = await errorOfRead(status)
    expect(say(reading, 'reading').title).toMatch(title)
    expect(reading.status).toBe(status)
    const uploading = await errorOfPost(status)
    expect(say(uploading, 'uploading').title).toMatch(title)
    expect(say(uploading, 'uploading').meaning).toMatch(meaning)
    if (status === 400)
      expect(uploading.failures).toEqual([{ field: 'name', constraint: 'Must be a string of 1 to 100 characters' }])
  })

  it.each([200, 201, 204])('%i is a success, read or sent', async (status) => {
    const uri = '/syncs/9'
    const server = await startScriptedServer((_request, response) =>
      status === 204 ? response.writeHead(204).end() : answerJson(response, status, { uri }),
    )
    servers.push(server)
    const client = createTestClient(server.origin)
    expect((await client.read({ path: '/syncs/9' })).status).toBe(status)
    const outcome = await client.sendOnce({ path: '/syncs', contentType: 'application/json', body: Buffer.from('{}') })
    expect(outcome).toMatchObject({ kind: 'accepted', reply: { status } })
  })
})
