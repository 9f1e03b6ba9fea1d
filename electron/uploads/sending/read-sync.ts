import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'

/** A sync as POST answered it, or undefined when the body is no sync of Eloqua's, or one of something else than `target`. */
export function readSync(body: Buffer, target: string): WireSync | undefined {
  try {
    const sync = JSON.parse(body.toString('utf8')) as WireSync
    const isSync = typeof sync.uri === 'string' && parseSyncUri(sync.uri) !== undefined
    return isSync && isAbout(sync, target) ? sync : undefined
  } catch {
    return undefined
  }
}

/** Some answers leave out what was synced. */
function isAbout({ syncedInstanceUri }: WireSync, target: string): boolean {
  return syncedInstanceUri === undefined || syncedInstanceUri.toLowerCase() === target.toLowerCase()
}
