/** Where the Bulk API of this instance lives, learned from `/id` and kept until a 401 says it may have moved. */
export interface BulkBase {
  /** Without a slash at its end. */
  get(): Promise<string>
  /**
   * Asks `/id` again, unless a newer base than `used` was learned meanwhile. Until the answer is there `get` waits for
   * it: whether the instance moved or the sign-in is refused is found out once, not by every request.
   */
  renew(used: string): Promise<string>
  /** The next `get` asks again. */
  forget(): void
}

export function createBulkBase(discover: () => Promise<{ readonly bulkBase: string }>): BulkBase {
  let known: string | undefined
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    try {
      known = withoutEndSlashes((await discover()).bulkBase)
      return known
    } finally {
      asking = undefined
    }
  }

  function askOnce(): Promise<string> {
    asking ??= ask()
    return asking
  }

  return {
    get: () => (known === undefined ? askOnce() : Promise.resolve(known)),
    renew(used) {
      if (known !== undefined && known !== used) return Promise.resolve(known)
      known = undefined
      return askOnce()
    },
    forget() {
      known = undefined
    },
  }
}

export function withoutEndSlashes(base: string): string {
  let end = base.length
  while (base[end - 1] === '/') end -= 1
  return base.slice(0, end)
}
