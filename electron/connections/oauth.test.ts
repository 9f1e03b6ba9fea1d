import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestBrowser } from '../../simulator/sign-in/testing/test-browser.ts'
import { APP, type OAuthDesk, openOAuthDesk, REQUEST, readSyncs, signInByOAuth, USER } from './testing/oauth-desk.ts'

const HOUR = 3_600_000
const PASSWORD_REQUEST = { ...USER, label: 'Umbrella', environment: 'sandbox', keep: 'keychain' } as const

let desk: OAuthDesk
beforeEach(async () => {
  desk = await openOAuthDesk()
})
afterEach(() => desk.close())

const failure = (oauth: string) => ({ code: 'oauth-failed', oauth })
const secretsInFiles = () =>
  desk
    .files()
    .filter((text) => [USER.password, APP.clientSecret, ...desk.entries.values()].some((s) => text.includes(s)))

describe('signing in by OAuth', () => {
  it('learns company and user from Eloqua, keeps the app for the company, and nothing secret in a file', async () => {
    const app = desk.start()
    const connection = await signInByOAuth(app)
    expect(connection).toMatchObject({ company: 'Umbrella', user: 'Ann.Lee', label: 'Umbrella', way: 'oauth' })
    expect(await readSyncs(app)).toBe(200)
    expect(await app.api.listSignInApps()).toMatchObject([{ company: 'Umbrella', clientId: APP.clientId }])
    expect(desk.entries.size).toBe(2)
    expect(secretsInFiles()).toEqual([])
    expect(await app.api.getSignInReport()).toMatchObject({
      displayName: 'Ann Lee',
      readDefinitions: 'yes',
      createDefinitions: 'yes',
      seeSyncs: 'yes',
    })
  })

  it('works where the company allows single sign-on only, and after a restart without a page', async () => {
    desk.simulator.control.signIn.settings.way = 'sso-only'
    await expect(desk.start().api.signIn(PASSWORD_REQUEST)).rejects.toMatchObject({ code: 'sign-in-refused' })
    await signInByOAuth(desk.start())
    const again = desk.start()
    expect(await readSyncs(again)).toBe(200)
    expect(desk.grants).toEqual(['authorization_code'])
  })

  it('uses the saved app for the next user of the company', async () => {
    const app = desk.start()
    await signInByOAuth(app)
    const [saved] = await app.api.listSignInApps()
    desk.advance(61_000)
    await signInByOAuth(app, { app: { saved: saved?.id ?? '' } })
    expect(await app.api.listSignInApps()).toHaveLength(1)
  })

  it('takes the address that a browser ended on, once, and only of its own attempt', async () => {
    const app = desk.start()
    const { attemptId } = await app.api.beginOAuth({ ...REQUEST, way: 'browser' })
    const { address } = await createTestBrowser(desk.simulator.origin).open(desk.pages[0] ?? '', USER)
    const good = address?.href ?? ''
    const finish = (pasted: string) => app.api.finishOAuth({ attemptId, address: pasted })
    await expect(finish('https://login.eloqua.com/')).rejects.toMatchObject(failure('address-elsewhere'))
    await expect(finish(APP.redirectUri)).rejects.toMatchObject(failure('address-without-code'))
    await expect(finish(good.replace('state=', 'state=x'))).rejects.toMatchObject(failure('address-of-other-attempt'))
    expect(await finish(` ${good} `)).toMatchObject({ user: 'Ann.Lee' })
    await expect(finish(good)).rejects.toMatchObject(failure('attempt-over'))
    expect(desk.grants).toEqual(['authorization_code'])
  })

  it('ends an attempt when another begins, and when it is cancelled', async () => {
    const app = desk.start()
    const first = await app.api.beginOAuth({ ...REQUEST, way: 'browser' })
    const second = await app.api.beginOAuth({ ...REQUEST, way: 'browser' })
    const address = `${APP.redirectUri}?code=x&state=y`
    await expect(app.api.finishOAuth({ ...first, address })).rejects.toMatchObject(failure('attempt-over'))
    await app.api.cancelOAuth(second)
    await expect(app.api.finishOAuth({ ...second, address })).rejects.toMatchObject(failure('attempt-over'))
  })
})

