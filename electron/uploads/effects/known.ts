import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import type { Known } from '../core/events.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'

/** What a read gave; what kept it from being read is unknown. Trouble with our own disk says nothing of Eloqua, and is thrown. */
export async function knownOr<T>(read: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: await read() }
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    return { unknown: errorOfRead(error) }
  }
}

/** Nothing was sent, so nothing is said of a request's fate. */
function errorOfRead(error: unknown): AppErrorData {
  if (!isAppError(error)) throw error
  const { fate: _fate, ...data } = error.toData()
  return withoutRowData(data)
}

/** Records hold no row data: what Eloqua quotes of a request that it refused may be a row's. */
export function withoutRowData({ detail: _detail, failures, ...error }: AppErrorData): AppErrorData {
  const named = failures?.map(({ field, constraint }) => ({ field, constraint }))
  return { ...error, ...(named ? { failures: named } : {}) }
}
