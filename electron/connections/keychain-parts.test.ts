import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCredentialStore } from './credentials.ts'
import type { Keychain } from './keychain-parts.ts'
import type { Secret } from './secret.ts'

/** As Windows' Credential Manager: an entry holds 1,280 characters at most. */
function smallKeychain(entries: Map<string, string>, mayWrite: () => boolean = () => true): Keychain {
  return {
    getPassword: async (_service, account) => entries.get(account) ?? null,
    async setPassword(_service, account, value) {
      if (value.length > 1_280 || !mayWrite()) throw new Error('Stub received bad data.')
      entries.set(account, value)
    },
    deletePassword: async (_service, account) => entries.delete(account),
  }
}

function tokens(access: string, refresh = 'r'): Secret {
  return { tokens: { access, refresh, accessUntil: 1, refreshSent: 0 } }
}

function open(entries: Map<string, string>, mayWrite?: () => boolean) {
  return createCredentialStore({ platform: 'win32', load: async () => smallKeychain(entries, mayWrite) })
}

describe('a secret that is too long for one entry', () => {
  it('is read back whole, whatever its length and its letters', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 700 })
    await fc.assert(
      fc.asyncProperty(text, text, async (access, refresh) => {
        const entries = new Map<string, string>()
        await open(entries).put('id', tokens(access, refresh))
        expect(await open(entries).get('id')).toEqual(tokens(access, refresh))
      }),
      { numRuns: 100 },
    )
  })

  it('leaves one entry again when a short one replaces it, and none when it is removed', async () => {
    const entries = new Map<string, string>()
    const store = open(entries)
    await store.put('id', tokens('x'.repeat(5_000)))
    expect(entries.size).toBeGreaterThan(4)
    await store.put('id', tokens('short'))
    expect([...entries.keys()]).toEqual(['id'])
    await store.put('id', tokens('y'.repeat(5_000)))
    await store.remove('id')
    expect(entries.size).toBe(0)
  })

  it('is the old one or the new one after a crash at any write, never a mixture', async () => {
    const [before, after] = [tokens('b'.repeat(4_000)), tokens('a'.repeat(3_000))]
    for (let writes = 0; writes < 6; writes++) {
      const entries = new Map<string, string>()
      await open(entries).put('id', before)
      let left = writes
      await open(entries, () => left-- > 0)
        .put('id', after)
        .catch(() => undefined)
      expect([before, after]).toContainEqual(await open(entries).get('id'))
      await open(entries).remove('id')
      expect(entries.size).toBe(0)
    }
  })

  it('is not read at all when a part is missing or was changed, and can be replaced', async () => {
    const entries = new Map<string, string>()
    const store = open(entries)
    await store.put('id', tokens('x'.repeat(3_000)))
    const [part = ''] = [...entries.keys()].filter((name) => name !== 'id')
    entries.delete(part)
    await expect(store.get('id')).rejects.toMatchObject({ code: 'secret-unusable' })
    entries.set(part, 'y'.repeat(1_200))
    await expect(store.get('id')).rejects.toMatchObject({ code: 'secret-unusable' })
    await store.put('id', tokens('z'.repeat(3_000)))
    expect(await store.get('id')).toEqual(tokens('z'.repeat(3_000)))
  })

  it('that is longer than all parts together is refused before anything is written', async () => {
    const entries = new Map<string, string>()
    await expect(open(entries).put('id', tokens('x'.repeat(10_000)))).rejects.toMatchObject({ code: 'secret-unusable' })
    expect(entries.size).toBe(0)
  })
})