describe('a sign-in that fails', () => {
  const begin = (app: Partial<typeof APP>) =>
    desk.start().api.beginOAuth({ ...REQUEST, app: { fresh: { ...APP, ...app } } })

  it.each([
    [{ clientId: 'malformed' }, 'app-unknown'],
    [{ clientId: '0'.repeat(32) }, 'app-unknown'],
    [{ redirectUri: 'https://elsewhere.example/' }, 'redirect-unknown'],
  ])('says before any page that %j is wrong', async (app, oauth) => {
    await expect(begin(app)).rejects.toMatchObject(failure(oauth))
  })

  it.each([
    ['the user denies', { answer: 'deny' as const }, failure('denied')],
    ['the window is closed', { password: 'wrong' }, { code: 'cancelled' }],
  ])('when %s, and leaves nothing behind', async (_name, answers, expected) => {
    desk.answers = answers
    await expect(signInByOAuth(desk.start())).rejects.toMatchObject(expected)
    expect(desk.entries.size).toBe(0)
  })

  it('with a wrong client secret', async () => {
    const fresh = { ...APP, clientSecret: 'wrong' }
    await expect(signInByOAuth(desk.start(), { app: { fresh } })).rejects.toMatchObject(failure('client-secret'))
  })

  it('twice within a minute says how long to wait, whether Bulkdesk knows or Eloqua says it', async () => {
    const app = desk.start()
    await signInByOAuth(app)
    const soon = { ...failure('too-soon'), retryAfterSeconds: expect.any(Number) }
    await expect(app.api.beginOAuth(REQUEST)).rejects.toMatchObject(soon)
    await expect(signInByOAuth(desk.start())).rejects.toMatchObject(soon)
  })

  it('because the code is too old, or got no answer, sends it once', async () => {
    const app = desk.start()
    const { attemptId } = await app.api.beginOAuth({ ...REQUEST, way: 'browser' })
    const { address } = await createTestBrowser(desk.simulator.origin).open(desk.pages[0] ?? '', USER)
    desk.simulator.control.clock.advance(61_000)
    const late = app.api.finishOAuth({ attemptId, address: address?.href ?? '' })
    await expect(late).rejects.toMatchObject(failure('code-refused'))
    desk.advance(61_000)
    desk.simulator.control.faults.add({ path: '/auth/oauth2/token', effect: { kind: 'reset', when: 'after-body' } })
    await expect(signInByOAuth(app)).rejects.toMatchObject(failure('no-answer'))
    expect(desk.grants).toEqual(['authorization_code', 'authorization_code'])
  })
})

describe('tokens', () => {
  it('are renewed once for many requests, and the new ones are in the keychain before they are used', async () => {
    const app = desk.start()
    await signInByOAuth(app)
    const before = new Map(desk.entries)
    desk.advance(9 * HOUR)
    expect(await Promise.all(Array.from({ length: 8 }, () => readSyncs(app)))).toEqual(Array(8).fill(200))
    expect(desk.grants).toEqual(['authorization_code', 'refresh_token'])
    expect([...desk.entries.values()].some((value) => ![...before.values()].includes(value))).toBe(true)
    expect(await readSyncs(desk.start())).toBe(200)
    expect(desk.grants).toHaveLength(2)
  })

  it('that Eloqua ended are renewed on the refusal, for reads and for what is sent once', async () => {
    const app = desk.start()
    await signInByOAuth(app)
    await readSyncs(app)
    desk.simulator.control.signIn.revokeAccess()
    expect(await readSyncs(app)).toBe(200)
    desk.advance(HOUR)
    desk.simulator.control.signIn.revokeAccess()
    const body = Buffer.from(JSON.stringify({ syncedInstanceUri: '/contacts/exports/88' }))
    const outcome = await app.clients.active().sendOnce({ path: '/syncs', contentType: 'application/json', body })
    expect(outcome.kind).toBe('accepted')
    expect(
      desk.simulator.control.requests.list({ method: 'POST', path: '*/syncs' }).map(({ status }) => status),
    ).toEqual([401, 201])
    expect(desk.grants.filter((grant) => grant === 'refresh_token')).toHaveLength(2)
  })

  it('that cannot be renewed any more leave the connection in use and tell the window; signing in again goes on in place', async () => {
    const app = desk.start()
    const { id } = await signInByOAuth(app)
    const client = app.clients.active()
    desk.simulator.control.signIn.revokeRefresh()
    desk.advance(9 * HOUR)
    await expect(client.readJson({ path: '/syncs' })).rejects.toMatchObject({ code: 'not-signed-in' })
    const state = await app.api.listConnections()
    expect([state.activeId, state.connections[0]?.trouble]).toEqual([id, 'sign-in-over'])
    const [saved] = await app.api.listSignInApps()
    const again = await signInByOAuth(app, { app: { saved: saved?.id ?? '' }, connectionId: id })
    expect([again.id, again.trouble]).toEqual([id, undefined])
    // The very client that was refused, as a running upload holds it.
    expect((await client.read({ path: '/syncs' })).status).toBe(200)
  })

  it('that a locked keychain does not take are told of, and kept from being lost while Bulkdesk runs', async () => {
    const app = desk.start()
    await signInByOAuth(app)
    desk.advance(7.5 * HOUR)
    desk.isLocked = true
    expect(await readSyncs(app)).toBe(200)
    expect(desk.grants).toEqual(['authorization_code'])
    desk.isLocked = false
    desk.advance(61_000)
    expect(await readSyncs(app)).toBe(200)
    await expect.poll(() => desk.grants).toEqual(['authorization_code', 'refresh_token'])
  })
})

