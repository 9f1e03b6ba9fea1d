import type { Run } from '../contract/run.ts'

/** Rows that made room, or whose window closed. */
export const runGone = 'The rows of this result are no longer here. Open the result again.'

export const keptNothing = 'Settings say to keep nothing on this computer.'

/** What a kept run is called until the user names it: the definition and the day of the sync. */
export function runName({ definition, syncId, what, syncEndedAt, fetchedAt }: Run): string {
  const name = definition?.name ?? `Sync ${syncId}`
  const rejects = what === 'rejects' ? ', rejected rows' : ''
  return `${name}${rejects} ${(syncEndedAt ?? fetchedAt).slice(0, 10)}`
}
