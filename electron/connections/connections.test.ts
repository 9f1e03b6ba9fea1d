import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionsState, SignInRequest } from '../../shared/connection.ts'
import { createOnceTransport } from '../eloqua/once-transport.ts'
import { createConnections } from './connections.ts'
import { createCredentialStore, type Keychain } from './credentials.ts'

const PASSWORD = 'Zx9-canary-Qw7'
const request: SignInRequest = {
  company: 'Umbrella',
  user: 'ann',
  password: PASSWORD,
  label: 'Umbrella production',
  environment: 'production',
  keep: 'keychain',
}

let folder: string
let server: Server
let origin: string
let accepted: string
let entries: Map<string, string>
let isLocked: boolean
let published: ConnectionsState[]

/** Answers `/id` and one list, to whoever has the password that is right at the moment. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkdesk-connections-'))
  accepted = PASSWORD
  entries = new Map()
  isLocked = false
  published = []
  server = createServer((call, response) => {
    const given = Buffer.from(call.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
    const isRight = given.endsWith(`:${accepted}`)
    if (call.url === '/id') {
      response.end(JSON.stringify(isRight ? { urls: { base: origin } } : 'Not authenticated.'))
    } else {
      response
        .writeHead(isRight ? 200 : 401)
        .end(JSON.stringify(isRight ? { user: given.split(':')[0] } : 'Unauthorized'))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function keychain(): Keychain {
  const refuse = () => Promise.reject(new Error('Cannot create an item in a locked collection'))
  return {
    getPassword: async (_service, account) => (isLocked ? null : (entries.get(account) ?? null)),
    setPassword: async (_service, account, value) => (isLocked ? refuse() : void entries.set(account, value)),
    deletePassword: async (_service, account) => !isLocked && entries.delete(account),
  }
}

/** A start of the app on the same folder and keychain. */
function start() {
  return createConnections({
    userData: folder,
    loginUrl: `${origin}/id`,
    network: { fetch, once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }) },
    store: createCredentialStore({ platform: 'linux', load: async () => keychain() }),
    publish: (event, payload) => {
      if (event === 'connections-changed') published.push(payload as ConnectionsState)
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
}

const who = async ({ clients }: ReturnType<typeof start>) =>
  (await clients.active().readJson<{ user: string }>({ path: '/syncs' })).user

describe('signing in', () => {
  it('saves the connection, makes it the active one, and tells the window', async () => {
    const app = start()
    const connection = await app.api.signIn(request)
    expect(connection).toMatchObject({ label: 'Umbrella production', kept: 'keychain', host: new URL(origin).host })
    expect(await app.api.listConnections()).toEqual({ connections: [connection], activeId: connection.id })
    expect(published.at(-1)).toEqual({ connections: [connection], activeId: connection.id })
    expect(await who(app)).toBe('Umbrella\\ann')
  })

  it('never lets the password out: not in an answer, an event or a file', async () => {
    const app = start()
    const answers = [await app.api.signIn(request), await app.api.listConnections(), await app.api.getKeychainStatus()]
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(JSON.stringify([answers, published, files])).not.toContain(PASSWORD)
    expect(files.length).toBeGreaterThan(0)
  })

  it('saves nothing when Eloqua refuses', async () => {
    const app = start()
    await expect(app.api.signIn({ ...request, password: 'wrong' })).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    expect(entries.size).toBe(0)
  })

  it('saves nothing when the keychain is locked, and works for the session only instead', async () => {
    isLocked = true
    const app = start()
    await expect(app.api.signIn(request)).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    await app.api.signIn({ ...request, keep: 'session' })
    expect(await who(app)).toBe('Umbrella\\ann')
    expect(entries.size).toBe(0)
  })

  it.skipIf(process.platform === 'win32')(
    'leaves nothing in the keychain when the list cannot be written',
    async () => {
      const app = start()
      rmSync(folder, { recursive: true })
      await expect(app.api.signIn(request)).rejects.toMatchObject({ code: 'disk-failed' })
      expect(await app.api.listConnections()).toEqual({ connections: [] })
      expect(entries.size).toBe(0)
    },
  )

  it('corrects a saved connection instead of doubling it', async () => {
    const app = start()
    const first = await app.api.signIn(request)
    const second = await app.api.signIn({ ...request, company: 'UMBRELLA', label: 'Renamed', environment: 'sandbox' })
    expect(second).toMatchObject({ id: first.id, label: 'Renamed', environment: 'sandbox' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
  })
})

describe('the next start', () => {
  it('goes on with the connection of last time, its password from the keychain', async () => {
    const { id } = await start().api.signIn(request)
    const app = start()
    expect((await app.api.listConnections()).activeId).toBe(id)
    expect(await who(app)).toBe('Umbrella\\ann')
  })

  it('asks for a password that was for one session only', async () => {
    const { id } = await start().api.signIn({ ...request, keep: 'session' })
    const app = start()
    expect(await app.api.listConnections()).toMatchObject({ connections: [{ id, kept: 'session' }] })
    expect((await app.api.listConnections()).activeId).toBeUndefined()
    await expect(app.api.switchConnection({ id })).rejects.toMatchObject({ code: 'not-signed-in' })
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'keychain' })
    expect(await who(app)).toBe('Umbrella\\ann')
    expect(await app.api.listConnections()).toMatchObject({ connections: [{ id, kept: 'keychain' }], activeId: id })
  })

  it('says that the keychain is locked, loses nothing, and works once it is open', async () => {
    const { id } = await start().api.signIn(request)
    isLocked = true
    const app = start()
    await expect(app.clients.forConnection(id)).rejects.toMatchObject({ code: 'keychain-locked' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
    isLocked = false
    expect(await who(app)).toBe('Umbrella\\ann')
  })

  it('asks for the password again when its entry is gone from the keychain', async () => {
    const { id } = await start().api.signIn(request)
    entries.clear()
    const app = start()
    await expect(who(app)).rejects.toMatchObject({ code: 'not-signed-in' })
    // No longer in use, so that the window shows where to give it; but still on the list.
    expect(await app.api.listConnections()).toEqual({ connections: [expect.objectContaining({ id })] })
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'keychain' })
    expect(await who(app)).toBe('Umbrella\\ann')
  })
})

describe('signing out', () => {
  it('takes effect at once, also for work under way, and over a restart', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    const client = app.clients.active()
    await client.readJson({ path: '/syncs' })
    await app.api.signOut()
    expect(() => app.clients.active()).toThrow(expect.objectContaining({ code: 'not-signed-in' }))
    await expect(client.readJson({ path: '/syncs' })).rejects.toMatchObject({ code: 'not-signed-in' })
    await expect(app.clients.forConnection(id)).rejects.toMatchObject({ code: 'not-signed-in' })
    await expect(start().clients.forConnection(id)).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it('keeps what is saved: switching back needs no password', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    await app.api.signOut()
    expect((await app.api.switchConnection({ id })).id).toBe(id)
    expect(await who(app)).toBe('Umbrella\\ann')
  })
})

describe('several connections', () => {
  it('are switched between, and work for each goes on', async () => {
    const app = start()
    const ann = await app.api.signIn(request)
    const ben = await app.api.signIn({ ...request, user: 'ben', label: 'Ben' })
    expect(await who(app)).toBe('Umbrella\\ben')
    const annsClient = await app.clients.forConnection(ann.id)
    expect(await annsClient.readJson({ path: '/syncs' })).toEqual({ user: 'Umbrella\\ann' })
    await app.api.switchConnection({ id: ann.id })
    expect(await who(app)).toBe('Umbrella\\ann')
    expect((await app.api.listConnections()).connections.map(({ id }) => id).sort()).toEqual([ann.id, ben.id].sort())
  })

  it('are renamed and marked, which clients opened later know', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    await app.api.editConnection({ id, label: 'Test bed', environment: 'sandbox' })
    expect(app.clients.active().connection).toMatchObject({ label: 'Test bed', environment: 'sandbox' })
    await expect(app.api.editConnection({ id: 'nobody', label: 'x', environment: 'sandbox' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('forgetting', () => {
  it('takes the secret out of the keychain and the connection off the list', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    await app.api.forgetConnection({ id })
    expect(entries.size).toBe(0)
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    await expect(start().api.listConnections()).resolves.toEqual({ connections: [] })
  })

  it('keeps the connection on the list as long as its secret may be left in the keychain', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    isLocked = true
    await expect(app.api.forgetConnection({ id })).rejects.toMatchObject({ code: 'keychain-locked' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
    // Going on for this session only does not make the entry forgotten either.
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'session' })
    await expect(app.api.forgetConnection({ id })).rejects.toMatchObject({ code: 'keychain-locked' })
    isLocked = false
    await app.api.forgetConnection({ id })
    expect(entries.size).toBe(0)
  })

  it('needs no keychain for a connection that never was in it', async () => {
    isLocked = true
    const app = start()
    const { id } = await app.api.signIn({ ...request, keep: 'session' })
    await app.api.forgetConnection({ id })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
  })
})

describe('a password changed at Eloqua', () => {
  it('is told, and the new one replaces the old', async () => {
    const app = start()
    const { id } = await app.api.signIn(request)
    accepted = 'new password'
    await expect(who(app)).rejects.toMatchObject({ code: expect.stringMatching(/unauthorized|sign-in-refused/) })
    await expect(app.api.signInAgain({ id, password: 'guess', keep: 'keychain' })).rejects.toMatchObject({
      code: 'sign-in-refused',
    })
    await app.api.signInAgain({ id, password: 'new password', keep: 'keychain' })
    expect(await who(app)).toBe('Umbrella\\ann')
  })
})

describe('the practice instance', () => {
  it('starts on one click, answers, is saved nowhere, and is gone when it stops', async () => {
    const app = start()
    const saved = await app.api.signIn(request)
    const practice = await app.api.openPractice()
    expect(practice).toMatchObject({ environment: 'practice', kept: 'session' })
    expect(await app.api.listConnections()).toMatchObject({ activeId: practice.id })
    const { items } = await app.clients.active().readJson<{ items: unknown[] }>({ path: '/contacts/exports' })
    expect(items.length).toBeGreaterThan(0)

    expect((await app.api.openPractice()).host).toBe(practice.host)
    await expect(app.api.editConnection({ id: practice.id, label: 'x', environment: 'sandbox' })).rejects.toMatchObject(
      {
        code: 'not-allowed-now',
      },
    )
    await app.api.switchConnection({ id: saved.id })
    await app.api.switchConnection({ id: practice.id })

    await app.stop()
    expect(await app.api.listConnections()).toEqual({
      connections: [saved].map((one) => expect.objectContaining({ id: one.id })),
    })
    await expect(fetch(`http://${practice.host}/id`)).rejects.toThrow()
    expect(
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join(),
    ).not.toContain('practice')
    expect(entries.size).toBe(1)
  })
})
