import { AppError } from '../../../shared/contract/errors.ts'

/** Where the Bulk API of this instance lives, learned from `/id` and kept until a 401 says it may have moved. */
export interface BulkBase {
  /** Without a slash at its end. */
  get(): Promise<string>
  /** Asks `/id` again, unless somebody else already learned a newer base than `used`. */
  renew(used: string): Promise<string>
  /** The next `get` asks again. */
  forget(): void
}

/** A refused sign-in is not asked again for this long: every try counts towards Eloqua's lock-out. */
const REFUSAL_REST_MS = 10_000

export function createBulkBase(
  discover: () => Promise<{ readonly bulkBase: string }>,
  now: () => number = () => performance.now(),
): BulkBase {
  let known: string | undefined
  let asking: Promise<string> | undefined
  let refused: { readonly error: AppError; readonly at: number } | undefined

  async function ask(): Promise<string> {
    if (refused && now() - refused.at < REFUSAL_REST_MS) throw refused.error
    try {
      known = (await discover()).bulkBase.replace(/\/+$/, '')
      refused = undefined
      return known
    } catch (error) {
      if (error instanceof AppError && error.code === 'sign-in-refused') refused = { error, at: now() }
      throw error
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
    renew: (used) => (known !== undefined && known !== used ? Promise.resolve(known) : askOnce()),
    forget() {
      known = undefined
    },
  }
}
