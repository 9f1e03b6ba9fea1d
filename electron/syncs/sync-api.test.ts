import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/connection.ts'
import { answerJson, type ScriptedServer, startScriptedServer } from '../eloqua/http/testing/scripted-server.ts'
import { createTestClient, TEST_CONNECTION } from '../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../platform/desktop.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createSyncApi } from './sync-api.ts'
import { indexesForTest } from './testing/memory-indexes.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

type Answers = Readonly<Record<string, (query: URLSearchParams) => unknown>>

/** An api on a real server; a path without an answer is a 404, an answer that is a number is that status. */
async function apiOn(answers: Answers, watched: readonly number[] = [], environment: Environment = 'practice') {
  const server = await startScriptedServer((request, response) => {
    const url = new URL(request.url, 'http://x')
    const answer = answers[url.pathname.replace('/api/bulk/2.0', '')]?.(url.searchParams)
    if (answer === undefined) answerJson(response, 404, {})
    else if (typeof answer === 'number') answerJson(response, answer, {})
    else answerJson(response, 200, answer)
  })
  servers.push(server)
  const client = createTestClient(server.origin, { connection: { ...TEST_CONNECTION, environment } })
  const questions: string[] = []
  const copied: string[] = []
  const desktop: Desktop = {
    ...ABSENT_DESKTOP,
    confirm: async ({ message }) => questions.push(message) < 0,
    writeClipboard: async (text) => void copied.push(text),
  }
  const userData = mkdtempSync(join(tmpdir(), 'sync-api-'))
  writeFileSync(join(userData, 'watched-syncs.json'), JSON.stringify({ [client.connection.id]: watched }))
  const told: unknown[] = []
  const api = createSyncApi({
    indexes: indexesForTest(),
    clients: { active: () => client, forConnection: async () => client },
    publish: (_event, payload) => void told.push(payload),
    desktop,
    userData,
    log: SILENT_LOG,
  })
  const paths = () => server.requests.map(({ url }) => decodeURIComponent(url.replace('/api/bulk/2.0', '')))
  return { api, server, copied, paths, told, questions }
}

function wireSync(id: number, status = 'success', uri = '/contacts/exports/1') {
  return {
    uri: `/syncs/${id}`,
    syncedInstanceUri: uri,
    status,
    createdAt: `2026-03-02T09:00:0${id % 10}.0000000Z`,
    createdBy: 'api.user',
  }
}

function wireDefinition(uri: string, name: string) {
  return { uri, name, fields: { Email: '{{Contact.Field(C_EmailAddress)}}' } }
}

const page = (items: readonly unknown[], more = false) => ({ items, totalResults: items.length, hasMore: more })

describe('createSyncApi', () => {
  it('goes on watching what was watched before a restart, although the window asks for nothing', async () => {
    const { told, paths } = await apiOn({ '/syncs/7': () => wireSync(7) }, [7])
    await expect.poll(() => told).toMatchObject([{ id: 7, status: 'success' }])
    expect(paths()).toContain('/syncs/7')
  })
})

