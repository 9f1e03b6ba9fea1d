import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSignInDesk, PASSWORD, REQUEST, type SignInDesk, whoIs } from './testing/sign-in-desk.ts'

let desk: SignInDesk
beforeEach(async () => {
  desk = await openSignInDesk()
})
afterEach(() => desk.close())

describe('signing in', () => {
  it('saves the connection, makes it the active one, and tells the window', async () => {
    const app = desk.start()
    const connection = await app.api.signIn(REQUEST)
    expect(connection).toMatchObject({
      label: 'Umbrella production',
      kept: 'keychain',
      host: new URL(desk.origin).host,
    })
    expect(await app.api.listConnections()).toEqual({ connections: [connection], activeId: connection.id })
    expect(desk.published.at(-1)).toEqual({ connections: [connection], activeId: connection.id })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })

  it('never lets the password out: not in an answer, an event or a file', async () => {
    const app = desk.start()
    const answers = [await app.api.signIn(REQUEST), await app.api.listConnections(), await app.api.getKeychainStatus()]
    const files = desk.files()
    expect(JSON.stringify([answers, desk.published, files])).not.toContain(PASSWORD)
    expect(files.length).toBeGreaterThan(0)
  })

  it('saves nothing when Eloqua refuses', async () => {
    const app = desk.start()
    await expect(app.api.signIn({ ...REQUEST, password: 'wrong' })).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    expect(desk.entries.size).toBe(0)
  })

  it('saves nothing when the keychain is locked, and works for the session only instead', async () => {
    desk.isLocked = true
    const app = desk.start()
    await expect(app.api.signIn(REQUEST)).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    await app.api.signIn({ ...REQUEST, keep: 'session' })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
    expect(desk.entries.size).toBe(0)
  })

  it.skipIf(process.platform === 'win32')(
    'leaves nothing in the keychain when the list cannot be written',
    async () => {
      const app = desk.start()
      rmSync(desk.folder, { recursive: true })
      await expect(app.api.signIn(REQUEST)).rejects.toMatchObject({ code: 'disk-failed' })
      expect(await app.api.listConnections()).toEqual({ connections: [] })
      expect(desk.entries.size).toBe(0)
    },
  )

  it('corrects a saved connection instead of doubling it', async () => {
    const app = desk.start()
    const first = await app.api.signIn(REQUEST)
    const second = await app.api.signIn({ ...REQUEST, company: 'UMBRELLA', label: 'Renamed', environment: 'sandbox' })
    expect(second).toMatchObject({ id: first.id, label: 'Renamed', environment: 'sandbox' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
  })
})

describe('the next start', () => {
  it('goes on with the connection of last time, its password from the keychain', async () => {
    const { id } = await desk.start().api.signIn(REQUEST)
    const app = desk.start()
    expect((await app.api.listConnections()).activeId).toBe(id)
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })

  it('asks for a password that was for one session only', async () => {
    const { id } = await desk.start().api.signIn({ ...REQUEST, keep: 'session' })
    const app = desk.start()
    expect(await app.api.listConnections()).toMatchObject({ connections: [{ id, kept: 'session' }] })
    expect((await app.api.listConnections()).activeId).toBeUndefined()
    await expect(app.api.switchConnection({ id })).rejects.toMatchObject({ code: 'not-signed-in' })
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'keychain' })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
    expect(await app.api.listConnections()).toMatchObject({ connections: [{ id, kept: 'keychain' }], activeId: id })
  })

  it('says that the keychain is locked, loses nothing, and works once it is open', async () => {
    const { id } = await desk.start().api.signIn(REQUEST)
    desk.isLocked = true
    const app = desk.start()
    await expect(app.clients.forConnection(id)).rejects.toMatchObject({ code: 'keychain-locked' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
    desk.isLocked = false
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })

  it('asks for the password again when its entry is gone from the keychain', async () => {
    const { id } = await desk.start().api.signIn(REQUEST)
    desk.entries.clear()
    const app = desk.start()
    await expect(whoIs(app)).rejects.toMatchObject({ code: 'not-signed-in' })
    // No longer in use, so that the window shows where to give it; but still on the list.
    expect(await app.api.listConnections()).toEqual({ connections: [expect.objectContaining({ id })] })
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'keychain' })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })
})

describe('signing out', () => {
  it('takes effect at once, also for work under way, and over a restart', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    const client = app.clients.active()
    await client.readJson({ path: '/syncs' })
    await app.api.signOut()
    expect(() => app.clients.active()).toThrow(expect.objectContaining({ code: 'not-signed-in' }))
    await expect(client.readJson({ path: '/syncs' })).rejects.toMatchObject({ code: 'not-signed-in' })
    await expect(app.clients.forConnection(id)).rejects.toMatchObject({ code: 'not-signed-in' })
    await expect(desk.start().clients.forConnection(id)).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it('keeps what is saved: switching back needs no password', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    await app.api.signOut()
    expect((await app.api.switchConnection({ id })).id).toBe(id)
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })
})