describe('moving over', () => {
  it('keeps the connection, from password to OAuth and back, and leaves no entry of the other way', async () => {
    const app = desk.start()
    const { id } = await app.api.signIn(PASSWORD_REQUEST)
    const moved = await signInByOAuth(app, { connectionId: id, label: 'Umbrella' })
    expect(moved).toMatchObject({ id, label: 'Umbrella', way: 'oauth', environment: 'sandbox' })
    expect([...desk.entries.values()].join()).not.toContain(USER.password)
    const back = await app.api.signInAgain({ id, password: USER.password, keep: 'keychain' })
    expect([back.id, back.way]).toEqual([id, undefined])
    expect([...desk.entries.keys()]).toEqual([id])
    expect([...desk.entries.values()].join()).toContain(USER.password)
    expect(await app.api.listSignInApps()).toEqual([])
  })

  it('does not give the history of one user to another', async () => {
    await desk.close()
    const other = { ...USER, user: 'Bea' }
    desk = await openOAuthDesk({ users: [{ ...USER }, other] })
    const app = desk.start()
    const { id } = await app.api.signIn(PASSWORD_REQUEST)
    desk.answers = other
    await expect(signInByOAuth(app, { connectionId: id })).rejects.toMatchObject(failure('other-user'))
    expect((await app.api.listConnections()).connections).toMatchObject([{ id, user: 'Ann.Lee' }])
  })
})

describe('leaving', () => {
  it('signing out removes the tokens and keeps the app; removing removes both', async () => {
    const app = desk.start()
    const { id } = await signInByOAuth(app)
    await app.api.signOut()
    expect(desk.entries.size).toBe(1)
    expect([...desk.entries.values()][0]).toContain(APP.clientSecret)
    await expect(app.api.switchConnection({ id })).rejects.toMatchObject({ code: 'not-signed-in' })
    await app.api.forgetConnection({ id })
    expect(desk.entries.size).toBe(0)
    expect(await app.api.listSignInApps()).toEqual([])
  })

  it('a sign-in that broke off before it was listed leaves nothing after the next start', async () => {
    await signInByOAuth(desk.start())
    const path = join(desk.folder, 'connections.json')
    const index = JSON.parse(readFileSync(path, 'utf8'))
    expect(index.leftovers).toBeUndefined()
    // As after a crash between the entry in the keychain and the list, with halves of a long entry.
    writeFileSync(path, JSON.stringify({ ...index, leftovers: ['ghost'] }))
    for (const name of ['ghost', 'ghost/a0', 'ghost/b3']) desk.entries.set(name, 'half')
    desk.start()
    await expect.poll(() => [...desk.entries.keys()].filter((name) => name.startsWith('ghost'))).toEqual([])
    expect(JSON.parse(readFileSync(path, 'utf8')).leftovers).toBeUndefined()
  })
})

describe('a refused password', () => {
  it('names the causes by what is known, and counts the tries', async () => {
    const app = desk.start()
    const wrong = { ...PASSWORD_REQUEST, password: 'wrong' }
    for (let tries = 1; tries <= 5; tries++) {
      const first = tries === 5 ? 'locked' : 'typo'
      await expect(app.api.signIn(wrong)).rejects.toMatchObject({
        refusal: { tries, causes: [first, ...Array(5).fill(expect.anything())] },
      })
    }
  })

  it('that was saved and works no more speaks of its age and of single sign-on', async () => {
    await desk.start().api.signIn(PASSWORD_REQUEST)
    desk.simulator.control.signIn.settings.way = 'sso-only'
    desk.advance(121 * 24 * HOUR)
    await expect(desk.start().clients.active().readJson({ path: '/syncs' })).rejects.toMatchObject({
      code: 'sign-in-refused',
      refusal: {
        tries: 1,
        passwordDays: 121,
        causes: [
          'password-old',
          'password-changed',
          'sso-only',
          expect.anything(),
          expect.anything(),
          expect.anything(),
        ],
      },
    })
  })
})
