import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSignInDesk, PASSWORD, REQUEST, type SignInDesk, whoIs } from './testing/sign-in-desk.ts'

let desk: SignInDesk
beforeEach(async () => {
  desk = await openSignInDesk()
})
afterEach(() => desk.close())

describe('several connections', () => {
  it('are switched between, and work for each goes on', async () => {
    const app = desk.start()
    const ann = await app.api.signIn(REQUEST)
    const ben = await app.api.signIn({ ...REQUEST, user: 'ben', label: 'Ben' })
    expect(await whoIs(app)).toBe('Umbrella\\ben')
    const annsClient = await app.clients.forConnection(ann.id)
    expect(await annsClient.readJson({ path: '/syncs' })).toEqual({ user: 'Umbrella\\ann' })
    await app.api.switchConnection({ id: ann.id })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
    expect((await app.api.listConnections()).connections.map(({ id }) => id).sort()).toEqual([ann.id, ben.id].sort())
  })

  it('are renamed and marked, which clients opened later know', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    await app.api.editConnection({ id, label: 'Test bed', environment: 'sandbox' })
    expect(app.clients.active().connection).toMatchObject({ label: 'Test bed', environment: 'sandbox' })
    await expect(app.api.editConnection({ id: 'nobody', label: 'x', environment: 'sandbox' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('stay production unless the user says otherwise in a dialog of main', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    desk.goesAhead = false
    await app.api.editConnection({ id, label: 'Renamed', environment: 'production' })
    expect(desk.questions).toEqual([])
    const edit = app.api.editConnection({ id, label: 'Renamed', environment: 'sandbox' })
    await expect(edit).rejects.toMatchObject({ code: 'cancelled' })
    expect(desk.questions).toEqual(['Mark “Renamed” as a sandbox?'])
    expect(app.clients.active().connection.environment).toBe('production')
  })
})

describe('forgetting', () => {
  it('takes the secret out of the keychain and the connection off the list', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    await app.api.forgetConnection({ id })
    expect(desk.entries.size).toBe(0)
    expect(await app.api.listConnections()).toEqual({ connections: [] })
    await expect(desk.start().api.listConnections()).resolves.toEqual({ connections: [] })
  })

  it('keeps the connection on the list as long as its secret may be left in the keychain', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    desk.isLocked = true
    await expect(app.api.forgetConnection({ id })).rejects.toMatchObject({ code: 'keychain-locked' })
    expect((await app.api.listConnections()).connections).toHaveLength(1)
    // Going on for this session only does not make the entry forgotten either.
    await app.api.signInAgain({ id, password: PASSWORD, keep: 'session' })
    await expect(app.api.forgetConnection({ id })).rejects.toMatchObject({ code: 'keychain-locked' })
    desk.isLocked = false
    await app.api.forgetConnection({ id })
    expect(desk.entries.size).toBe(0)
  })

  it('needs no keychain for a connection that never was in it', async () => {
    desk.isLocked = true
    const app = desk.start()
    const { id } = await app.api.signIn({ ...REQUEST, keep: 'session' })
    await app.api.forgetConnection({ id })
    expect(await app.api.listConnections()).toEqual({ connections: [] })
  })
})

describe('a password changed at Eloqua', () => {
  it('is told, and the new one replaces the old', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(REQUEST)
    desk.accepted = 'new password'
    await expect(whoIs(app)).rejects.toMatchObject({ code: expect.stringMatching(/unauthorized|sign-in-refused/) })
    await expect(app.api.signInAgain({ id, password: 'guess', keep: 'keychain' })).rejects.toMatchObject({
      code: 'sign-in-refused',
    })
    await app.api.signInAgain({ id, password: 'new password', keep: 'keychain' })
    expect(await whoIs(app)).toBe('Umbrella\\ann')
  })
})

describe('the practice instance', () => {
  it('starts on one click, answers, is saved nowhere, and is gone when it stops', async () => {
    const app = desk.start()
    const saved = await app.api.signIn(REQUEST)
    const practice = await app.api.openPractice()
    expect(practice).toMatchObject({ environment: 'practice', kept: 'session' })
    expect(await app.api.listConnections()).toMatchObject({ activeId: practice.id })
    const exports = await app.clients.active().readJson({ path: '/contacts/exports' })
    expect(exports).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })]),
    })

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
    expect(desk.files().join()).not.toContain('practice')
    expect(desk.entries.size).toBe(1)
  })
})
