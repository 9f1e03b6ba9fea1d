import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCredentialStore } from './credentials.ts'
import type { Keychain } from './keychain-parts.ts'
import { createDesktopSession, type DesktopSession } from './testing/desktop-session.ts'

const secret = { company: 'Umbrella', user: 'ann', password: 'pä$$ "w\\ord:é漢字' }

describe.runIf(process.platform === 'linux')('the credential store on a real gnome-keyring', () => {
  let desktop: DesktopSession
  beforeEach(() => {
    desktop = createDesktopSession()
  })
  afterEach(() => desktop.remove())

  it('keeps a secret across starts, and removes it for good', async () => {
    const first = await desktop.run('unlocked', [['status'], ['put', 'a', secret], ['get', 'a']])
    expect(first).toMatchObject([{ value: { state: 'available' } }, {}, { value: secret }])
    expect(first[1]).not.toHaveProperty('error')

    expect(
      await desktop.run('unlocked', [
        ['get', 'a'],
        ['remove', 'a'],
        ['get', 'a'],
        ['remove', 'a'],
      ]),
    ).toEqual([{ value: secret }, {}, {}, {}])
    expect(await desktop.run('unlocked', [['get', 'a']])).toEqual([{}])
  })

  it('keeps many connections apart and replaces a password', async () => {
    const other = { ...secret, user: 'ben', password: 'second' }
    const outcomes = await desktop.run('unlocked', [
      ['put', 'a', secret],
      ['put', 'b', other],
      ['put', 'a', { ...secret, password: 'changed' }],
      ['get', 'a'],
      ['get', 'b'],
    ])
    expect(outcomes.slice(3)).toEqual([{ value: { ...secret, password: 'changed' } }, { value: other }])
  })

  it('says locked, and never "gone", while the keyring is locked; and everything is there afterwards', async () => {
    await desktop.run('unlocked', [['put', 'a', secret]])
    const locked = await desktop.run('locked', [['status'], ['get', 'a'], ['put', 'a', secret], ['remove', 'a']])
    expect(locked[0]).toMatchObject({ value: { state: 'locked' } })
    expect(locked.slice(1).map(({ error }) => error)).toEqual(Array(3).fill('keychain-locked'))
    expect(await desktop.run('unlocked', [['get', 'a']])).toEqual([{ value: secret }])
  })

  it('says locked, with advice to make one, where there is no default keyring', async () => {
    const [status, put] = await desktop.run('locked', [['status'], ['put', 'a', secret]])
    expect(status).toMatchObject({ value: { state: 'locked', advice: expect.stringContaining('default') } })
    expect(put).toMatchObject({ error: 'keychain-locked' })
  })

  it('says missing where nobody keeps secrets, and what to install', async () => {
    const [status, ...others] = await desktop.run('no-bus', [
      ['status'],
      ['get', 'a'],
      ['put', 'a', secret],
      ['remove', 'a'],
    ])
    expect(status).toMatchObject({ value: { state: 'missing', advice: expect.stringContaining('gnome-keyring') } })
    expect(others.map(({ error }) => error)).toEqual(Array(3).fill('keychain-missing'))
  })

  it.each(['not json', '{"v":2,"company":"c"}', '{}', 'null', '[]'])(
    'says that an entry changed from outside is unreadable, without quoting it: %s',
    async (value) => {
      await desktop.plant('a', value)
      const [got, put, again] = await desktop.run('unlocked', [
        ['get', 'a'],
        ['put', 'a', secret],
        ['get', 'a'],
      ])
      expect(got).toMatchObject({ error: 'secret-unusable' })
      expect(got?.message).not.toContain(value)
      expect(put).not.toHaveProperty('error')
      expect(again).toEqual({ value: secret })
    },
  )
})

/** A keychain in memory that works, but for what a test changes. */
function workingKeychain(entries = new Map<string, string>()): Keychain {
  return {
    getPassword: async (_service, account) => entries.get(account) ?? null,
    setPassword: async (_service, account, value) => void entries.set(account, value),
    deletePassword: async (_service, account) => entries.delete(account),
  }
}

