import { afterEach, describe, expect, it } from 'vitest'
import { answerJson, type ScriptedServer, startScriptedServer } from '../http/testing/scripted-server.ts'
import { createTestClient } from '../http/testing/test-client.ts'
import { findLostSync, newestSyncId, readSyncsSince } from './find-lost-sync.ts'
import type { LostRequest } from './lost-sync.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const URI = '/contacts/imports/9'

function wireSync(id: number, change = {}) {
  const facts = { syncedInstanceUri: URI, status: 'active', createdAt: '2026-11-28T10:00:00Z', createdBy: 'API.User' }
  return { uri: `/syncs/${id}`, ...facts, ...change }
}

const page = (ids: readonly number[], rest: object = { hasMore: false }) => ({
  items: ids.map((id) => wireSync(id)),
  ...rest,
})

/** Answers the list of syncs page after page, and logs by what they say was staged. */
async function clientOn(pages: readonly unknown[], staged: Readonly<Record<number, unknown>> = {}) {
  let asked = 0
  const server = await startScriptedServer((request, response) => {
    const id = /\/syncs\/(\d+)\/logs/.exec(request.url)?.[1]
    if (id === undefined) return answerJson(response, 200, pages[Math.min(asked++, pages.length - 1)])
    return answerJson(response, 200, staged[Number(id)] ?? { items: [], hasMore: false })
  })
  servers.push(server)
  return createTestClient(server.origin)
}

const stagedLog = (count: number) => ({ items: [{ statusCode: 'ELQ-00130', count }], hasMore: false })

const REQUEST: LostRequest = {
  definitionUri: URI,
  user: 'api.user',
  newestBefore: 10,
  rows: 5,
  isOursAlone: false,
  spokenFor: new Set(),
}

const NO_LISTS: readonly unknown[] = [
  {},
  null,
  [],
  'x',
  { items: {} },
  { hasMore: false },
  { items: [], hasMore: true },
  { items: [], hasMore: false },
  { items: [{}], hasMore: false },
  { items: [wireSync(12, { status: undefined })], hasMore: false },
  { items: [wireSync(12)], totalResults: '1', hasMore: false },
]

describe('findLostSync', () => {
  it.each(NO_LISTS)('knows nothing of %j, which is no list of syncs', async (answer) => {
    expect(await findLostSync(await clientOn([answer]), REQUEST)).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    ['is from before the note', [page([9, 8])]],
    ['ends before it comes to the note', [page([13, 12])]],
    ['breaks off', [page([13, 12], { totalResults: 5, hasMore: true }), { items: [], totalResults: 5, hasMore: true }]],
    ['gives one page for ever', [page([13, 12], { hasMore: true })]],
    ['is empty although a sync is known', [{ items: [], totalResults: 0, hasMore: false }]],
  ])('knows nothing of a list that %s', async (_what, pages) => {
    expect(await findLostSync(await clientOn(pages), REQUEST)).toMatchObject({ kind: 'unknown' })
  })

  it('says that there is none where the list goes back to the note', async () => {
    const client = await clientOn([{ items: [wireSync(12, { createdBy: 'bob' }), wireSync(10)], hasMore: true }])
    expect(await findLostSync(client, REQUEST)).toEqual({ kind: 'none' })
  })

  it('reads on in a list that does not heed the order', async () => {
    const pages = [page([9, 10], { hasMore: true }), page([11])]
    const client = await clientOn(pages, { 11: stagedLog(5) })
    expect(await findLostSync(client, REQUEST)).toMatchObject({ kind: 'unclear', candidates: [{ id: 11 }] })
  })

  it('rules out by their logs the syncs that took fewer rows', async () => {
    const client = await clientOn([page([13, 12, 10])], { 13: stagedLog(1), 12: stagedLog(5) })
    const found = await findLostSync(client, REQUEST)
    expect(found).toMatchObject({ kind: 'unclear', candidates: [{ id: 12 }], mayClear: false })
  })

  it('keeps a sync whose log is no log', async () => {
    const client = await clientOn([page([12, 10])], { 12: { error: 'busy' } })
    expect(await findLostSync(client, REQUEST)).toMatchObject({ kind: 'unclear', candidates: [{ id: 12 }] })
  })

  it('asks for no log of the only sync of a definition that is ours alone', async () => {
    const client = await clientOn([page([12, 10])], { 12: {} })
    const found = await findLostSync(client, { ...REQUEST, isOursAlone: true })
    expect(found).toMatchObject({ kind: 'ours', sync: { id: 12 } })
  })

  it('names the error where no answer comes at all', async () => {
    const server = await startScriptedServer((_request, response) => answerJson(response, 403, {}))
    servers.push(server)
    const found = await findLostSync(createTestClient(server.origin), REQUEST)
    expect(found).toMatchObject({ kind: 'unknown', error: { code: 'forbidden' } })
  })
})

describe('newestSyncId', () => {
  it('never goes down', async () => {
    expect(await newestSyncId(await clientOn([page([12, 11])]), 10)).toBe(12)
    expect(await newestSyncId(await clientOn([page([7])]), 10)).toBe(10)
    expect(await newestSyncId(await clientOn([{ totalResults: 0, hasMore: false }]), 10)).toBe(10)
  })

  it.each(NO_LISTS)('is not 0 for %j', async (answer) => {
    await expect(newestSyncId(await clientOn([answer]))).rejects.toMatchObject({ code: 'unexpected-answer' })
  })
})

describe('readSyncsSince', () => {
  it('reads to the end where nothing was noted', async () => {
    const client = await clientOn([page([3, 2], { hasMore: true }), page([1])])
    expect(await readSyncsSince(client, undefined)).toMatchObject({ known: [{ id: 3 }, { id: 2 }, { id: 1 }] })
  })
})
