import type { ConnectionIndex } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'

/** Entries in the keychain that no list names yet: noted before they are written, so that a crash leaves none behind. */
export interface Leftovers {
  note(id: string): void
  /** A list names the id now, or the entry was removed. */
  settle(id: string): void
  /** Removes what attempts that broke off left. Rejects with a keychain code; what is left stays noted. */
  sweep(): Promise<void>
}

export function createLeftovers(index: ConnectionIndex, store: CredentialStore): Leftovers {
  const ids = () => index.read().leftovers ?? []

  function write(leftovers: readonly string[]): void {
    const { leftovers: _before, ...rest } = index.read()
    index.write({ ...rest, ...(leftovers.length > 0 ? { leftovers } : {}) })
  }

  function settle(id: string): void {
    if (ids().includes(id)) write(ids().filter((one) => one !== id))
  }

  return {
    note: (id) => write([...ids().filter((one) => one !== id), id]),
    settle,
    async sweep() {
      const named = new Set(index.read().connections.map(({ id }) => id))
      for (const id of ids()) {
        if (!named.has(id)) await store.remove(id)
        settle(id)
      }
    },
  }
}