describe('the credential store on odd keychains', () => {
  it('says missing when the native library cannot be loaded, and tries again the next time', async () => {
    let loads = 0
    const store = createCredentialStore({
      platform: 'linux',
      load: async () => {
        loads += 1
        if (loads < 3) throw new Error('Failed to load keytar native addon')
        return workingKeychain()
      },
    })
    expect(await store.status()).toMatchObject({ state: 'missing' })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'keychain-missing' })
    expect(await store.status()).toMatchObject({ state: 'available' })
  })

  it('never makes two calls at once', async () => {
    const working = workingKeychain()
    let open = 0
    let most = 0
    const watched = async <T>(call: () => Promise<T>): Promise<T> => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 2))
      open -= 1
      return call()
    }
    const store = createCredentialStore({
      load: async () => ({
        getPassword: (...args) => watched(() => working.getPassword(...args)),
        setPassword: (...args) => watched(() => working.setPassword(...args)),
        deletePassword: (...args) => watched(() => working.deletePassword(...args)),
      }),
    })
    await Promise.all([
      store.put('a', secret),
      store.get('a'),
      store.status(),
      store.put('b', secret),
      store.remove('a'),
    ])
    expect(most).toBe(1)
  })

  it('goes on after a call that failed', async () => {
    const working = workingKeychain()
    let failed = false
    const store = createCredentialStore({
      platform: 'win32',
      load: async () => ({
        ...working,
        setPassword(service, account, value) {
          if (account !== 'a' || failed) return working.setPassword(service, account, value)
          failed = true
          return Promise.reject(new Error('Der Stub erhielt falsche Daten.'))
        },
      }),
    })
    await expect(store.put('a', secret)).rejects.toMatchObject({ code: 'keychain-refused' })
    await store.put('a', secret)
    expect(await store.get('a')).toEqual(secret)
  })

  it('notices a keychain that keeps something else than it was given', async () => {
    const working = workingKeychain()
    const store = createCredentialStore({
      load: async () => ({
        ...working,
        getPassword: async (s, a) => (await working.getPassword(s, a))?.slice(0, 20) ?? null,
      }),
    })
    await expect(store.put('a', secret)).rejects.toMatchObject({ code: 'keychain-refused' })
    expect(await store.status()).toMatchObject({ state: 'refused' })
  })

  it('does not call an entry removed that is still there', async () => {
    const working = workingKeychain()
    const store = createCredentialStore({
      load: async () => ({
        ...working,
        deletePassword: async (s, account) => (account === 'a' ? false : working.deletePassword(s, account)),
      }),
    })
    await store.put('a', secret)
    await expect(store.remove('a')).rejects.toMatchObject({ code: 'keychain-refused' })
  })

  it.each([
    ['darwin', 'macOS Keychain', 'locked'],
    ['win32', 'Windows Credential Manager', 'refused'],
    ['linux', 'Secret Service (GNOME Keyring, KWallet)', 'locked'],
  ] as const)('judges a refused write by its platform: %s', async (platform, name, state) => {
    const store = createCredentialStore({
      platform,
      load: async () => ({ ...workingKeychain(), setPassword: () => Promise.reject(new Error('…')) }),
    })
    expect(await store.status()).toMatchObject({ name, state, advice: expect.stringMatching(/\w/) })
  })

  it.each([
    ['an empty password', ''],
    ['a NUL', 'abc\0def'],
    ['half a character', 'abc\ud800'],
    ['more than 2,000 bytes', 'é'.repeat(1_000)],
  ])('refuses %s before the keychain is asked', async (_name, password) => {
    const store = createCredentialStore({
      load: () => Promise.reject(new Error('The keychain was asked.')),
    })
    await expect(async () => store.put('a', { ...secret, password })).rejects.toMatchObject({ code: 'secret-unusable' })
  })
})
