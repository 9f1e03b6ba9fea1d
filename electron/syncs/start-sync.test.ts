import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import {
  answerJson,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../eloqua/http/testing/scripted-server.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { startSync } from './start-sync.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const URI = '/contacts/exports/12'
const noSleep = async (): Promise<void> => {}

function wireSync(id: number, changes = {}) {
  return {
    uri: `/syncs/${id}`,
    syncedInstanceUri: URI,
    status: 'pending',
    createdAt: new Date().toISOString(),
    createdBy: 'api.user',
    ...changes,
  }
}

/** Lists what `listed` says for the n-th listing, and treats POSTs as the test says. */
async function eloqua(listed: (listing: number) => readonly unknown[], onPost: Script) {
  let listings = 0
  const server = await startScriptedServer((request, response, index, socket) => {
    if (request.method === 'POST') return onPost(request, response, index, socket)
    const items = listed(listings++)
    return answerJson(response, 200, { items, totalResults: items.length, hasMore: false })
  })
  servers.push(server)
  return {
    client: createTestClient(server.origin),
    posts: () => server.requests.filter(({ method }) => method === 'POST'),
  }
}

describe('startSync', () => {
  it('posts the definition and the callback, and gives back the sync', async () => {
    const { client, posts } = await eloqua(
      () => [],
      (_request, response) => answerJson(response, 201, wireSync(9)),
    )
    const sync = await startSync(client, { definitionUri: URI, callbackUrl: 'https://hooks.acme.example/x' })
    expect(sync).toMatchObject({ id: 9, status: 'pending', definition: { kind: 'export', id: 12 } })
    expect(JSON.parse(posts()[0]?.body.toString() ?? '')).toEqual({
      syncedInstanceUri: URI,
      callbackUrl: 'https://hooks.acme.example/x',
    })
  })

  it.each([
    ['the answer was lost', (_request, _response, _index, socket) => socket.destroy()],
    ['a 503 came although the sync was made', (_request, response) => answerJson(response, 503, {})],
  ] satisfies readonly (readonly [string, Script])[])('names the sync that appears when %s', async (_why, onPost) => {
    const old = wireSync(5)
    const { client, posts } = await eloqua((listing) => (listing < 2 ? [old] : [wireSync(6), old]), onPost)
    const error = await startSync(client, { definitionUri: URI }, noSleep).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'in-doubt', fate: 'may-have-arrived', syncIds: [6] })
    expect(error).toMatchObject({ message: expect.stringContaining('Sync 6 was started since') })
    expect(posts()).toHaveLength(1)
  })

  it('does not conclude from a list that cannot be read', async () => {
    const server = await startScriptedServer((request, response, _index, socket) =>
      request.method === 'POST' ? socket.destroy() : answerJson(response, 200, {}),
    )
    servers.push(server)
    const started = startSync(createTestClient(server.origin), { definitionUri: URI }, noSleep)
    await expect(started).rejects.toMatchObject({
      code: 'in-doubt',
      message: expect.stringContaining('cannot be read'),
    })
  })

  it.each([
    ['was there before', wireSync(5), [wireSync(5)]],
    ['is of another definition', wireSync(6, { syncedInstanceUri: '/contacts/exports/13' }), []],
    ['is of another user', wireSync(6, { createdBy: 'somebody.else' }), []],
  ])('does not name a sync that %s, never posts again, and says that it is in doubt', async (_why, listed, before) => {
    const { client, posts } = await eloqua(
      (listing) => (listing === 0 ? before : [listed]),
      (_request, _response, _index, socket) => socket.destroy(),
    )
    const error = await startSync(client, { definitionUri: URI }, noSleep).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'in-doubt', fate: 'may-have-arrived' })
    expect((error as AppError).syncIds).toBeUndefined()
    expect((error as AppError).message).toContain('Look again')
    expect(posts()).toHaveLength(1)
  })

  it('carries Eloqua’s validation failures through', async () => {
    const failures = [{ field: 'filter', value: 'x', constraint: 'Must reference a list' }]
    const { client } = await eloqua(
      () => [],
      (_request, response) => answerJson(response, 400, { failures }),
    )
    await expect(startSync(client, { definitionUri: URI })).rejects.toMatchObject({
      code: 'validation',
      failures,
      status: 400,
    })
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [413, 'storage-full'],
    [429, 'rate-limited'],
  ])('rejects with words after %i, without a second look', async (status, code) => {
    const { client, posts } = await eloqua(
      () => [],
      (_request, response) => answerJson(response, status, {}),
    )
    await expect(startSync(client, { definitionUri: URI })).rejects.toMatchObject({ code, fate: 'not-accepted' })
    expect(posts()).toHaveLength(1)
  })

  it.each([
    [{ definitionUri: 'https://evil.example/contacts/exports/1' }, 'syncedInstanceUri'],
    [{ definitionUri: URI, callbackUrl: 'javascript:alert(1)' }, 'callbackUrl'],
    [{ definitionUri: URI, callbackUrl: 'hooks' }, 'callbackUrl'],
  ])('lands its own objections on the field they are about', async (request, field) => {
    const { client, posts } = await eloqua(
      () => [],
      (_request, response) => answerJson(response, 201, wireSync(1)),
    )
    await expect(startSync(client, request)).rejects.toMatchObject({ code: 'validation', failures: [{ field }] })
    expect(posts()).toHaveLength(0)
  })
})
