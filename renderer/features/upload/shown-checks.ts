import type { Check } from '../../../shared/uploads/upload.ts'

type Shown = Pick<Check, 'shown'>

/** By upload: the check that this window showed before it was sent. Without it, main asks before it writes to production. */
const shownBefore = new Map<string, Shown>()

export function shownIn({ shown }: Shown): Shown {
  return shown === undefined ? {} : { shown }
}

export function keepShown(uploadId: string, check: Shown): void {
  shownBefore.set(uploadId, shownIn(check))
}

export function shownFor(uploadId: string): Shown {
  return shownBefore.get(uploadId) ?? {}
}