describe('startSync', () => {
  const answers: Answers = {
    '/contacts/imports/4': () => wireDefinition('/contacts/imports/4', 'Newsletter'),
    '/contacts/exports/1': () => wireDefinition('/contacts/exports/1', 'Everybody'),
  }
  const posts = (server: ScriptedServer) => server.requests.filter(({ method }) => method === 'POST').length

  it('asks natively before a sync that writes to production, and sends nothing without a yes', async () => {
    const { api, server, questions } = await apiOn(answers, [], 'production')
    await expect(api.startSync({ definitionUri: '/contacts/imports/4' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(questions).toEqual(['Import everything staged in “Newsletter” in production?'])
    expect(posts(server)).toBe(0)
  })

  it('asks nothing before an export, nor in a sandbox', async () => {
    for (const [environment, definitionUri] of [
      ['production', '/contacts/exports/1'],
      ['sandbox', '/contacts/imports/4'],
    ] as const) {
      const { api, server, questions } = await apiOn(answers, [], environment)
      await expect(api.startSync({ definitionUri })).rejects.toMatchObject({ code: 'not-found' })
      expect(questions).toEqual([])
      expect(posts(server)).toBe(1)
    }
  })
})

describe('listSyncs', () => {
  it('asks the server for the page, newest first, and names what was synced', async () => {
    const { api, paths } = await apiOn({
      '/syncs': () => ({
        ...page([wireSync(3), wireSync(2, 'active', '/customObjects/9/imports/4')], true),
        totalResults: 57,
      }),
      '/contacts/exports/1': () => wireDefinition('/contacts/exports/1', 'Belgian contacts'),
      '/customObjects/9/imports/4': () => wireDefinition('/customObjects/9/imports/4', 'Purchases'),
      '/customObjects': () => page([{ name: 'Orders', uri: '/customObjects/9' }]),
    })
    const list = await api.listSyncs({ offset: 10, limit: 2 })
    expect(paths()[0]).toBe('/syncs?limit=2&offset=10&orderBy=createdAt+DESC')
    expect(list).toMatchObject({ totalResults: 57, hasMore: true, offset: 10, limit: 2 })
    expect(list.items.map(({ definition }) => [definition?.name, definition?.parentName])).toEqual([
      ['Belgian contacts', undefined],
      ['Purchases', 'Orders'],
    ])
  })

  it('learns each name once', async () => {
    const { api, paths } = await apiOn({
      '/syncs': () => page([wireSync(3), wireSync(2)]),
      '/contacts/exports/1': () => wireDefinition('/contacts/exports/1', 'Belgian contacts'),
    })
    await api.listSyncs({ offset: 0, limit: 10 })
    await api.listSyncs({ offset: 0, limit: 10 })
    expect(paths().filter((path) => path === '/contacts/exports/1')).toHaveLength(1)
  })

  it('lists syncs whose definition is gone or cannot be read', async () => {
    const { api } = await apiOn({
      '/syncs': () => page([wireSync(3), wireSync(2, 'error', '/contacts/imports/8')]),
      '/contacts/imports/8': () => 403,
    })
    const { items } = await api.listSyncs({ offset: 0, limit: 10 })
    expect(items.map(({ id, definition }) => [id, definition?.name])).toEqual([
      [3, undefined],
      [2, undefined],
    ])
  })

  it('drops entries whose uri is no sync’s', async () => {
    const { api } = await apiOn({
      '/syncs': () => page([wireSync(3), { uri: 'https://evil.example/syncs/4' }, null, 'x']),
    })
    expect((await api.listSyncs({ offset: 0, limit: 10 })).items.map(({ id }) => id)).toEqual([3])
  })

  it.each([{}, { hasMore: true }, { items: [], hasMore: true }, { items: {} }, [], null, { error: 'busy' }])(
    'does not take %j for an empty list',
    async (answer) => {
      const { api } = await apiOn({ '/syncs': () => answer })
      await expect(api.listSyncs({ offset: 0, limit: 10 })).rejects.toMatchObject({ code: 'unexpected-answer' })
    },
  )

  it('takes a list without items for empty where its total is 0', async () => {
    const { api } = await apiOn({ '/syncs': () => ({ totalResults: 0, hasMore: false }) })
    expect(await api.listSyncs({ offset: 0, limit: 10 })).toMatchObject({ items: [], hasMore: false })
  })

  it('lets the server filter by status where it can', async () => {
    const { api, paths } = await apiOn({
      '/syncs': (query) => page(query.get('q') === '"status=error"' ? [wireSync(4, 'error')] : [wireSync(5)]),
    })
    expect((await api.listSyncs({ offset: 0, limit: 10, status: 'error' })).items.map(({ id }) => id)).toEqual([4])
    expect(paths().filter((path) => path.startsWith('/syncs?'))).toHaveLength(1)
  })

  it.each([
    ['ignores', false],
    ['refuses', true],
  ])('filters by status itself when the server %s the filter', async (_how, refuses) => {
    const all = Array.from({ length: 30 }, (_, index) => wireSync(100 - index, index % 3 === 0 ? 'error' : 'success'))
    const { api } = await apiOn({
      '/syncs': (query) => {
        if (refuses && query.has('q')) return 400
        const offset = Number(query.get('offset'))
        const items = all.slice(offset, offset + Math.min(7, Number(query.get('limit'))))
        return { items, totalResults: 30, hasMore: offset + items.length < 30 }
      },
    })
    const second = await api.listSyncs({ offset: 4, limit: 4, status: 'error' })
    expect(second.items.map(({ id }) => id)).toEqual([88, 85, 82, 79])
    expect(second.hasMore).toBe(true)
    const last = await api.listSyncs({ offset: 8, limit: 4, status: 'error' })
    expect(last).toMatchObject({ hasMore: false, totalResults: 10 })
    expect(last.items.map(({ id }) => id)).toEqual([76, 73])
  })
})

describe('one sync', () => {
  const logs = [
    {
      statusCode: 'ELQ-00101',
      createdAt: '2026-03-02T09:10:07Z',
      severity: 'information',
      count: 0,
      syncUri: '/syncs/7',
    },
    {
      statusCode: 'ELQ-00001',
      createdAt: '2026-03-02T09:10:02Z',
      severity: 'information',
      count: 300,
      syncUri: '/syncs/7',
    },
    {
      statusCode: 'ELQ-00130',
      createdAt: '2026-03-02T09:10:01Z',
      severity: 'nonsense',
      count: 310,
      syncUri: '/syncs/7',
    },
  ]

  it('gives the logs of all pages in the order of time', async () => {
    const { api } = await apiOn({
      '/syncs/7/logs': (query) => {
        const offset = Number(query.get('offset'))
        return { items: logs.slice(offset, offset + 2), hasMore: offset === 0 }
      },
    })
    const sorted = await api.listSyncLogs({ id: 7 })
    expect(sorted.map(({ statusCode }) => statusCode)).toEqual(['ELQ-00130', 'ELQ-00001', 'ELQ-00101'])
    expect(sorted[0]?.severity).toBe('information')
  })

  it('takes the figures of an import from its log and its rejects', async () => {
    const { api } = await apiOn({
      '/syncs/7': () => wireSync(7, 'warning', '/contacts/imports/1'),
      '/syncs/7/logs': () => page(logs),
      '/syncs/7/rejects': () => ({ items: [{}], totalResults: 37, hasMore: true }),
    })
    expect(await api.getSyncFigures({ id: 7 })).toEqual({ rows: 300, rejected: 37 })
  })

  it('takes the rows of an export from its log, and says nothing of a sync that has not ended', async () => {
    const { api } = await apiOn({
      '/syncs/7': () => wireSync(7, 'success'),
      '/syncs/7/logs': () => page([{ statusCode: 'ELQ-00102', count: 5_000_000, createdAt: '' }]),
      '/syncs/8': () => wireSync(8, 'active'),
    })
    expect(await api.getSyncFigures({ id: 7 })).toEqual({ rows: 5_000_000 })
    expect(await api.getSyncFigures({ id: 8 })).toEqual({})
  })

  it('reads rejects page by page, at most 1,000 at a time, with values as text', async () => {
    const reject = {
      fieldValues: { email: 'bad', n: 5, __proto__: null },
      recordIndex: 2,
      statusCode: 'ELQ-00002',
      message: 'Invalid email address.',
      invalidFields: ['email'],
    }
    const { api, paths } = await apiOn({
      '/syncs/7/rejects': () => ({ items: [reject], totalResults: 871_598, hasMore: true }),
    })
    const rejects = await api.listSyncRejects({ id: 7, offset: 3_000, limit: 50_000 })
    expect(paths()[0]).toBe('/syncs/7/rejects?limit=1000&offset=3000')
    expect(rejects).toMatchObject({ totalResults: 871_598, hasMore: true })
    expect(rejects.items[0]).toMatchObject({
      recordIndex: 2,
      fieldValues: { email: 'bad', n: '5' },
      invalidFields: ['email'],
    })
  })

  it('says that the answer is odd when it is no sync', async () => {
    const { api } = await apiOn({ '/syncs/7': () => ({ hello: 1 }) })
    await expect(api.getSync({ id: 7 })).rejects.toMatchObject({ code: 'unexpected-answer' })
  })
})

describe('definitions', () => {
  const lists: Answers = {
    '/exports': () =>
      page([
        wireDefinition('/contacts/exports/1', 'Webinar contacts'),
        wireDefinition('/weird/exports/1', 'Webinar x'),
      ]),
    '/imports': () =>
      page([
        wireDefinition('/customObjects/9/imports/4', 'My webinar 50% list'),
        wireDefinition('/accounts/imports/5', 'Accounts'),
      ]),
    '/syncActions': () => page([]),
    '/customObjects': () => page([{ name: 'Orders', uri: '/customObjects/9' }]),
  }

  it('are found across kinds and objects by part of their name', async () => {
    const { api, paths } = await apiOn(lists)
    const found = await api.listDefinitions({
      kinds: ['export', 'import', 'syncAction'],
      search: 'WEBINAR ',
      limit: 50,
    })
    expect(found.map(({ name, kind, family, parentName }) => [name, kind, family, parentName])).toEqual([
      ['My webinar 50% list', 'import', 'customObjects', 'Orders'],
      ['Webinar contacts', 'export', 'contacts', undefined],
    ])
    expect(paths()[0]).toContain('q="name=*webinar*"')
  })

  it('are found also when the server refuses to search', async () => {
    const { api } = await apiOn({
      ...lists,
      '/imports': (query) => (query.has('q') ? 400 : lists['/imports']?.(query)),
    })
    const found = await api.listDefinitions({ kinds: ['import'], search: '50% list', limit: 50 })
    expect(found.map(({ name }) => name)).toEqual(['My webinar 50% list'])
  })

  it('come with their kind, object and the name of their custom object', async () => {
    const { api } = await apiOn({
      ...lists,
      '/customObjects/9/imports/4': () => wireDefinition('/customObjects/9/imports/4', 'Purchases'),
    })
    expect(await api.getDefinition({ uri: '/customObjects/9/imports/4' })).toMatchObject({
      kind: 'import',
      family: 'customObjects',
      parentId: 9,
      parentName: 'Orders',
      id: 4,
    })
  })

  it('are never asked for by a uri that is not one', async () => {
    const { api, server } = await apiOn(lists)
    await expect(api.getDefinition({ uri: '/contacts/imports/30;x' })).rejects.toMatchObject({ code: 'bad-arguments' })
    expect(server.requests).toHaveLength(0)
  })
})

describe('copyAsCurl', () => {
  it('copies the request as it would go out, without the password', async () => {
    const { api, copied, server } = await apiOn({})
    await api.copyAsCurl({ method: 'GET', path: '/syncs/7/data?limit=2' })
    await api.copyAsCurl({ method: 'GET', path: '/api/bulk/2.0/syncs/7' })
    expect(copied[0]).toContain(`${server.origin}/api/bulk/2.0/syncs/7/data?limit=2`)
    expect(copied[1]).toContain(`${server.origin}/api/bulk/2.0/syncs/7`)
    expect(copied.join()).not.toContain('practice')
    expect(copied[0]).toContain('APITest\\API.User:••••')
  })
})
