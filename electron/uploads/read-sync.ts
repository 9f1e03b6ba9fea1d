import type { WireSync } from '../../shared/eloqua.ts'
import { parseSyncUri } from '../../shared/sync.ts'

/** A sync as POST answered it, or undefined when the body is no sync of Eloqua's. */
export function readSync(body: Buffer): WireSync | undefined {
  try {
    const sync = JSON.parse(body.toString('utf8')) as WireSync
    return typeof sync.uri === 'string' && parseSyncUri(sync.uri) !== undefined ? sync : undefined
  } catch {
    return undefined
  }
}
